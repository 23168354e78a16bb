package io.leveredge.chronos.adapters.fs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.ComponentResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are read: roots, what is left out below them, and what is the service's own. */
final class SelectionTest {
  @TempDir Path folder;
  private Path tree;
  private ConfigTrial trial;

  @BeforeEach
  void makeTree() throws Exception {
    tree = Files.createDirectory(folder.toRealPath().resolve("tree"));
    trial = new ConfigTrial(folder.toRealPath());
    Shell.run(
        tree,
        """
        mkdir -p app/cache/deep app/conf cache
        for f in app/a.conf app/a.log app/cache/x app/cache/deep/y app/conf/b.conf cache/z top.log; do
          echo $f >$f
        done
        """);
  }

  @Test
  void excludedFolderTakesAlongAllItHolds() throws Exception {
    assertThat(names(List.of(tree), List.of("cache", "*.log")))
        .containsExactly("", "app", "app/a.conf", "app/conf", "app/conf/b.conf");
  }

  @Test
  void patternWithASlashIsForTheAbsolutePath() throws Exception {
    assertThat(names(List.of(tree), List.of(tree + "/cache", "/**/conf", "**/a.*")))
        .containsExactly(
            "", "app", "app/cache", "app/cache/deep", "app/cache/deep/y", "app/cache/x", "top.log");
  }

  @Test
  void rootIsReadWhateverThePatterns() throws Exception {
    assertThat(names(List.of(tree.resolve("app/cache")), List.of("cache", "*")))
        .containsExactly("app/cache");
  }

  @Test
  void overlappingRootsAreReadOnce() throws Exception {
    assertThat(names(List.of(tree.resolve("app"), tree, tree.resolve("app/a.conf")), List.of()))
        .doesNotHaveDuplicates()
        .hasSize(13);
  }

  @Test
  void rootBelowWhatAnotherLeavesOutIsStillRead() throws Exception {
    assertThat(names(List.of(tree, tree.resolve("app/cache/deep")), List.of("cache", "*.log")))
        .containsExactly(
            "",
            "app",
            "app/a.conf",
            "app/cache/deep",
            "app/cache/deep/y",
            "app/conf",
            "app/conf/b.conf");
  }

  @Test
  void rootThatIsMissingOrALinkMakesTheBackupPartial() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), tree);
    Path none = folder.resolve("none");
    ComponentResult result = trial.capture(tree, link, none).result();
    assertThat(result.state()).isEqualTo(ComponentResult.State.PARTIAL);
    assertThat(result.missing())
        .containsExactly(
            link + ": it is a symbolic link, not what is meant", none + ": it is not there");
    assertThat(result.facts()).containsEntry("files", "7");
  }

  @Test
  void missingRootBelowAnotherIsMissed() {
    Path none = tree.resolve("app/none");
    assertThat(trial.capture(tree, none).result().missing())
        .containsExactly(none + ": it is not there");
  }

  @Test
  void ownFoldersAreLeftOutWithANoteByWhateverPath() throws Exception {
    Path own = Files.createDirectory(tree.resolve("own"));
    Files.writeString(own.resolve("token"), "secret");
    Path elsewhere = Files.createSymbolicLink(folder.resolve("elsewhere"), own);
    ConfigTrial.Made made =
        trial.capture(Codec.NONE, new ConfigSettings(List.of(tree), List.of(), List.of(elsewhere)));
    assertThat(made.result().state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(made.result().notes()).containsExactly("Left out (the service's own): " + own);
    assertThat(Shell.run(made.folder(), "cat config.tar")).doesNotContain("secret");
  }

  @Test
  void backupDirectoryBelowARootIsNotReadIntoItself() throws Exception {
    ConfigTrial.Made made =
        trial.capture(
            Codec.GZIP,
            new ConfigSettings(List.of(folder.toRealPath()), List.of(), List.of(trial.backups())));
    assertThat(made.result().missing()).isEmpty();
    assertThat(trial.list(made)).doesNotContain("/backups");
  }

  @Test
  void rootInTheServicesOwnFolderMakesTheBackupPartial() throws Exception {
    ConfigSettings settings =
        new ConfigSettings(List.of(tree.resolve("app")), List.of(), List.of(tree));
    assertThat(trial.capture(Codec.GZIP, settings).result().missing())
        .containsExactly(tree.resolve("app") + ": it lies in a folder of the service's own");
  }

  @Test
  void factsSayWhatIsThere() {
    ComponentResult result = trial.capture(tree).result();
    assertThat(result.facts())
        .containsAllEntriesOf(
            Map.of("roots", tree.toString(), "excludes", "", "files", "7", "directories", "6"))
        .containsEntry("bytes", "82")
        .containsEntry("not_kept", "access control lists, extended attributes");
    assertThat(result.notes()).isEmpty();
  }

  @Test
  void estimateIsTheSizeOfWhatWillBeRead() throws Exception {
    Files.write(tree.resolve("cache/large"), new byte[100_000]);
    ConfigSettings settings =
        new ConfigSettings(List.of(tree), List.of("*.log"), List.of(tree.resolve("app/cache")));
    assertThat(new ConfigFilesSource(settings).estimate())
        .contains(ByteCount.of(100_000 + "app/a.conf app/conf/b.conf cache/z ".length()));
  }

  @Test
  void settingsThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> new ConfigSettings(List.of(), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings(Path.of("etc/app")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'etc/app'");
    for (String pattern : List.of("", "a/b", "[a", "x\\")) {
      assertThatThrownBy(() -> new ConfigSettings(List.of(tree), List.of(pattern), List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + pattern + "'");
    }
  }

  private static ConfigSettings settings(Path root) {
    return new ConfigSettings(List.of(root), List.of(), List.of());
  }

  /** The names in the archive, below the tree. */
  private List<String> names(List<Path> roots, List<String> excludes) {
    ConfigTrial.Made made =
        trial.capture(Codec.GZIP, new ConfigSettings(roots, excludes, List.of()));
    assertThat(made.result().missing()).isEmpty();
    List<String> names = new ArrayList<>();
    trial.open(made).entries(entry -> names.add(entry.name().toString()));
    int above = tree.toString().length();
    return names.stream()
        .map(name -> name.length() < above ? "" : name.substring(above))
        .sorted()
        .toList();
  }
}
