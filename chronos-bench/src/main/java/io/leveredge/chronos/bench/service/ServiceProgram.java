package io.leveredge.chronos.bench.service;

import io.leveredge.chronos.bench.process.BenchFailure;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The service as it is distributed: its jar with the libraries beside it, run by the JDK that runs
 * the benchmark.
 *
 * @param options a file of JVM options, as {@code ./chronos run} uses it, where there is one
 */
public record ServiceProgram(Path jar, Path java, Optional<Path> options) {
  private static final String HEAP = "-Xmx256m";

  /** The jar that this checkout has built, or the one given. */
  public static ServiceProgram find(Optional<Path> given) {
    Path checkout = checkout();
    Path jar =
        given
            .orElseGet(() -> checkout.resolve("chronos-app/target/chronos-app.jar"))
            .toAbsolutePath();
    if (!Files.isRegularFile(jar)) {
      throw new BenchFailure("The service is not built: there is no " + jar);
    }
    Path options = checkout.resolve("build/launcher/jvm.options");
    return new ServiceProgram(
        jar,
        Path.of(System.getProperty("java.home"), "bin", "java"),
        Files.isRegularFile(options) ? Optional.of(options) : Optional.empty());
  }

  /**
   * The command line.
   *
   * @param classData an archive of class data to use, and to make at exit where there is none yet
   */
  List<String> commandLine(Optional<Path> classData) {
    List<String> line = jvm();
    classData.ifPresent(
        archive -> {
          line.add("-XX:+AutoCreateSharedArchive");
          line.add("-XX:SharedArchiveFile=" + archive);
        });
    line.add("-jar");
    line.add(jar.toString());
    return line;
  }

  /** The command line of a program of the benchmark's own, in a JVM as the service has it. */
  public List<String> commandLine(Class<?> program, String... arguments) {
    List<String> line = jvm();
    line.add("-cp");
    line.add(System.getProperty("java.class.path"));
    line.add(program.getName());
    line.addAll(List.of(arguments));
    return line;
  }

  private List<String> jvm() {
    List<String> line = new ArrayList<>();
    line.add(java.toString());
    options.ifPresent(file -> line.add("@" + file));
    line.add(HEAP);
    if (Runtime.version().feature() >= 24) {
      // As the launcher does: newer JVMs warn of what libraries still do.
      line.add("--enable-native-access=ALL-UNNAMED");
      line.add("--sun-misc-unsafe-memory-access=allow");
    }
    return line;
  }

  /** The JVM's options that bear on time and memory, for the report. */
  public String describe() {
    return options.isPresent() ? HEAP + " and the launcher's jvm.options" : HEAP;
  }

  /** The benchmark's jar or classes lie in chronos-bench/target of the checkout. */
  private static Path checkout() {
    try {
      Path code =
          Path.of(ServiceProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path module = Optional.ofNullable(code.getParent()).map(Path::getParent).orElse(code);
      return Optional.ofNullable(module.getParent()).orElse(module);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
