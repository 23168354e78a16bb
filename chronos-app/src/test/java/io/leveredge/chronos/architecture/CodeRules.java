package io.leveredge.chronos.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/** How shipped code is written, wherever it stands. */
final class CodeRules {
  private static final String ROOT = "io.leveredge.chronos";
  private static final String[] INSIDE = {
    ROOT + ".domain..", ROOT + ".ports..", ROOT + ".engine.."
  };

  private CodeRules() {}

  static final ArchRule ONLY_THE_SYSTEM_CLOCK_READS_THE_TIME =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + ".adapters.os.SystemClock")
          .should()
          .callCodeUnitWhere(target(readsTheTime()))
          .because("every rule about time is tried with a clock that jumps, stops and runs back");

  static final ArchRule NO_JAVA_CLOCK_INSIDE =
      noClasses()
          .that()
          .resideInAnyPackage(INSIDE)
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock")
          .because("the domain is told the time, and the engine asks its own port for it");

  /** An adapter may: it bounds its own waits, by a count of nanoseconds that never jumps. */
  static final ArchRule NO_STOPWATCH_INSIDE =
      noClasses()
          .that()
          .resideInAnyPackage(INSIDE)
          .should()
          .callMethod(System.class, "nanoTime")
          .because("how long the engine waits is tried without waiting, by a clock of the test's");

  static final ArchRule ONLY_OS_CHILD_PROCESSES_STARTS_PROCESSES =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + ".adapters.os.OsChildProcesses")
          .should()
          .callCodeUnitWhere(target(startsAProcess()))
          .because("each child is noted before it is used, and none has a secret in its arguments");

  static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS_FOR =
      classes()
          .should()
          .haveNameNotMatching(".*(Impl|Manager|Helper|Utils?|Service)([$].*)?")
          .because("such a name says that nobody decided what the class is for");

  static final ArchRule INTERFACES_HAVE_NO_PREFIX =
      classes()
          .that()
          .areInterfaces()
          .should()
          .haveNameNotMatching(".*[.$]I[A-Z][^.$]*")
          .because("callers see the noun they need, not which kind of Java type it is");

  static final ArchRule PACKAGES_ARE_DESCRIBED_AND_NULL_MARKED =
      classes()
          .should(resideInANullMarkedPackage())
          .because("a package says what it is for in its package-info, and that null is nowhere");

  /** The second is a command that a person runs, and hands its streams to what speaks to them. */
  static final ArchRule ONLY_MAIN_WRITES_TO_THE_TERMINAL =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + ".app.Main")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + ".app.restore.RestoreFrom")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callCodeUnitWhere(target(named("printStackTrace")))
          .because("what the service has to say goes to its log, where a level can be set");

  /** The two exceptions look, for a bounded time, for what the system gives no sign of. */
  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + ".adapters.os.OsChildProcesses")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + ".adapters.os.postgres.Patience")
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class, int.class)
          .orShould()
          .callMethod(Thread.class, "sleep", Duration.class)
          .orShould()
          .callMethod(TimeUnit.class, "sleep", long.class)
          .because("a wait is for something: for a signal, a lock or a process, with a limit");

  /** The time of day, from whichever of Java's clocks. */
  private static DescribedPredicate<CodeUnitCallTarget> readsTheTime() {
    return DescribedPredicate.describe(
        "reads the time",
        called -> {
          String owner = called.getOwner().getName();
          return (owner.equals("java.lang.System") && called.getName().equals("currentTimeMillis"))
              || owner.equals("java.time.Clock")
              || (owner.startsWith("java.time.") && called.getName().equals("now"))
              || (owner.equals("java.util.Date")
                  && called.getName().equals("<init>")
                  && called.getRawParameterTypes().isEmpty());
        });
  }

  private static DescribedPredicate<CodeUnitCallTarget> startsAProcess() {
    return DescribedPredicate.describe(
        "starts a process",
        called ->
            called.getOwner().isEquivalentTo(ProcessBuilder.class)
                || (called.getOwner().isEquivalentTo(Runtime.class)
                    && called.getName().equals("exec")));
  }

  private static DescribedPredicate<CodeUnitCallTarget> named(String name) {
    return DescribedPredicate.describe("is named " + name, called -> called.getName().equals(name));
  }

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a package whose package-info says @NullMarked") {
      @Override
      public void check(JavaClass candidate, ConditionEvents events) {
        JavaPackage home = candidate.getPackage();
        events.add(
            new SimpleConditionEvent(
                candidate,
                home.isAnnotatedWith(NullMarked.class),
                "%s is not in a null-marked package".formatted(candidate.getName())));
      }
    };
  }
}
