package io.leveredge.chronos.adapters.postgres.sql;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;

/**
 * A place in the plain dump.
 *
 * @param offset bytes before it
 * @param line of the first byte, counted from 1
 */
public record DumpPosition(long offset, long line) {
  /** Before the first byte. */
  public static final DumpPosition START = new DumpPosition(0, 1);

  /** The dump holds something at this place that cannot be accounted for. */
  public ChronosException notUnderstood(String what) {
    return fault(ErrorCode.DUMP_NOT_UNDERSTOOD, what);
  }

  /** The dump breaks off at this place. */
  public ChronosException incomplete(String what) {
    return fault(ErrorCode.DUMP_INCOMPLETE, what);
  }

  private ChronosException fault(ErrorCode code, String what) {
    return new ChronosException(code, what + " (" + this + ")")
        .with("dump_offset", Long.toString(offset))
        .with("dump_line", Long.toString(line));
  }

  @Override
  public String toString() {
    return "byte " + offset + ", line " + line + " of the dump";
  }
}
