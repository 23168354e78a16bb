package io.leveredge.chronos.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The classes of all modules, from where Maven compiles them. The bench is left out: Maven builds
 * it after the module of these tests, and nothing depends on it.
 */
final class CompiledModules {
  private static final String FIXTURES = "/fixture/";
  private static final ImportOption NO_FIXTURES = location -> !location.contains(FIXTURES);
  private static final Pattern MODULE = Pattern.compile("/(chronos[a-z0-9-]*)/target/");

  private CompiledModules() {}

  /** Main classes of every module, testkits included. */
  static JavaClasses main() {
    return imported(folders("classes"));
  }

  /** Main classes of what is shipped, that is without the testkits. */
  static JavaClasses shipped() {
    return imported(
        folders("classes").stream()
            .filter(folder -> !folder.toString().contains("chronos-testkit"))
            .toList());
  }

  /** Main and test classes of every module. */
  static JavaClasses mainAndTests() {
    return imported(
        Stream.of("classes", "test-classes").flatMap(kind -> folders(kind).stream()).toList());
  }

  /** The classes that were written to break rules. */
  static JavaClasses fixtures() {
    return new ClassFileImporter()
        .withImportOption(location -> location.contains(FIXTURES))
        .importPath(ownClasses());
  }

  /** The name of the module that a class was compiled in. */
  static String moduleOf(JavaClass compiled) {
    String source = compiled.getSource().orElseThrow().getUri().toString();
    Matcher module = MODULE.matcher(source);
    if (!module.find()) {
      throw new IllegalArgumentException("In no module of ours: " + source);
    }
    return module.group(1);
  }

  private static JavaClasses imported(List<Path> folders) {
    return new ClassFileImporter().withImportOption(NO_FIXTURES).importPaths(folders);
  }

  private static List<Path> folders(String kind) {
    List<Path> modules = modules();
    List<Path> uncompiled =
        modules.stream().filter(module -> !Files.isDirectory(compiled(module, "classes"))).toList();
    if (!uncompiled.isEmpty()) {
      throw new IllegalStateException("Not compiled, so not looked at: " + uncompiled);
    }
    return modules.stream()
        .map(module -> compiled(module, kind))
        .filter(Files::isDirectory)
        .toList();
  }

  private static List<Path> modules() {
    Path checkout = ownClasses().resolve("../../..").normalize();
    try (Stream<Path> folders = Files.list(checkout)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .filter(folder -> !folder.endsWith("chronos-bench"))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot list " + checkout, failure);
    }
  }

  private static Path compiled(Path module, String kind) {
    return module.resolve("target").resolve(kind);
  }

  private static Path ownClasses() {
    return Path.of(
        URI.create(
            CompiledModules.class.getProtectionDomain().getCodeSource().getLocation().toString()));
  }
}
