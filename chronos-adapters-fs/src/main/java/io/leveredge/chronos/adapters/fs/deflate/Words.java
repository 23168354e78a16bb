package io.leveredge.chronos.adapters.fs.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of an array at once, the first of them in the lowest bits. */
final class Words {
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  static long get(byte[] bytes, int at) {
    return (long) LITTLE_ENDIAN.get(bytes, at);
  }

  static void set(byte[] bytes, int at, long word) {
    LITTLE_ENDIAN.set(bytes, at, word);
  }
}
