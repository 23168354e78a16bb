import com.google.googlejavaformat.java.Formatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or applies google-java-format to every Java source of the checkout.
 *
 * <p>Run by Maven (goal {@code verify}) and by {@code ./chronos format}, as a single source file
 * with the formatter on the class path, because the formatter plugins for Maven ignore toolchains.
 */
final class FormatSources {
  public static void main(String[] arguments) throws Exception {
    boolean apply = arguments[0].equals("apply");
    Path root = Path.of(arguments[1]);
    Formatter formatter = new Formatter();
    List<Path> unformatted = new ArrayList<>();
    for (Path source : sources(root)) {
      String before = Files.readString(source);
      String after = formatter.formatSourceAndFixImports(before);
      if (after.equals(before)) {
        continue;
      }
      unformatted.add(root.relativize(source));
      if (apply) {
        Files.writeString(source, after);
      }
    }
    if (!apply && !unformatted.isEmpty()) {
      System.err.println("Not formatted (./chronos format mends it): " + unformatted);
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> modules = Files.list(root)) {
      List<Path> found = new ArrayList<>(List.of(root.resolve("build/FormatSources.java")));
      for (Path module : modules.filter(m -> Files.isRegularFile(m.resolve("pom.xml"))).toList()) {
        Path src = module.resolve("src");
        if (Files.isDirectory(src)) {
          try (Stream<Path> files = Files.walk(src)) {
            files.filter(f -> f.toString().endsWith(".java")).sorted().forEach(found::add);
          }
        }
      }
      return found;
    }
  }
}
