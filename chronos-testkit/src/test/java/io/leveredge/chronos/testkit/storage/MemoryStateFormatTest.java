package io.leveredge.chronos.testkit.storage;

import io.leveredge.chronos.ports.storage.StateFormat;

final class MemoryStateFormatTest extends StateFormatContract {
  private final StateFormat format = new MemoryStateFormat();

  @Override
  protected StateFormat format() {
    return format;
  }
}
