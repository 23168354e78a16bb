package io.leveredge.chronos.domain.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BlockTableTest {

  @Test
  void keepsAnyNumberOfBlocks() {
    BlockTable blocks = new BlockTable();
    for (int i = 0; i < 1000; i++) {
      blocks.add(i * 100L, i * 10L);
    }
    assertThat(blocks.size()).isEqualTo(1000);
    assertThat(blocks.plainOffset(999)).isEqualTo(99_900);
    assertThat(blocks.storedOffset(999)).isEqualTo(9_990);
    assertThatThrownBy(() -> blocks.plainOffset(1000))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void byteIsFoundInTheBlockThatHoldsIt() {
    BlockTable blocks = new BlockTable();
    blocks.add(0, 0);
    blocks.add(100, 40);
    blocks.add(200, 70);
    assertThat(blocks.blockAt(0)).isZero();
    assertThat(blocks.blockAt(99)).isZero();
    assertThat(blocks.blockAt(100)).isEqualTo(1);
    assertThat(blocks.blockAt(199)).isEqualTo(1);
    assertThat(blocks.blockAt(5000)).isEqualTo(2);
    assertThatThrownBy(() -> blocks.blockAt(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BlockTable().blockAt(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void blocksThatGoBackwardsAreAMistake() {
    BlockTable blocks = new BlockTable();
    blocks.add(10, 10);
    assertThatThrownBy(() -> blocks.add(9, 11)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> blocks.add(11, 9)).isInstanceOf(IllegalArgumentException.class);
  }
}
