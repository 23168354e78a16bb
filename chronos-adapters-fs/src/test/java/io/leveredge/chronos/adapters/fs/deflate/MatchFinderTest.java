package io.leveredge.chronos.adapters.fs.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MatchFinderTest {
  private final MatchFinder finder = new MatchFinder();
  private final Sequences found = new Sequences();

  private record Match(int at, int length, int distance) {}

  @Test
  void bytesAreFoundAgainAsFarBackAsTheFormatAllows() {
    assertThat(matches(Samples.apart(32_768))).contains(new Match(32_769, 20, 32_768));
  }

  @Test
  void bytesFartherBackAreNotFound() {
    assertThat(matches(Samples.apart(32_769))).noneMatch(match -> match.at() >= 32_770);
  }

  @Test
  void runIsMatchedFromItsSecondByteInTheLongestPieces() {
    assertThat(matches(Samples.repeated("x", 1 + 3 * 258)))
        .containsExactly(new Match(1, 258, 1), new Match(259, 258, 1), new Match(517, 258, 1));
  }

  @Test
  void matchGoesOnToTheLastByte() {
    assertThat(matches(Samples.repeated("abcdefgh", 47))).containsExactly(new Match(8, 39, 8));
  }

  @Test
  void blocksCoverAllBytesAndHoldNoFewerThanPromised() {
    for (Map.Entry<String, byte[]> sample : Samples.all().entrySet()) {
      byte[] plain = sample.getValue();
      finder.reset();
      int begin = 0;
      while (begin < plain.length) {
        int end = finder.find(plain, begin, plain.length, found);
        assertThat(end).as(sample.getKey()).isBetween(begin + 1, plain.length);
        if (end < plain.length) {
          assertThat(end - begin)
              .as(sample.getKey())
              .isBetween(Sequences.FEWEST_BYTES, 2 * BlockEncoder.LONGEST_STORED);
        }
        begin = end;
      }
      assertThat(begin).isEqualTo(plain.length);
    }
  }

  private List<Match> matches(byte[] plain) {
    finder.reset();
    assertThat(finder.find(plain, 0, plain.length, found)).isEqualTo(plain.length);
    List<Match> matches = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < found.size(); i++) {
      long sequence = found.get(i);
      at += Sequences.literals(sequence);
      matches.add(new Match(at, Sequences.length(sequence), Sequences.distance(sequence) + 1));
      at += Sequences.length(sequence);
    }
    return matches;
  }
}
