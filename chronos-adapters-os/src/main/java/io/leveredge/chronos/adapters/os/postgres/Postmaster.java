package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.adapters.os.ProcessStatus;
import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import java.util.Optional;

/**
 * A server's main process: our child, or one that a killed service has left.
 *
 * @param child empty where it is not ours
 */
record Postmaster(ChildIdentity identity, int port, Optional<Child> child) {

  boolean isRunning() {
    return ProcessStatus.isRunning(identity);
  }

  /** What it wrote before its log was open, or where that could not be opened. */
  String firstWords() {
    return child.map(Child::errors).orElse("").strip();
  }

  /** Lets go of the process, which ends it where it is our child. */
  void release() {
    child.ifPresent(Child::close);
  }
}
