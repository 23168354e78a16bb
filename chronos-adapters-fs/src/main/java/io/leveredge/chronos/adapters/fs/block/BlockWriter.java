package io.leveredge.chronos.adapters.fs.block;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.ports.storage.StoredArtifact;
import java.security.MessageDigest;

/**
 * Hashes blocks, plain and stored, and writes them. Both digests are computed here because only the
 * writer sees the blocks in order, and hashing takes a tenth of the time of compressing.
 */
final class BlockWriter {
  private final StoredFile file;
  private final Codec codec;
  private final BlockTable blocks = new BlockTable();
  private final MessageDigest plainDigest = Sha256.digest();
  private final MessageDigest storedDigest = Sha256.digest();
  private long plainBytes;
  private long storedBytes;

  BlockWriter(StoredFile file, Codec codec) {
    this.file = file;
    this.codec = codec;
  }

  void write(Block block) {
    byte[] stored = codec == Codec.NONE ? block.plain : block.stored;
    blocks.add(plainBytes, storedBytes);
    plainDigest.update(block.plain, 0, block.plainLength);
    if (codec != Codec.NONE) {
      storedDigest.update(stored, 0, block.storedLength);
    }
    file.write(stored, block.storedLength);
    plainBytes += block.plainLength;
    storedBytes += block.storedLength;
  }

  /** Syncs and closes the file and says what it holds; to be called once. */
  StoredArtifact finish(ArtifactName name) {
    file.sync();
    file.close();
    Sha256 plain = Sha256.from(plainDigest);
    Sha256 stored = codec == Codec.NONE ? plain : Sha256.from(storedDigest);
    return new StoredArtifact(
        new Artifact(
            name, codec, ByteCount.of(storedBytes), stored, ByteCount.of(plainBytes), plain),
        blocks);
  }

  /** Closes a file that nobody wants any more. */
  void abandon() {
    try {
      file.close();
    } catch (ChronosException second) {
      // What went wrong first is what counts.
    }
  }
}
