package io.leveredge.chronos.adapters.fs.store;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.testkit.storage.ArtifactStoreContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class FileArtifactStoreTest extends ArtifactStoreContract {
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
}
