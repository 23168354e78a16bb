package io.leveredge.chronos.adapters.fs.deflate;

import java.util.Arrays;

/**
 * How long the code of each symbol is to be: Huffman's lengths for its count, shortened where they
 * are over a limit. Both give a complete code, in which the 2<sup>-length</sup> add up to one: no
 * other is read by every inflater.
 */
final class CodeLengths {
  private static final int SYMBOL_BITS = 9;

  /** The symbols that occur, by count and then by symbol: equal counts give equal codes. */
  private final long[] sorted;

  /** Huffman's tree: the leaves in that order, then the inner nodes in theirs, the root last. */
  private final long[] weight;

  private final int[] parent;
  private final int[] depth;

  /** How many leaves lie at each depth; those below the limit count as at it. */
  private final int[] leavesAt;

  private final int limit;

  CodeLengths(int symbols, int limit) {
    sorted = new long[symbols];
    weight = new long[2 * symbols];
    parent = new int[2 * symbols];
    depth = new int[2 * symbols];
    leavesAt = new int[limit + 1];
    this.limit = limit;
  }

  /**
   * Sets the lengths, zero for a symbol that does not occur. Where fewer than two occur, the first
   * symbols stand in, since one code alone would not be complete.
   */
  void compute(int[] counts, byte[] lengths) {
    int leaves = sort(counts);
    buildTree(leaves);
    countDepths(leaves);
    shorten();
    Arrays.fill(lengths, (byte) 0);
    int rarest = 0;
    for (int length = limit; length > 0; length--) {
      for (int n = leavesAt[length]; n > 0; n--) {
        lengths[symbol(sorted[rarest++])] = (byte) length;
      }
    }
  }

  private int sort(int[] counts) {
    int occurring = 0;
    for (int count : counts) {
      occurring += count > 0 ? 1 : 0;
    }
    int standIns = Math.max(2 - occurring, 0);
    int leaves = 0;
    for (int symbol = 0; symbol < counts.length; symbol++) {
      if (counts[symbol] > 0 || standIns-- > 0) {
        sorted[leaves++] = ((long) counts[symbol] << SYMBOL_BITS) | symbol;
      }
    }
    Arrays.sort(sorted, 0, leaves);
    return leaves;
  }

  private static int symbol(long sorted) {
    return (int) sorted & ((1 << SYMBOL_BITS) - 1);
  }

  /**
   * Joins the two lightest nodes until one is left. Inner nodes are made in the order of their
   * weight, and so the lightest is the first leaf or the first inner node that is left.
   */
  private void buildTree(int leaves) {
    for (int leaf = 0; leaf < leaves; leaf++) {
      weight[leaf] = sorted[leaf] >>> SYMBOL_BITS;
    }
    int leaf = 0;
    int inner = leaves;
    for (int made = leaves; made < 2 * leaves - 1; made++) {
      weight[made] = 0;
      for (int child = 0; child < 2; child++) {
        boolean leafIsLighter = leaf < leaves && (inner == made || weight[leaf] <= weight[inner]);
        int lightest = leafIsLighter ? leaf++ : inner++;
        weight[made] += weight[lightest];
        parent[lightest] = made;
      }
    }
  }

  private void countDepths(int leaves) {
    Arrays.fill(leavesAt, 0);
    int root = 2 * leaves - 2;
    depth[root] = 0;
    for (int node = root - 1; node >= 0; node--) {
      depth[node] = depth[parent[node]] + 1;
      if (node < leaves) {
        leavesAt[Math.min(depth[node], limit)]++;
      }
    }
  }

  /**
   * Makes room for the leaves that were lifted up to the limit: each time one of them goes beside a
   * leaf from the deepest level above, which moves down by one. That frees 2<sup>-limit</sup>.
   */
  private void shorten() {
    long taken = 0;
    for (int length = 1; length <= limit; length++) {
      taken += (long) leavesAt[length] << (limit - length);
    }
    for (; taken > 1L << limit; taken--) {
      int above = limit - 1;
      while (leavesAt[above] == 0) {
        above--;
      }
      leavesAt[above]--;
      leavesAt[above + 1] += 2;
      leavesAt[limit]--;
    }
  }
}
