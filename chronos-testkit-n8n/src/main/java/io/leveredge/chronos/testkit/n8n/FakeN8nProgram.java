package io.leveredge.chronos.testkit.n8n;

import java.util.concurrent.CountDownLatch;

/**
 * The fake as a program, for walk-throughs on a machine without n8n. It says of itself that it is a
 * fake, and runs until it is stopped.
 *
 * <p>Arguments: the port, the API key, the number of sample workflows.
 */
public final class FakeN8nProgram {
  private FakeN8nProgram() {}

  /** Ends with status 64 unless the arguments are those three. */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 3 || !isNumber(arguments[0]) || !isNumber(arguments[2])) {
      System.err.println("Usage: FakeN8nProgram PORT API_KEY WORKFLOWS");
      System.exit(64);
    }
    try (FakeN8n n8n = start(arguments)) {
      System.out.println(
          "A fake n8n (not the real one; it keeps everything in memory) is at " + n8n.url());
      new CountDownLatch(1).await();
    }
  }

  static FakeN8n start(String[] arguments) {
    FakeN8n n8n = FakeN8n.start(N8nVersion.V2_41_1, Integer.parseInt(arguments[0]), arguments[1]);
    n8n.workflows().addSamples(Integer.parseInt(arguments[2]));
    n8n.credentials().add("samplecredential", "Sample credential", "httpHeaderAuth");
    return n8n;
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,6}");
  }
}
