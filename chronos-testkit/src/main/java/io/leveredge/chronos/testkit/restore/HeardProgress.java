package io.leveredge.chronos.testkit.restore;

import io.leveredge.chronos.ports.source.CaptureProgress;
import java.util.ArrayList;
import java.util.List;

/** Keeps of what it hears how much was expected, and how much was read of that. */
public final class HeardProgress implements CaptureProgress {
  private final List<Stretch> ended = new ArrayList<>();
  private Stretch now = new Stretch("", 0, 0);
  private String doing = "";

  /**
   * From one expectation to the next.
   *
   * @param doing what was done when it was said
   */
  public record Stretch(String doing, long expected, long read) {}

  @Override
  public synchronized void read(long bytes) {
    now = new Stretch(now.doing(), now.expected(), now.read() + bytes);
  }

  @Override
  public synchronized void doing(String what) {
    doing = what;
  }

  @Override
  public synchronized void expect(long bytes) {
    ended.add(now);
    now = new Stretch(doing, bytes, 0);
  }

  /** Those of which something was expected. */
  public synchronized List<Stretch> stretches() {
    List<Stretch> all = new ArrayList<>(ended);
    all.add(now);
    return all.stream().filter(stretch -> stretch.expected() > 0).toList();
  }
}
