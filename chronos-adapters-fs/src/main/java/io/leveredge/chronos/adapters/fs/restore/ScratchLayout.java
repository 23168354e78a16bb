package io.leveredge.chronos.adapters.fs.restore;

import java.nio.file.Path;
import java.util.Optional;

/** Everything below one empty folder, as {@code tar -x} does. */
record ScratchLayout(Path scratch) implements Layout {
  private static final Path ROOT = Path.of("/");

  @Override
  public Optional<Spot> spot(Path path, boolean directory) {
    return Optional.of(Spot.below(scratch, scratch.resolve(ROOT.relativize(path))));
  }
}
