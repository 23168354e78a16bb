package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.domain.artifact.ByteCount;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;

/** Adds up the sizes of files for as long as somebody would wait for it. */
final class SizeEstimate extends SimpleFileVisitor<Path> {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ConfigSettings settings;
  private final Excludes excludes;
  private final OwnFolders own;
  private final long end = System.nanoTime() + PATIENCE.toNanos();
  private long bytes;
  private boolean hurried;

  SizeEstimate(ConfigSettings settings) {
    this.settings = settings;
    excludes = new Excludes(settings.excludes());
    own = new OwnFolders(settings.own());
  }

  Optional<ByteCount> run() {
    try {
      for (Path root : new Roots(settings, excludes, own).toWalk()) {
        Files.walkFileTree(root, this);
      }
    } catch (IOException unknown) {
      return Optional.empty();
    }
    return hurried ? Optional.empty() : Optional.of(ByteCount.of(bytes));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    boolean skipped = isOwn(folder, attributes) || isExcluded(folder);
    return skipped ? FileVisitResult.SKIP_SUBTREE : next();
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile() && !isExcluded(file)) {
      bytes += attributes.size();
    }
    return next();
  }

  /** What cannot be read takes no space. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    return next();
  }

  private boolean isExcluded(Path path) {
    return !settings.roots().contains(path) && excludes.match(path);
  }

  private boolean isOwn(Path folder, BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    return key != null && own.contains(folder, key);
  }

  private FileVisitResult next() {
    hurried |= System.nanoTime() > end;
    return hurried ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
  }
}
