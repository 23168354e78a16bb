package io.leveredge.chronos.adapters.postgres.client;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A connection pool with one session of the server, which it lends for a transaction at a time, as
 * PgBouncer does in transaction mode. The first client logs in at the server, the others are
 * believed (PostgreSQL manual, chapter 55, "Frontend/Backend Protocol").
 */
final class SharingPool implements AutoCloseable {
  private static final int SSL_REQUEST = 80877103;
  private static final byte[] AUTHENTICATION_OK = {'R', 0, 0, 0, 8, 0, 0, 0, 0};

  private final ServerSocket listener;
  private final Socket server;
  private final DataInputStream fromServer;
  private final ReentrantLock lent = new ReentrantLock();
  private final ByteArrayOutputStream greeting = new ByteArrayOutputStream();

  SharingPool(String host, int port) throws IOException {
    listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    server = new Socket(host, port);
    fromServer = new DataInputStream(server.getInputStream());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      byte[] startup = startup(in, out);
      if (greeting.size() == 0) {
        logIn(startup, in, out);
      } else {
        out.write(AUTHENTICATION_OK);
        out.write(greeting.toByteArray());
      }
      while (true) {
        transaction(in, out);
      }
    } catch (IOException gone) {
      // The client has left.
    }
  }

  private static byte[] startup(DataInputStream in, OutputStream out) throws IOException {
    while (true) {
      int length = in.readInt();
      byte[] body = in.readNBytes(length - 4);
      if (body.length != 4 || java.nio.ByteBuffer.wrap(body).getInt() != SSL_REQUEST) {
        return java.nio.ByteBuffer.allocate(length).putInt(length).put(body).array();
      }
      out.write('N');
    }
  }

  private void logIn(byte[] startup, DataInputStream in, OutputStream out) throws IOException {
    server.getOutputStream().write(startup);
    boolean known = false;
    while (true) {
      byte[] message = message(fromServer);
      out.write(message);
      if (message[0] == 'R' && message.length > 8 && message[8] != 0 && message[8] != 12) {
        server.getOutputStream().write(message(in));
      }
      known |= message[0] == 'R' && message[8] == 0;
      if (known && message[0] != 'R') {
        greeting.write(message);
      }
      if (message[0] == 'Z') {
        return;
      }
    }
  }

  private void transaction(DataInputStream in, OutputStream out) throws IOException {
    byte[] first = message(in);
    lent.lock();
    try {
      byte[] request = first;
      while (request[0] != 'X') {
        server.getOutputStream().write(request);
        if ((request[0] == 'S' || request[0] == 'Q') && answer(out) == 'I') {
          return;
        }
        request = message(in);
      }
      throw new EOFException("The client said good-bye");
    } finally {
      lent.unlock();
    }
  }

  /** Hands the answer on; the state of the transaction after it. */
  private byte answer(OutputStream out) throws IOException {
    while (true) {
      byte[] message = message(fromServer);
      out.write(message);
      if (message[0] == 'Z') {
        return message[5];
      }
    }
  }

  /** With its type and its length. */
  private static byte[] message(DataInputStream in) throws IOException {
    byte type = in.readByte();
    int length = in.readInt();
    return java.nio.ByteBuffer.allocate(length + 1)
        .put(type)
        .putInt(length)
        .put(in.readNBytes(length - 4))
        .array();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    server.close();
  }
}
