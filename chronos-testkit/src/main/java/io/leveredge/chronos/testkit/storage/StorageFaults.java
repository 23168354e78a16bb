package io.leveredge.chronos.testkit.storage;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where a store in memory fails, and how, until it is mended. */
final class StorageFaults {
  private final Map<StorageCall, RuntimeException> failing = new ConcurrentHashMap<>();

  void fail(StorageCall call, ErrorCode code) {
    fail(call, new ChronosException(code, call + " failed because the test wanted it"));
  }

  void fail(StorageCall call, RuntimeException failure) {
    failing.put(call, failure);
  }

  void mend() {
    failing.clear();
  }

  void meet(StorageCall call) {
    RuntimeException failure = failing.get(call);
    if (failure != null) {
      throw failure;
    }
  }
}
