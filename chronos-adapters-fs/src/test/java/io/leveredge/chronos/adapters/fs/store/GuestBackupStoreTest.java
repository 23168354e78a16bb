package io.leveredge.chronos.adapters.fs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.storage.ArtifactStoreContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store with a guest keeps what every store promises, and opens the guest besides. */
final class GuestBackupStoreTest extends ArtifactStoreContract {
  private static final int GUEST = 99;
  private static final byte[] TEXT = {'x', '\n'};

  @TempDir Path folder;
  private Path root;
  private Path elsewhere;
  private PublishedBackup guest;
  private ArtifactStore store;

  @BeforeEach
  void openStore() {
    root = folder.resolve("backups");
    Path disk = folder.resolve("usb");
    Backup lying =
        publish(new FileArtifactStore(StoreSettings.of(disk)), SampleBackups.order(GUEST));
    elsewhere = disk.resolve(lying.published().orElseThrow().directory());
    guest = LooseBackup.open(elsewhere);
    store = new GuestBackupStore(new FileArtifactStore(StoreSettings.of(root)), guest);
  }

  @Override
  protected ArtifactStore store() {
    return store;
  }

  @Override
  protected byte[] plain(Backup backup, Artifact artifact) {
    Path file =
        root.resolve(backup.published().orElseThrow().directory()).resolve(artifact.name().value());
    try (InputStream stored = Files.newInputStream(file);
        InputStream plain = new GZIPInputStream(stored)) {
      return plain.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void guestIsOpenedWhereverItLiesAndIsOnNoShelf() throws IOException {
    PublishedBackup opened = store.open(guest.id()).orElseThrow();
    try (InputStream plain = opened.artifact(DUMP).plain()) {
      assertThat(plain.readAllBytes()).isEqualTo(TEXT);
    }
    assertThat(opened.checksum()).isEqualTo(guest.checksum());
    assertThat(store.published()).isEmpty();
    assertThat(store.discard(guest.id())).isFalse();
    assertThat(elsewhere.resolve("manifest.json")).exists();
  }

  @Test
  void guestComesBeforeTheSameBackupOnAShelf() throws IOException {
    Backup own = publish(store, SampleBackups.order(GUEST));
    Files.delete(root.resolve(own.published().orElseThrow().directory()).resolve(DUMP.value()));
    assertThat(store.open(own.id()).orElseThrow().artifact(DUMP).stored()).isPresent();
  }

  @Test
  void whatIsNotTheDirectoryOfABackupIsRefusedWithTheReason() throws IOException {
    assertRefused(folder.resolve("absent"), ErrorCode.NOT_FOUND, "There is no directory");
    assertRefused(folder.resolve("usb"), ErrorCode.BACKUP_NOT_RESTORABLE, "holds no manifest.json");
    Path manifest = elsewhere.resolve("manifest.json");
    String whole = Files.readString(manifest);
    Files.writeString(manifest, whole.substring(0, whole.length() / 2));
    assertRefused(elsewhere, ErrorCode.BACKUP_NOT_RESTORABLE, "manifest.json cannot be used");
    Files.move(manifest, elsewhere.resolve("discarded-manifest.json"));
    assertRefused(elsewhere, ErrorCode.BACKUP_NOT_RESTORABLE, "was discarded");
  }

  private static void assertRefused(Path directory, ErrorCode code, String why) {
    assertThatThrownBy(() -> LooseBackup.open(directory))
        .isInstanceOfSatisfying(
            ChronosException.class, refused -> assertThat(refused.code()).isEqualTo(code))
        .hasMessageContaining(why);
  }

  private static Backup publish(ArtifactStore into, BackupOrder order) {
    try (StagedBackup staged = into.stage(order)) {
      return staged.publish(manifest(order, write(staged, DUMP, TEXT)));
    }
  }
}
