package io.leveredge.chronos.architecture;

import static io.leveredge.chronos.architecture.CompiledModules.moduleOf;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which implementations of a port are not held to what the port promises. The promises of a port
 * {@code Shelf} are the tests of the abstract class {@code ShelfContract} in the testkit; whoever
 * implements the port extends that class in the tests of its own module.
 *
 * <p>A port is a top-level interface of chronos-ports. What a port hands out (a staged backup, a
 * claim) or is given (who hears of progress) belongs to that port's contract.
 */
final class PortContracts {
  private static final String PORTS = "io.leveredge.chronos.ports.";

  private final List<JavaClass> ports;
  private final List<JavaClass> tests;

  /**
   * @param classes everything: ports, contracts, implementations and tests
   */
  PortContracts(JavaClasses classes) {
    Set<JavaClass> passedAlong = passedAlong(classes);
    this.ports =
        classes.stream()
            .filter(PortContracts::isInPorts)
            .filter(candidate -> candidate.isInterface() && candidate.isTopLevelClass())
            .filter(candidate -> !passedAlong.contains(candidate))
            .toList();
    this.tests = classes.stream().filter(PortContracts::isContractTest).toList();
  }

  /** The names of the ports it knows. */
  List<String> portNames() {
    return ports.stream().map(JavaClass::getSimpleName).sorted().toList();
  }

  /** One sentence for each pair of implementation and port that no contract test covers. */
  List<String> missing(JavaClasses main) {
    return main.stream()
        .filter(PortContracts::isImplementation)
        .flatMap(this::missingOf)
        .sorted()
        .toList();
  }

  private Stream<String> missingOf(JavaClass implementation) {
    return ports.stream()
        .filter(port -> implementation.isAssignableTo(port.getName()))
        .filter(port -> tests.stream().noneMatch(test -> covers(test, implementation, port)))
        .map(
            port ->
                "%s has no test in %s that extends %s and uses %s"
                    .formatted(
                        implementation.getName(),
                        moduleOf(implementation),
                        contractOf(port),
                        implementation.getSimpleName()));
  }

  private static boolean covers(JavaClass test, JavaClass implementation, JavaClass port) {
    return extendsContract(test, contractOf(port))
        && moduleOf(test).equals(moduleOf(implementation))
        && (uses(test, implementation) || usesThroughAnother(test, implementation));
  }

  /** For example through a fixture that opens what it needs. */
  private static boolean usesThroughAnother(JavaClass test, JavaClass implementation) {
    return knownTo(test)
        .filter(known -> known.getSource().isPresent())
        .filter(known -> known.getPackageName().startsWith("io.leveredge.chronos."))
        .filter(known -> moduleOf(known).equals(moduleOf(implementation)))
        .anyMatch(known -> uses(known, implementation));
  }

  private static boolean uses(JavaClass user, JavaClass used) {
    return knownTo(user).anyMatch(known -> known.getName().equals(used.getName()));
  }

  private static Stream<JavaClass> knownTo(JavaClass candidate) {
    return candidate.getDirectDependenciesFromSelf().stream()
        .map(dependency -> dependency.getTargetClass().getBaseComponentType());
  }

  private static boolean extendsContract(JavaClass test, String contract) {
    return test.getAllRawSuperclasses().stream()
        .anyMatch(parent -> parent.getSimpleName().equals(contract));
  }

  private static String contractOf(JavaClass port) {
    return port.getSimpleName() + "Contract";
  }

  private static boolean isContractTest(JavaClass candidate) {
    return !candidate.getModifiers().contains(JavaModifier.ABSTRACT)
        && candidate.getAllRawSuperclasses().stream()
            .anyMatch(parent -> parent.getSimpleName().endsWith("Contract"));
  }

  private static boolean isImplementation(JavaClass candidate) {
    return !candidate.isInterface() && !candidate.getModifiers().contains(JavaModifier.ABSTRACT);
  }

  private static boolean isInPorts(JavaClass candidate) {
    return candidate.getPackageName().concat(".").startsWith(PORTS);
  }

  /** What ports answer, take, and are given in records. */
  private static Set<JavaClass> passedAlong(JavaClasses classes) {
    return classes.stream()
        .filter(PortContracts::isInPorts)
        .flatMap(
            type ->
                Stream.concat(
                    type.getMethods().stream()
                        .flatMap(
                            method ->
                                Stream.concat(
                                    method.getReturnType().getAllInvolvedRawTypes().stream(),
                                    method.getRawParameterTypes().stream())),
                    type.getFields().stream().map(JavaField::getRawType)))
        .collect(Collectors.toSet());
  }
}
