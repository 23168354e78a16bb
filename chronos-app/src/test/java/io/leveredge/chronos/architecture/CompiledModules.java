package io.leveredge.chronos.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The classes of all modules, from where Maven compiles them. The bench is left out: Maven builds
 * it after the module of these tests, and nothing depends on it.
 */
final class CompiledModules {
  private static final String FIXTURES = "/fixture/";
  private static final String MAIN = "/target/classes/";
  private static final Pattern MODULE = Pattern.compile("/(chronos[a-z0-9-]*)/target/");

  /** Reading them takes longer than any rule does, so they are read once. */
  private static final JavaClasses ALL = new ClassFileImporter().importPaths(folders());

  private CompiledModules() {}

  /** Main classes of every module, testkits included. */
  static JavaClasses main() {
    return those("main classes", source -> source.contains(MAIN));
  }

  /** Main classes of what is shipped, that is without the testkits. */
  static JavaClasses shipped() {
    return those(
        "shipped classes", source -> source.contains(MAIN) && !source.contains("/chronos-testkit"));
  }

  /** Main and test classes of every module. */
  static JavaClasses mainAndTests() {
    return those("classes and tests", source -> !source.contains(FIXTURES));
  }

  /** The classes that were written to break rules. */
  static JavaClasses fixtures() {
    return those("fixtures", source -> source.contains(FIXTURES));
  }

  /** The name of the module that a class was compiled in. */
  static String moduleOf(JavaClass compiled) {
    String source = sourceOf(compiled);
    Matcher module = MODULE.matcher(source);
    if (!module.find()) {
      throw new IllegalArgumentException("In no module of ours: " + source);
    }
    return module.group(1);
  }

  private static JavaClasses those(String name, Predicate<String> source) {
    return ALL.that(DescribedPredicate.describe(name, compiled -> source.test(sourceOf(compiled))));
  }

  private static String sourceOf(JavaClass compiled) {
    return compiled.getSource().orElseThrow().getUri().toString();
  }

  private static List<Path> folders() {
    List<Path> modules = modules();
    List<Path> uncompiled =
        modules.stream().filter(module -> !Files.isDirectory(compiled(module, "classes"))).toList();
    if (!uncompiled.isEmpty()) {
      throw new IllegalStateException("Not compiled, so not looked at: " + uncompiled);
    }
    return Stream.of("classes", "test-classes")
        .flatMap(kind -> modules.stream().map(module -> compiled(module, kind)))
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
