package io.mixtura.dataset.column;

import io.mixtura.mixture.observations.Tile;
import java.util.Arrays;
import java.util.List;

/** How often each level of the columns of text stands in points. */
public final class LevelCounts {
  private final int[] columns;
  private final long[][] counts;

  /**
   * Nothing is counted yet.
   *
   * @param columns those that hold text
   */
  public LevelCounts(int... columns) {
    this.columns = columns;
    this.counts = new long[columns.length][16];
  }

  /** Adds the points of a tile. */
  public void add(Tile tile) {
    for (int c = 0; c < columns.length; c++) {
      for (int p = 0; p < tile.count(); p++) {
        double code = tile.get(p, columns[c]);
        if (!Double.isNaN(code)) {
          count(c, (int) code);
        }
      }
    }
  }

  private void count(int c, int code) {
    if (code >= counts[c].length) {
      counts[c] = Arrays.copyOf(counts[c], Math.max(code + 1, 2 * counts[c].length));
    }
    counts[c][code]++;
  }

  /** The summaries with the counts of so many levels. */
  public List<ColumnSummary> in(List<ColumnSummary> summaries, List<List<String>> levels) {
    ColumnSummary[] counted = summaries.toArray(ColumnSummary[]::new);
    for (int c = 0; c < columns.length; c++) {
      int j = columns[c];
      long[] all = Arrays.copyOf(counts[c], levels.get(j).size());
      counted[j] = counted[j].with(Arrays.stream(all).boxed().toList());
    }
    return List.of(counted);
  }
}
