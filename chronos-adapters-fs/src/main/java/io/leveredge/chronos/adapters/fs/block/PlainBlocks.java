package io.leveredge.chronos.adapters.fs.block;

/** Blocks that are stored as they are: the writer takes the plain bytes. */
final class PlainBlocks implements BlockCompressor {

  @Override
  public void compress(Block block) {
    block.storedLength = block.plainLength;
  }
}
