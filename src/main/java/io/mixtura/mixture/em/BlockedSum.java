package io.mixtura.mixture.em;

import io.mixtura.mixture.statistics.SufficientStatistics;

/**
 * The statistics of all chunks in two levels: chunks are summed into blocks of a fixed number of
 * points, and blocks into the whole, each in their order. So whoever has whole blocks can sum them
 * on his own, and the bits are the same.
 */
final class BlockedSum {
  private final ResponsibilityRule rule;
  private final int perBlock;
  private final SufficientStatistics total;
  private SufficientStatistics block;
  private int chunks;

  BlockedSum(ResponsibilityRule rule, Chunks cut) {
    this.rule = rule;
    this.perBlock = cut.perBlock();
    this.total = none();
    this.block = none();
  }

  private SufficientStatistics none() {
    return new SufficientStatistics(rule.components(), rule.form());
  }

  /** The next chunk. */
  void add(SufficientStatistics chunk) {
    block.merge(chunk);
    chunks++;
    if (chunks % perBlock == 0) {
      total.merge(block);
      block = none();
    }
  }

  /** Of all chunks; none may come after. */
  SufficientStatistics total() {
    if (chunks % perBlock != 0) {
      total.merge(block);
    }
    return total;
  }
}
