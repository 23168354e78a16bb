package io.leveredge.chronos.adapters.n8n;

import io.leveredge.chronos.domain.artifact.ByteCount;
import java.time.Duration;

/**
 * How long, how often and how much.
 *
 * @param connect for a connection to come about
 * @param idle without a byte from n8n, for its status as for its body
 * @param whole for everything that one capture reads
 * @param tries of one request, the first included
 * @param firstPause before the second try; each further pause is twice as long, or as long as n8n
 *     says in {@code Retry-After}
 * @param longestPause whatever n8n says
 * @param page how many workflows are asked for at once, to begin with
 * @param largestWorkflow as JSON; one at a time is held in memory. n8n itself takes 16 MB
 * @param largestAnswer one page. Node makes an answer of one string, which cannot be longer than
 *     512 Mi characters
 */
public record N8nLimits(
    Duration connect,
    Duration idle,
    Duration whole,
    int tries,
    Duration firstPause,
    Duration longestPause,
    int page,
    ByteCount largestWorkflow,
    ByteCount largestAnswer) {
  public static final N8nLimits USUAL =
      new N8nLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(30),
          4,
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          50,
          ByteCount.ofMebibytes(64),
          ByteCount.ofMebibytes(1024));

  public N8nLimits {
    if (tries < 1) {
      throw new IllegalArgumentException("A request is tried at least once, not " + tries);
    }
    // At 0 n8n answers empty pages for ever, and over 250 some versions refuse.
    if (page < 1 || page > 250) {
      throw new IllegalArgumentException("A page has 1 to 250 workflows, not " + page);
    }
  }
}
