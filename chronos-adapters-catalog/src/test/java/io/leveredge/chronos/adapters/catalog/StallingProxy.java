package io.leveredge.chronos.adapters.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A way to a server on which bytes can be held up without anybody being told. */
final class StallingProxy implements AutoCloseable {
  private final ServerSocket entrance;
  private final int server;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition flowing = lock.newCondition();
  private boolean stalled;

  private StallingProxy(int server) throws IOException {
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.server = server;
    Thread.ofVirtual().start(this::accept);
  }

  /** To that port of this machine. */
  static StallingProxy to(int port) throws IOException {
    return new StallingProxy(port);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** From now on nothing arrives; connections are still taken. */
  void stall() {
    setStalled(true);
  }

  /** What was held up arrives. */
  void resume() {
    setStalled(false);
  }

  @Override
  public void close() throws IOException {
    resume();
    entrance.close();
  }

  private void setStalled(boolean now) {
    lock.lock();
    try {
      stalled = now;
      flowing.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = entrance.accept();
        Socket target = new Socket(InetAddress.getLoopbackAddress(), server);
        Thread.ofVirtual().start(() -> pump(client, target));
        Thread.ofVirtual().start(() -> pump(target, client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void pump(Socket from, Socket to) {
    try (from;
        to) {
      byte[] buffer = new byte[8192];
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitFlow();
        to.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException | InterruptedException ended) {
      // One side has gone, so goes the other.
    }
  }

  private void awaitFlow() throws InterruptedException {
    lock.lock();
    try {
      while (stalled) {
        flowing.await();
      }
    } finally {
      lock.unlock();
    }
  }
}
