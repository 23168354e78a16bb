package io.leveredge.chronos.app.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.app.restore.OptionReader.Reading;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.TablePlacement;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptionReaderTest {

  @Test
  void directoryAloneMeansAllOfItInTheUsualWayWithAQuestion() {
    RestoreOptions options = wanted("--from", "/mnt/usb/2026-01-19/");
    assertThat(options.from()).isEqualTo(Path.of("/mnt/usb/2026-01-19"));
    assertThat(options.choice()).isEqualTo(RestoreChoice.of(Set.of()));
    assertThat(options.target()).isEmpty();
    assertThat(options.asks()).isTrue();
    assertThat(options.listsAll()).isFalse();
    assertThat(options.allowPartial()).isFalse();
  }

  @Test
  void everyOptionIsHeard() {
    RestoreOptions options =
        wanted(
            "--from=/b",
            "--components=database,config",
            "--target",
            "prod",
            "--tables",
            "public.a, public.b",
            "--tables-go",
            "in_place",
            "--paths=/etc/app,/srv",
            "--workflow-ids=w1,w2",
            "--in-place",
            "--globals",
            "--delete-extra",
            "--no-safety-backup",
            "--allow-partial",
            "--list-all",
            "--yes");
    RestoreChoice choice = options.choice();
    assertThat(choice.components()).containsExactlyInAnyOrder(Component.DATABASE, Component.CONFIG);
    assertThat(choice.tables()).hasSize(2);
    assertThat(choice.placement()).isEqualTo(TablePlacement.IN_PLACE);
    assertThat(choice.paths()).containsExactly("/etc/app", "/srv");
    assertThat(choice.workflows()).containsExactly("w1", "w2");
    assertThat(choice.inPlace()).isTrue();
    assertThat(choice.globals()).isTrue();
    assertThat(choice.deleteExtra()).isTrue();
    assertThat(choice.safetyBackup()).isFalse();
    assertThat(options.target()).contains("prod");
    assertThat(options.allowPartial()).isTrue();
    assertThat(options.asks()).isFalse();
    assertThat(options.listsAll()).isTrue();
    assertThat(wanted("--from", "/b", "--dry-run").dryRun()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--dry-run                       | --from is missing",
        "--from                          | --from needs a value",
        "--from --yes                    | --from needs a value",
        "--from /b --from /c             | --from is given twice",
        "--from /b --force               | unknown option: --force",
        "--from /b /c                    | unknown option: /c",
        "--from /b --yes=no              | --yes takes no value",
        "--from /b --components databse  | 'databse' is none of database",
        "--from /b --components=config,, | has an empty part",
        "--from /b --tables-go here      | 'here' is none of beside, in_place",
        "--from /b --paths etc           | 'etc' is no absolute path",
        "--from /b --paths /etc/../root  | is no absolute path without",
      })
  void whatIsNotUnderstoodIsNamed(String arguments, String fault) {
    assertThat(OptionReader.read(List.of(arguments.strip().split(" "))))
        .isInstanceOfSatisfying(
            Reading.Faulty.class, faulty -> assertThat(faulty.fault()).contains(fault));
  }

  @Test
  void helpIsGivenWhateverElseIsThere() {
    assertThat(OptionReader.read(List.of("--form", "-h"))).isInstanceOf(Reading.Help.class);
  }

  private static RestoreOptions wanted(String... arguments) {
    return ((Reading.Wanted) OptionReader.read(List.of(arguments))).options();
  }
}
