package io.mixtura.dataset.view;

import io.mixtura.dataset.DatasetTiles;
import io.mixtura.dataset.column.ColumnSummary;
import io.mixtura.mixture.observations.Tile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The passes over a dataset that its quantiles and histograms take: a few that gather values of
 * some columns each, and one that counts all values of all columns.
 *
 * <p>What is gathered at a time is bounded, and so is all that is gathered: beyond that quantiles
 * are those of a sample of the rows. The share of n rows below a quantile of m of them is off by
 * more than ε with a probability of at most 2 exp(−2mε²) (Dvoretzky, Kiefer, Wolfowitz; Massart
 * 1990).
 */
final class ColumnPasses {
  /** Values that are held at a time: 32 MB. */
  private static final int HELD = 1 << 22;

  /** Values that are sorted in all: about two seconds. */
  private static final int SORTED = 1 << 24;

  /** Values with weights take more memory, and longer. */
  private static final int WEIGHTED = 1 << 20;

  private static final int LEAST_ROWS = 4096;
  private static final double DOUBT = 1e-3;
  private static final long SEED = 42;

  private final DatasetTiles tiles;
  private final List<ColumnSummary> stored;
  private final int weights;
  private final int rows;
  private final int columns;
  private final int looked;
  private final int held;

  /** Numbers of the rows of the sample; none if all are looked at. */
  private final int[] sample;

  /**
   * @param weights the column that rows count by; −1 if each counts as one
   */
  ColumnPasses(DatasetTiles tiles, List<ColumnSummary> stored, int weights) {
    this(tiles, stored, weights, SORTED, HELD);
  }

  ColumnPasses(DatasetTiles tiles, List<ColumnSummary> stored, int weights, int sorted, int held) {
    this.tiles = tiles;
    this.stored = stored;
    this.weights = weights;
    this.rows = tiles.dataset().rows();
    this.columns = stored.size();
    int most = Math.min(held, weights < 0 ? held : WEIGHTED);
    boolean isSmall = rows <= most && (long) rows * columns <= sorted;
    this.looked = isSmall ? rows : Math.min(rows, Math.max(LEAST_ROWS, most / columns));
    this.held = held;
    this.sample = looked == rows ? new int[0] : RowSample.drawn(rows, looked, SEED);
  }

  DatasetSummary summary() {
    List<Quantiles> quantiles = new ArrayList<>();
    List<Histogram.Counter> counters = new ArrayList<>();
    int atOnce = Math.max(1, held / looked);
    for (int first = 0; first < columns; first += atOnce) {
      gather(first, Math.min(columns, first + atOnce), quantiles, counters);
    }
    count(counters);
    List<ColumnView> views = new ArrayList<>();
    for (int j = 0; j < columns; j++) {
      List<String> texts = tiles.dataset().text().of(stored.get(j).name());
      views.add(ColumnView.of(stored.get(j), texts, quantiles.get(j), counters.get(j).histogram()));
    }
    return new DatasetSummary(
        tiles.dataset().id(),
        rows,
        weights < 0 ? null : stored.get(weights).name(),
        looked,
        looked == rows ? 0 : Math.sqrt(Math.log(2 / DOUBT) / (2.0 * looked)),
        views);
  }

  private void gather(
      int from, int to, List<Quantiles> quantiles, List<Histogram.Counter> counters) {
    double[][] values = new double[to - from][looked];
    double[] weight = new double[weights < 0 ? 0 : looked];
    int taken = 0;
    Tile tile = tiles.scratch();
    for (int number = 0; number < tiles.count(); number++) {
      tiles.read(number, tile);
      for (int p = 0; p < tile.count(); p++) {
        if (isLookedAt(number * Tile.POINTS + p, taken)) {
          for (int j = from; j < to; j++) {
            values[j - from][taken] = tile.get(p, j);
          }
          if (weights >= 0) {
            weight[taken] = tile.get(p, weights);
          }
          taken++;
        }
      }
    }
    for (int j = from; j < to; j++) {
      SortedValues sorted = sorted(values[j - from], weight, j);
      Quantiles of = Quantiles.of(sorted, stored.get(j).minimum(), stored.get(j).maximum());
      quantiles.add(of);
      counters.add(new Histogram.Counter(Bins.of(sorted, of), isWeighted(j)));
    }
  }

  /** Rows are asked about in their order. */
  private boolean isLookedAt(int row, int taken) {
    return looked == rows || taken < looked && sample[taken] == row;
  }

  private boolean isWeighted(int column) {
    return weights >= 0 && column != weights;
  }

  /** Those that are there; of a column that is empty in the sample, its ends. */
  private SortedValues sorted(double[] values, double[] weight, int column) {
    double[] present = new double[values.length];
    double[] weighing = new double[weight.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        if (weight.length > 0) {
          weighing[count] = weight[i];
        }
        present[count++] = values[i];
      }
    }
    if (count == 0) {
      ColumnSummary all = stored.get(column);
      return SortedValues.of(new double[] {all.minimum(), all.maximum()});
    }
    double[] some = Arrays.copyOf(present, count);
    return isWeighted(column)
        ? SortedValues.of(some, Arrays.copyOf(weighing, count))
        : SortedValues.of(some);
  }

  private void count(List<Histogram.Counter> counters) {
    Tile tile = tiles.scratch();
    for (int number = 0; number < tiles.count(); number++) {
      tiles.read(number, tile);
      for (int j = 0; j < columns; j++) {
        boolean isWeighted = isWeighted(j);
        for (int p = 0; p < tile.count(); p++) {
          counters.get(j).add(tile.get(p, j), isWeighted ? tile.get(p, weights) : 1);
        }
      }
    }
  }
}
