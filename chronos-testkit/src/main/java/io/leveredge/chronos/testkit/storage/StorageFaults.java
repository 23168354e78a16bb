package io.leveredge.chronos.testkit.storage;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where a store in memory fails, and how, until it is mended. */
final class StorageFaults {
  private final Map<StorageCall, ErrorCode> failing = new ConcurrentHashMap<>();

  void fail(StorageCall call, ErrorCode code) {
    failing.put(call, code);
  }

  void mend() {
    failing.clear();
  }

  void meet(StorageCall call) {
    ErrorCode code = failing.get(call);
    if (code != null) {
      throw new ChronosException(code, call + " failed because the test wanted it");
    }
  }
}
