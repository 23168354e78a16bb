package io.leveredge.chronos.app.restore;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.lang.reflect.Proxy;

/**
 * The catalog of a command that has none: whatever it is asked or told, it does not answer. The
 * engine goes on without it, as with any catalog that is down: the locks beside the backups count
 * alone, and the journal keeps what it missed until a service can tell it.
 */
final class NoCatalog {
  private NoCatalog() {}

  /** That part of the catalog. */
  static <P> P as(Class<P> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (catalog, call, arguments) -> {
              if (call.getName().equals("available")) {
                return false;
              }
              throw unavailable();
            }));
  }

  static ChronosException unavailable() {
    return new ChronosException(
        ErrorCode.CATALOG_UNAVAILABLE, "This command runs without the catalog");
  }
}
