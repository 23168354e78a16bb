package io.leveredge.chronos.bench.part;

import io.leveredge.chronos.bench.process.BenchFailure;
import io.leveredge.chronos.domain.fault.ChronosException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The program that {@link PartsProcess} runs: does what it is asked over one connection, line by
 * line, and answers how long each part took. It ends with the connection.
 */
final class PartsProgram {
  private PartsProgram() {}

  /**
   * Does what it is asked.
   *
   * @param arguments the port of loopback where it is waited for
   */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        BufferedReader asked =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter answers =
            new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
      for (Optional<String> line = next(asked); line.isPresent(); line = next(asked)) {
        answers.println(answer(List.of(line.get().split(PartsProcess.BETWEEN, -1))));
      }
    }
  }

  private static Optional<String> next(BufferedReader asked) throws IOException {
    return Optional.ofNullable(asked.readLine());
  }

  private static String answer(List<String> words) {
    try {
      Part part = Part.valueOf(words.getFirst());
      Runnable work = part.prepare(words.subList(1, words.size()));
      long begin = System.nanoTime();
      work.run();
      return PartsProcess.DONE + PartsProcess.BETWEEN + (System.nanoTime() - begin);
    } catch (ChronosException | BenchFailure failure) {
      return "failed: " + String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
    }
  }
}
