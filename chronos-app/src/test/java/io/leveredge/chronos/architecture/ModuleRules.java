package io.leveredge.chronos.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** Who may know whom: dependencies point inward, and only the app knows everything. */
final class ModuleRules {
  private static final String ROOT = "io.leveredge.chronos";
  private static final String DOMAIN = ROOT + ".domain..";
  private static final String PORTS = ROOT + ".ports..";
  private static final String ENGINE = ROOT + ".engine..";
  private static final String ADAPTERS = ROOT + ".adapters..";
  private static final String API = ROOT + ".api..";
  private static final String APP = ROOT + ".app..";
  private static final String TESTKIT = ROOT + ".testkit..";
  private static final String[] INSIDE = {DOMAIN, PORTS, ENGINE};
  private static final String[] JAVA = {"java..", "org.jspecify.annotations.."};
  private static final String[] FRAMEWORKS = {"io.micronaut..", "jakarta..", "javax.inject.."};

  private ModuleRules() {}

  static final ArchRule DOMAIN_KNOWS_ONLY_JAVA =
      classes()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(javaAnd(DOMAIN))
          .because("what a backup is stays true whatever stores, serves or schedules it");

  static final ArchRule PORTS_KNOW_ONLY_THE_DOMAIN =
      classes()
          .that()
          .resideInAPackage(PORTS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(javaAnd(DOMAIN, PORTS))
          .because("a port says what the engine needs in the domain's words, for any technology");

  static final ArchRule ENGINE_KNOWS_ONLY_DOMAIN_AND_PORTS =
      classes()
          .that()
          .resideInAPackage(ENGINE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(javaAnd(INSIDE))
          .because("another agent embeds the engine with adapters of its own choosing");

  static final ArchRule NO_FRAMEWORK_INSIDE =
      noClasses()
          .that()
          .resideInAnyPackage(INSIDE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FRAMEWORKS)
          .because("who embeds domain, ports and engine has no Micronaut on the class path");

  static final ArchRule NO_FRAMEWORK_IN_PLAIN_ADAPTERS =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + ".adapters.fs..",
              ROOT + ".adapters.os..",
              ROOT + ".adapters.postgres..",
              ROOT + ".adapters.n8n..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FRAMEWORKS)
          .because(
              "files, processes, dumps and n8n need no framework, and are embedded without one");

  static final ArchRule ADAPTERS_KNOW_NOTHING_FURTHER_OUT =
      noClasses()
          .that()
          .resideInAPackage(ADAPTERS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ENGINE, API, APP)
          .because("an adapter meets a port; who calls it through the port is not its business");

  static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching(ROOT + ".adapters.(*)..")
          .should()
          .notDependOnEachOther()
          .because("each can be left out or replaced alone; what they share is a port");

  static final ArchRule API_KNOWS_NO_ADAPTER =
      noClasses()
          .that()
          .resideInAPackage(API)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ADAPTERS, APP)
          .because("a request means the same on whatever storage and catalog it is served from");

  static final ArchRule API_SEES_OF_THE_PORTS_ONLY_THE_LISTING =
      noClasses()
          .that()
          .resideInAPackage(API)
          .should()
          .dependOnClassesThat(
              resideInAPackage(PORTS)
                  .and(
                      not(
                          named(
                              ROOT + ".ports.catalog.BackupQuery",
                              ROOT + ".ports.catalog.TargetFilter",
                              ROOT + ".ports.catalog.BackupPage"))))
          .because("what a caller may do is a use case of the engine; ports are for the engine");

  static final ArchRule ONLY_APP_KNOWS_THE_APP =
      noClasses()
          .that()
          .resideOutsideOfPackage(APP)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(APP)
          .because("the app puts the parts together, so it knows them and they do not know it");

  static final ArchRule ONLY_TESTS_KNOW_THE_TESTKIT =
      noClasses()
          .that()
          .resideOutsideOfPackage(TESTKIT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(TESTKIT)
          .because("fakes and contract tests are not shipped");

  private static String[] javaAnd(String... packages) {
    String[] all = new String[JAVA.length + packages.length];
    System.arraycopy(JAVA, 0, all, 0, JAVA.length);
    System.arraycopy(packages, 0, all, JAVA.length, packages.length);
    return all;
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    return DescribedPredicate.describe(
        "named " + String.join(" or ", names),
        candidate -> Set.of(names).contains(candidate.getName()));
  }
}
