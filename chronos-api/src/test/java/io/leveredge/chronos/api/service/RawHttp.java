package io.leveredge.chronos.api.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Calls as no well-behaved client makes them: the bytes are the test's own. */
public final class RawHttp {
  private static final int PATIENCE_MILLIS = 20_000;

  private final int port;

  public RawHttp(RunningService service) {
    this.port = service.port();
  }

  /** An answer, its headers in lower case. */
  public record Answer(int status, String headers, String body) {}

  /** Sends a request without a body, with the usual headers and those given. */
  public Answer get(String target, String... headers) throws IOException {
    return send(head("GET", target, headers) + "Connection: close\r\n\r\n");
  }

  /** The request line and headers; the caller adds what is missing and the empty line. */
  public static String head(String method, String target, String... headers) {
    String lines = String.join("\r\n", headers);
    boolean host = lines.toLowerCase(Locale.ROOT).contains("host:");
    return method
        + " "
        + target
        + " HTTP/1.1\r\n"
        + (host ? "" : "Host: localhost\r\n")
        + (lines.isEmpty() ? "" : lines + "\r\n");
  }

  /** Sends these bytes and reads until the service closes or the announced body is there. */
  public Answer send(String request) throws IOException {
    try (Socket socket = open(request)) {
      String text = read(socket);
      int split = text.indexOf("\r\n\r\n");
      if (split < 0) {
        throw new IOException("Not an answer: '" + text + "'");
      }
      int status = Integer.parseInt(text.substring(9, 12));
      return new Answer(
          status, text.substring(0, split).toLowerCase(Locale.ROOT), text.substring(split + 4));
    }
  }

  /** Sends these bytes and leaves the connection open; the caller closes it. */
  public Socket open(String request) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return socket;
  }

  private static String read(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[8192];
    while (!complete(text)) {
      int count = socket.getInputStream().read(buffer);
      if (count < 0) {
        break;
      }
      text.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
    }
    return text.toString();
  }

  private static boolean complete(StringBuilder text) {
    int split = text.indexOf("\r\n\r\n");
    int length = text.toString().toLowerCase(Locale.ROOT).indexOf("content-length: ");
    if (split < 0 || length < 0 || length > split) {
      return false;
    }
    int from = length + "content-length: ".length();
    int announced = Integer.parseInt(text.substring(from, text.indexOf("\r\n", from)));
    return text.length() >= split + 4 + announced;
  }
}
