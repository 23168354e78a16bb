package io.leveredge.chronos.testkit.storage;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.StoredArtifact;
import java.io.ByteArrayOutputStream;

/** An artifact in memory, as one block. */
final class MemorySink implements ArtifactSink {
  private final MemoryStagedBackup staged;
  private final StorageFaults faults;
  private final ArtifactName name;
  private final Codec codec;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private boolean settled;

  MemorySink(MemoryStagedBackup staged, StorageFaults faults, ArtifactName name, Codec codec) {
    this.staged = staged;
    this.faults = faults;
    this.name = name;
    this.codec = codec;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    checkOpen();
    faults.meet(StorageCall.WRITE);
    content.write(bytes, offset, length);
  }

  @Override
  public long position() {
    return content.size();
  }

  @Override
  public StoredArtifact finish() {
    checkOpen();
    faults.meet(StorageCall.FINISH);
    settled = true;
    byte[] bytes = content.toByteArray();
    Sha256 digest = Sha256.of(bytes);
    ByteCount size = ByteCount.of(bytes.length);
    Artifact artifact = new Artifact(name, codec, size, digest, size, digest);
    staged.finished(artifact, bytes);
    BlockTable blocks = new BlockTable();
    blocks.add(0, 0);
    return new StoredArtifact(artifact, blocks);
  }

  private void checkOpen() {
    if (settled) {
      throw new IllegalStateException(name + " is finished or closed");
    }
  }

  @Override
  public void close() {
    if (!settled) {
      settled = true;
      staged.givenUp(name);
    }
  }
}
