package io.leveredge.chronos.adapters.fs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.adapters.fs.disk.Sharing;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.ArtifactStore.UnreadableBackup;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.ports.storage.StoredArtifact;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.storage.ArtifactStoreContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileArtifactStoreTest extends ArtifactStoreContract {
  private static final byte[] TEXT = {'x', '\n'};

  @TempDir Path folder;
  private Path root;
  private ArtifactStore store;

  @BeforeEach
  void openStore() {
    root = folder.resolve("backups");
    store = new FileArtifactStore(StoreSettings.of(root));
  }

  @Override
  protected ArtifactStore store() {
    return store;
  }

  @Override
  protected byte[] plain(Backup backup, Artifact artifact) {
    Path file = root.resolve(directory(backup)).resolve(artifact.name().value());
    try (InputStream stored = Files.newInputStream(file);
        InputStream plain = new GZIPInputStream(stored)) {
      return plain.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void checksumOfABackupIsThatOfItsManifestFile() throws IOException {
    Backup backup = publish(SampleBackups.order(1));
    byte[] manifest = Files.readAllBytes(root.resolve(directory(backup)).resolve("manifest.json"));
    assertThat(backup.published().orElseThrow().manifest()).isEqualTo(Sha256.of(manifest));
  }

  @Test
  void emptyDirectoryOfSomebodyElseIsNotReplaced() throws IOException {
    Path legacy = Files.createDirectories(root.resolve("daily/2026-01-19"));
    Object identity = identity(legacy);
    Backup backup = publish(daily(1));
    assertThat(directory(backup)).isEqualTo("daily/2026-01-19T120001Z");
    assertThat(identity(legacy)).isEqualTo(identity);
    assertThat(legacy).isEmptyDirectory();
  }

  @Test
  void directoryWithoutManifestIsListedAndNeverTouched() throws IOException {
    Path legacy = Files.createDirectories(root.resolve("targets/prod/daily/2026-01-19"));
    Files.writeString(legacy.resolve("dump.sql"), "-- old");
    Backup backup = publish(SampleBackups.order(1, new TargetName("prod"), Tier.DAILY));
    assertThat(directory(backup)).isEqualTo("targets/prod/daily/2026-01-19T120001Z");
    assertThat(store.unreadable())
        .containsExactly(
            new UnreadableBackup(
                "targets/prod/daily/2026-01-19", "It holds no manifest.json", false));
    assertThat(legacy.resolve("dump.sql")).hasContent("-- old");
  }

  @Test
  void danglingLinkOfThatNameGivesTheNextOne() throws IOException {
    Files.createDirectories(root.resolve("daily"));
    Files.createSymbolicLink(root.resolve("daily/2026-01-19"), Path.of("nowhere"));
    assertThat(directory(publish(daily(1)))).isEqualTo("daily/2026-01-19T120001Z");
  }

  @Test
  void linkToABackupIsNoSecondOne() throws IOException {
    Backup backup = publish(daily(1));
    Files.createSymbolicLink(root.resolve("daily/latest"), root.resolve(directory(backup)));
    assertThat(store.published()).containsExactly(backup);
    assertThat(store.unreadable()).isEmpty();
  }

  @Test
  void copyOfABackupIsListedAsSuchAndDiscardedWithIt() throws IOException {
    Backup backup = publish(daily(1));
    Path copy = Files.createDirectories(root.resolve("manual/copy"));
    Files.copy(
        root.resolve(directory(backup)).resolve("manifest.json"), copy.resolve("manifest.json"));
    assertThat(store.published()).containsExactly(backup);
    assertThat(store.unreadable())
        .containsExactly(
            new UnreadableBackup(
                "manual/copy", "It holds the same backup as daily/2026-01-19", true));
    assertThat(store.discard(backup.id())).isTrue();
    assertThat(store.published()).isEmpty();
  }

  @Test
  void manifestOfANewerFormatIsListedWithItsVersionAndHidesNoOther() throws IOException {
    Backup newer = publish(SampleBackups.order(1));
    Backup good = publish(SampleBackups.order(2));
    assertThat(store.published()).hasSize(2);
    Path manifest = root.resolve(directory(newer)).resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("\"format_version\": 1", "\"format_version\": 17"));
    assertThat(store.published()).containsExactly(good);
    assertThat(store.unreadable())
        .containsExactly(
            new UnreadableBackup(
                directory(newer),
                "It has format_version 17, written by CHRONOS test; this version reads up to 1",
                true));
  }

  @Test
  void whatLiesElsewhereIsNotLookedAt() throws IOException {
    Files.createDirectories(root.resolve("lost+found/x"));
    Files.createDirectories(root.resolve(".snapshots/daily"));
    Files.createDirectories(root.resolve("daily/.hidden"));
    Files.writeString(Files.createDirectories(root.resolve("manual")).resolve("README"), "notes");
    assertThat(store.published()).isEmpty();
    assertThat(store.unreadable()).isEmpty();
  }

  @Test
  void discardedBackupLiesWholeInTheTrash() throws IOException {
    Backup backup = publish(daily(1));
    byte[] manifest = Files.readAllBytes(root.resolve(directory(backup)).resolve("manifest.json"));
    store.discard(backup.id());
    Path trashed = root.resolve(".trash").resolve(backup.id().value());
    assertThat(trashed.resolve("database.sql.gz")).isRegularFile();
    assertThat(trashed.resolve("discarded-manifest.json")).hasBinaryContent(manifest);
    assertThat(root.resolve(directory(backup))).doesNotExist();
  }

  @Test
  void backupsAreForTheOwnerAlone() throws IOException {
    Path directory = root.resolve(directory(publish(daily(1))));
    assertThat(mode(root)).isEqualTo("rwx------");
    assertThat(mode(directory)).isEqualTo("rwx------");
    for (String file : List.of("database.sql.gz", "SHA256SUMS", "manifest.json")) {
      assertThat(mode(directory.resolve(file))).isEqualTo("rw-------");
    }
  }

  @Test
  void sharedBackupsAreReadableForTheGroupAndWhatIsOursIsNot() throws IOException {
    String group = Files.readAttributes(folder, PosixFileAttributes.class).group().getName();
    Sharing sharing = Sharing.of("rwxr-x---", "rw-r-----", Optional.of(group));
    store = new FileArtifactStore(new StoreSettings(root, ByteCount.ZERO, sharing, 1, 1));
    Path directory = root.resolve(directory(publish(daily(1))));
    assertThat(mode(root)).isEqualTo("rwxr-x---");
    assertThat(mode(root.resolve("daily"))).isEqualTo("rwxr-x---");
    assertThat(mode(directory)).isEqualTo("rwxr-x---");
    assertThat(mode(directory.resolve("manifest.json"))).isEqualTo("rw-r-----");
    assertThat(mode(directory.resolve("database.sql.gz"))).isEqualTo("rw-r-----");
    assertThat(mode(root.resolve(".staging"))).isEqualTo("rwx------");
  }

  @Test
  void unknownGroupFailsTheBackupByItsName() {
    Sharing sharing = Sharing.of("rwxr-x---", "rw-r-----", Optional.of("no-such-group-here"));
    store = new FileArtifactStore(new StoreSettings(root, ByteCount.ZERO, sharing, 1, 1));
    assertThatThrownBy(() -> publish(daily(1)))
        .isInstanceOfSatisfying(
            ChronosException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FAILED))
        .hasMessageContaining("no-such-group-here");
    assertThat(store.published()).isEmpty();
  }

  @Test
  void reserveIsNotFree() {
    ByteCount huge = ByteCount.of(Long.MAX_VALUE);
    ArtifactStore reserving =
        new FileArtifactStore(new StoreSettings(root, huge, Sharing.NONE, 1, 1));
    assertThat(reserving.freeSpace()).isEqualTo(ByteCount.ZERO);
    assertThat(store.freeSpace()).isGreaterThan(ByteCount.ZERO);
    assertThat(root).doesNotExist();
  }

  /** Not even root may look at a link to itself. */
  @Test
  void directoryThatCannotBeLookedAtIsNotTakenForAFullOne() throws IOException {
    Files.createSymbolicLink(root, root);
    assertThatThrownBy(store::freeSpace)
        .isInstanceOfSatisfying(
            ChronosException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FAILED))
        .hasMessageContaining("does not say how much space is free: Too many levels");
  }

  @Test
  void fileSystemWithoutASizeIsNotTakenForAFullOne() {
    ArtifactStore onNone = new FileArtifactStore(StoreSettings.of(Path.of("/proc/self")));
    assertThatThrownBy(onNone::freeSpace).isInstanceOf(ChronosException.class);
  }

  @Test
  void fileInPlaceOfTheBackupDirectoryIsSaid() throws IOException {
    Files.writeString(root, "not a folder");
    assertThatThrownBy(store::probe)
        .isInstanceOfSatisfying(
            ChronosException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FAILED));
    assertThatThrownBy(() -> store.stage(daily(1))).isInstanceOf(ChronosException.class);
  }

  @Test
  void interruptedCallerStillPublishesWhole() {
    BackupOrder order = daily(1);
    try (StagedBackup staged = store.stage(order)) {
      StoredArtifact dump = write(staged, DUMP, TEXT);
      Thread.currentThread().interrupt();
      Backup backup = staged.publish(manifest(order, dump));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(store.find(order.id())).contains(backup);
    }
  }

  @Test
  void artifactMayNotTakeTheManifestsName() {
    try (StagedBackup staged = store.stage(daily(1))) {
      assertThatThrownBy(() -> staged.artifact(new ArtifactName("manifest.json"), Codec.NONE))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static BackupOrder daily(int number) {
    return SampleBackups.order(number, TargetName.DEFAULT, Tier.DAILY);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static Object identity(Path path) throws IOException {
    return Files.getAttribute(path, "unix:ino");
  }
}
