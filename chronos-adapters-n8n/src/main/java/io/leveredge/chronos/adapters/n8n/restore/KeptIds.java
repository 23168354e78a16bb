package io.leveredge.chronos.adapters.n8n.restore;

import io.leveredge.chronos.adapters.n8n.N8nApi.Reply;
import io.leveredge.chronos.domain.fault.ChronosException;

/**
 * Brings deleted workflows back under their own ids, bare, where this n8n imports packages. Whether
 * it does is asked with the first that is needed.
 */
final class KeptIds {
  /** What a key needs for it. */
  static final String SCOPE = "workflow:import";

  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;

  private final WorkflowCalls calls;
  private final Remarks remarks;
  private boolean offered = true;

  KeptIds(WorkflowCalls calls, Remarks remarks) {
    this.calls = calls;
    this.remarks = remarks;
  }

  /**
   * Brings one back. It may be asked for twice: a package never changes what is there.
   *
   * @return false where it has to be made under a new id
   */
  boolean bring(Workflow wanted) {
    if (!offered) {
      return false;
    }
    Reply reply;
    try {
      reply = calls.importBare(wanted);
    } catch (ChronosException failed) {
      if (!failed.code().retryable() || Thread.currentThread().isInterrupted()) {
        throw failed;
      }
      return isBare(wanted) || kept(false, wanted, String.valueOf(failed.getMessage()));
    }
    if (reply.unknown()) {
      offered = false;
      return false;
    }
    if (reply.status() == FORBIDDEN) {
      offered = false;
      return kept(false, wanted, "the key lacks the scope " + SCOPE);
    }
    // The answer to a try before this one may have been lost.
    boolean there = (reply.succeeded() || reply.status() == CONFLICT) && isBare(wanted);
    return kept(there, wanted, reply.problem());
  }

  private boolean kept(boolean there, Workflow wanted, String why) {
    if (!there) {
      remarks.add("Its id could not be kept, because " + why, wanted.called());
    }
    return there;
  }

  private boolean isBare(Workflow wanted) {
    return calls.find(wanted.id()).filter(there -> isBareOf(wanted, there)).isPresent();
  }

  private static boolean isBareOf(Workflow wanted, Workflow there) {
    return there.json().path("nodes").isEmpty() && there.name().equals(wanted.name());
  }
}
