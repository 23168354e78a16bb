import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
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
    List<Path> unformatted =
        sources(root).parallelStream().filter(source -> changes(source, apply)).toList();
    if (!apply && !unformatted.isEmpty()) {
      System.err.println("Not formatted (./chronos format mends it): " + unformatted);
      System.exit(1);
    }
  }

  /** Whether the formatter has it otherwise. */
  private static boolean changes(Path source, boolean apply) {
    try {
      String before = Files.readString(source);
      String after = new Formatter().formatSourceAndFixImports(before);
      if (apply && !after.equals(before)) {
        Files.writeString(source, after);
      }
      return !after.equals(before);
    } catch (IOException | FormatterException failure) {
      throw new IllegalStateException("Cannot format " + source, failure);
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
