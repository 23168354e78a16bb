package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port of a server on 127.0.0.1, the only address it listens on.
 *
 * @param wanted by the settings; 0 for any
 * @param file where the one that was chosen is written down
 */
record ServerPort(int wanted, Path file) {
  static final String HOST = "127.0.0.1";

  /**
   * Linux gives 32768 and above to outgoing connections (ip(7), ip_local_port_range): one of them
   * could sit on a port from there when the server comes back to it.
   */
  private static final int LOWEST = 15432;

  private static final int HIGHEST = 32767;
  private static final int TRIES = 1000;
  private static final int CONNECT_MILLIS = 1000;
  private static final Logger LOG = LoggerFactory.getLogger(ServerPort.class);

  /** Whether another may be taken where this one is not free. */
  boolean isOurChoice() {
    return wanted == 0;
  }

  /**
   * One that is free now: the one that was wanted, or the one of last time, or any.
   *
   * @throws ChronosException when the one that was wanted is taken
   */
  int choose() throws IOException {
    if (!isOurChoice()) {
      if (!isFree(wanted)) {
        throw new ChronosException(
            ErrorCode.EMBEDDED_DATABASE_FAILED,
            "Port " + wanted + " of " + HOST + " is taken by another program");
      }
      return wanted;
    }
    int kept = kept();
    if (kept != 0 && isFree(kept)) {
      return kept;
    }
    int port = anyFree();
    if (kept != 0) {
      LOG.warn("Port {} is taken by another program; PostgreSQL goes to {}", kept, port);
    }
    Files.writeString(file, port + "\n");
    return port;
  }

  /** The one of last time; 0 where there is none, or a crash left half of it. */
  private int kept() throws IOException {
    String text = Files.exists(file) ? Files.readString(file).strip() : "";
    return text.matches("[0-9]{4,5}") ? Integer.parseInt(text) : 0;
  }

  private static int anyFree() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
      if (isFree(port)) {
        return port;
      }
    }
    throw new ChronosException(ErrorCode.EMBEDDED_DATABASE_FAILED, "No free port found on " + HOST);
  }

  /** Whether one could listen on it now. */
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, address())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** Whether somebody listens on it now. */
  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private static InetAddress address() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
