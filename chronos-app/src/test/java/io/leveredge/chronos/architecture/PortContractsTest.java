package io.leveredge.chronos.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.leveredge.chronos.adapters.fs.fixture.ShelfKeptToItsContract;
import io.leveredge.chronos.adapters.fs.fixture.ShelfThatAnothersTestMisses;
import io.leveredge.chronos.adapters.fs.fixture.ShelfWithPlainTest;
import org.junit.jupiter.api.Test;

/** Whoever implements a port is held to all that the port promises. */
final class PortContractsTest {
  @Test
  void everyImplementationOfAPortHasItsContractTest() {
    assertThat(new PortContracts(CompiledModules.mainAndTests()).missing(CompiledModules.main()))
        .isEmpty();
  }

  @Test
  void theEnginesPortsAreAmongThoseLookedAt() {
    assertThat(new PortContracts(CompiledModules.mainAndTests()).portNames())
        .contains(
            "ArtifactStore",
            "BackupCatalog",
            "BackupHistory",
            "ChildProcesses",
            "Clock",
            "ComponentSource",
            "Hooks",
            "RunJournal",
            "TargetClaims");
  }

  @Test
  void anImplementationWithoutItsContractTestIsFound() {
    JavaClasses fixtures = CompiledModules.fixtures();
    assertThat(new PortContracts(fixtures).missing(fixtures))
        .anyMatch(problem -> problem.startsWith(ShelfWithPlainTest.class.getName() + " has no"))
        .anyMatch(problem -> problem.startsWith(ShelfThatAnothersTestMisses.class.getName()))
        .noneMatch(problem -> problem.startsWith(ShelfKeptToItsContract.class.getName()));
  }

  @Test
  void whatAPortHandsOutNeedsNoContractOfItsOwn() {
    JavaClasses fixtures = CompiledModules.fixtures();
    assertThat(new PortContracts(fixtures).missing(fixtures))
        .noneMatch(problem -> problem.contains("SlotContract"));
  }
}
