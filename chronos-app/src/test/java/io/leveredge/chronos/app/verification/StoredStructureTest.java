package io.leveredge.chronos.app.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.fs.config.ConfigFilesSource;
import io.leveredge.chronos.adapters.fs.config.ConfigSettings;
import io.leveredge.chronos.adapters.fs.store.FileArtifactStore;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.verification.FileVerdict;
import io.leveredge.chronos.engine.verification.ArtifactCheck;
import io.leveredge.chronos.engine.verification.VerifyBackup.Depth;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.restore.RestoreTrial;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real archives of several blocks, whose ends are looked for by their real index. */
class StoredStructureTest {
  @TempDir Path folder;
  private FileArtifactStore store;
  private int number;

  @BeforeEach
  void writeFiles() throws IOException {
    store = new FileArtifactStore(StoreSettings.of(folder.resolve("backups")));
    byte[] noise = new byte[3_000_000];
    new Random(5).nextBytes(noise);
    Files.createDirectories(folder.resolve("files"));
    Files.write(folder.resolve("files/large"), noise);
    Files.writeString(folder.resolve("files/small"), "key = value\n");
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void whatACaptureStoredIsIntactInEitherDepth(Codec codec) {
    PublishedBackup backup = publish(staged -> captured(staged, codec));
    for (Depth depth : Depth.values()) {
      assertThat(backup.manifest().artifacts())
          .hasSize(2)
          .allSatisfy(
              each ->
                  assertThat(ArtifactCheck.of(backup, each, depth))
                      .isInstanceOf(FileVerdict.Intact.class));
    }
  }

  /** The writer was at fault: sizes and digests are those of what was stored. */
  @ParameterizedTest
  @EnumSource(Codec.class)
  void archiveThatWasStoredWithoutItsEndIsCorruptInEitherDepth(Codec codec) {
    PublishedBackup whole = publish(staged -> captured(staged, codec));
    byte[] tar = plain(whole, "config.tar");
    byte[] index = plain(whole, "config.index.jsonl");
    PublishedBackup cut =
        publish(
            staged ->
                new ComponentResult(
                    whole.manifest().components().getFirst().component(),
                    ComponentResult.State.COMPLETED,
                    List.of(
                        store(staged, "config.tar", codec, Arrays.copyOf(tar, tar.length - 1024)),
                        store(staged, "config.index.jsonl", codec, index)),
                    List.of(),
                    List.of(),
                    Map.of()));
    for (Depth depth : Depth.values()) {
      assertThat(ArtifactCheck.of(cut, cut.manifest().artifacts().getFirst(), depth))
          .isInstanceOfSatisfying(
              FileVerdict.Corrupt.class,
              corrupt -> {
                assertThat(corrupt.problem()).contains("does not end with two blocks of zeros");
                assertThat(corrupt.actual()).contains(corrupt.expected());
              });
    }
  }

  private ComponentResult captured(StagedBackup staged, Codec codec) {
    return new ConfigFilesSource(
            new ConfigSettings(List.of(folder.resolve("files")), List.of(), List.of()))
        .capture(
            new Capture(
                SampleBackups.order(number).id(), staged, codec, RestoreTrial.DEAF, child -> {}));
  }

  private static Artifact store(StagedBackup staged, String name, Codec codec, byte[] plain) {
    ArtifactName full = new ArtifactName(name + codec.suffix());
    try (ArtifactSink sink = staged.artifact(full, codec)) {
      sink.write(plain, 0, plain.length);
      return sink.finish().artifact();
    }
  }

  private PublishedBackup publish(Function<StagedBackup, ComponentResult> component) {
    BackupOrder order = SampleBackups.order(++number);
    try (StagedBackup staged = store.stage(order)) {
      staged.publish(
          new Manifest(
              Manifest.CURRENT_FORMAT,
              "CHRONOS test",
              order,
              BackupState.COMPLETED,
              order.createdAt(),
              List.of(component.apply(staged)),
              List.of(),
              Optional.empty()));
    }
    return store.open(order.id()).orElseThrow();
  }

  private static byte[] plain(PublishedBackup backup, String name) {
    Artifact artifact =
        backup.manifest().artifacts().stream()
            .filter(each -> each.name().value().startsWith(name))
            .findFirst()
            .orElseThrow();
    try (InputStream plain = backup.artifact(artifact.name()).plain()) {
      return plain.readAllBytes();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
