package io.leveredge.chronos.ports.source;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import java.util.Optional;

/** One component of one target, as something that can be read. */
public interface ComponentSource {

  Component component();

  /**
   * About how many bytes there are to read, before compression, or empty where the source cannot
   * say. Answers within seconds.
   */
  Optional<ByteCount> estimate();

  /**
   * Reads the whole component, once, into artifacts of {@code capture}. The result is {@code
   * COMPLETED} only if the source confirmed its end and the adapter accounted for everything that
   * the source says it holds. Everything this started (processes, sessions) has ended when it
   * returns or throws. An interrupt of the thread ends it soon.
   *
   * @throws io.leveredge.chronos.domain.fault.ChronosException when nothing usable came of it
   */
  ComponentResult capture(Capture capture);

  /**
   * Ends what a dead run of that id may have left at the source, for example database sessions;
   * idempotent, and does nothing where there is nothing.
   */
  void release(BackupId id);
}
