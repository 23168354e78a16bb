package io.leveredge.chronos.adapters.os.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ports of 127.0.0.1, the only address that a server of ours listens on. */
final class ServerPort {
  static final String HOST = "127.0.0.1";
  private static final int CONNECT_MILLIS = 1000;

  private ServerPort() {}

  /** One that nobody has at this moment. */
  static int anyFree() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, address())) {
      return socket.getLocalPort();
    }
  }

  /** Whether somebody could listen on it now. */
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

  /** The port written down, or 0. */
  static int kept(Path file) throws IOException {
    return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
  }

  static void keep(Path file, int port) throws IOException {
    Files.writeString(file, port + "\n");
  }

  private static InetAddress address() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
