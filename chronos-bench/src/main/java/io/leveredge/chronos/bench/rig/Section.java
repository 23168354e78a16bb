package io.leveredge.chronos.bench.rig;

/** One part of the benchmark. */
public interface Section {

  /**
   * Measures.
   *
   * @return the section's part of the report, in Markdown, from its heading on
   * @throws io.leveredge.chronos.bench.process.BenchFailure when it cannot be measured
   */
  String run();
}
