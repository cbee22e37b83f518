package io.mixtura.mixture.family;

import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.pass.ComponentPass;
import io.mixtura.mixture.special.PoissonDensity;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Arrays;
import java.util.List;

/**
 * Discrete components on a tile: log densities that are linear in the encoded columns, and the sums
 * of these columns.
 *
 * <p>Counts are seen from the middle c of the components' rates: log p_k(x) = log p(x | c) + x log
 * (λ_k / c) − (λ_k − c), so that nothing large cancels where the rates are alike. Loops are plain
 * ones in a fixed order, so they give the same bits however they are compiled.
 */
final class DiscretePass implements ComponentPass {
  private static final int LANES = 4;

  private final DiscreteComponents components;
  private final Kernels kernels;
  private final int from;
  private final int columns;
  private final List<Encoding.Block> counts;
  private final PoissonDensity[] middles;

  /** η of each component and column. */
  private final double[][] slopes;

  private final double[] normalizers;
  private final double[] base = new double[Tile.POINTS];
  private final boolean[] isCount;

  /** A column of points whose gaps are filled. */
  private final double[] filled = new double[Tile.POINTS];

  DiscretePass(DiscreteComponents components, Encoding encoding, Kernels kernels) {
    this.components = components;
    this.kernels = kernels;
    this.from = encoding.numeric();
    this.columns = encoding.width() - from;
    this.counts = encoding.discrete().stream().filter(block -> !block.hasLevels()).toList();
    this.isCount = new boolean[columns];
    counts.forEach(block -> isCount[block.first() - from] = true);
    this.middles = new PoissonDensity[counts.size()];
    this.slopes = new double[components.count()][columns];
    this.normalizers = new double[components.count()];
    for (int k = 0; k < slopes.length; k++) {
      double[] mean = components.mean(k);
      Arrays.setAll(slopes[k], j -> StrictMath.log(Math.max(mean[j], PoissonDensity.LEAST)));
    }
    for (int b = 0; b < middles.length; b++) {
      center(b, counts.get(b).first() - from);
    }
  }

  private void center(int block, int j) {
    double middle = middle(j);
    middles[block] = new PoissonDensity(middle);
    for (int k = 0; k < slopes.length; k++) {
      double rate = components.mean(k)[j];
      slopes[k][j] = StrictMath.log(Math.max(rate / middle, PoissonDensity.LEAST));
      normalizers[k] -= rate - middle;
    }
  }

  private double middle(int j) {
    double sum = 0;
    for (int k = 0; k < slopes.length; k++) {
      sum += components.mean(k)[j];
    }
    return sum > 0 ? sum / slopes.length : 1;
  }

  @Override
  public double[] logNormalizers() {
    return normalizers.clone();
  }

  @Override
  public void logKernels(Tile x, double[] constants, double[] out) {
    for (int k = 0; k < slopes.length; k++) {
      Arrays.fill(out, k * Tile.POINTS, k * Tile.POINTS + x.panels(), constants[k]);
    }
    add(x, out);
  }

  /** Adds the parts of the log densities that depend on the point. */
  void add(Tile x, double[] out) {
    fillBase(x);
    for (int k = 0; k < slopes.length; k++) {
      add(k, x.values(), x.panels(), out, k * Tile.POINTS);
    }
  }

  private void add(int k, double[] x, int points, double[] out, int offset) {
    for (int p = 0; p < points; p++) {
      out[offset + p] += base[p];
    }
    for (int j = 0; j < columns; j++) {
      double slope = slopes[k][j];
      int row = (from + j) * Tile.POINTS;
      for (int p = 0; p < points; p++) {
        out[offset + p] += slope * x[row + p];
      }
    }
  }

  /** What is the same for all components. */
  private void fillBase(Tile x) {
    Arrays.fill(base, 0);
    for (int b = 0; b < middles.length; b++) {
      int row = counts.get(b).first() * Tile.POINTS;
      for (int p = 0; p < x.count(); p++) {
        base[p] += middles[b].log(x.values()[row + p]);
      }
    }
  }

  @Override
  public void accumulate(
      Tile x, double[] responsibilities, boolean areSparse, SufficientStatistics into) {
    addCounts(responsibilities, into);
    addSums(x, responsibilities, into);
  }

  private void addCounts(double[] responsibilities, SufficientStatistics into) {
    for (int k = 0; k < slopes.length; k++) {
      into.addCount(k, kernels.sum(responsibilities, k * Tile.POINTS));
    }
  }

  /** Adds the sums of the columns alone. */
  void addSums(Tile x, double[] responsibilities, SufficientStatistics into) {
    for (int k = 0; k < slopes.length; k++) {
      double[] sums = into.sums(k);
      for (int j = from; j < from + columns; j++) {
        sums[j] +=
            product(x.values(), j * Tile.POINTS, responsibilities, k * Tile.POINTS, x.panels());
      }
    }
  }

  private static double product(double[] x, int row, double[] r, int offset, int points) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int p = 0; p < points; p += LANES) {
      a += r[offset + p] * x[row + p];
      b += r[offset + p + 1] * x[row + p + 1];
      c += r[offset + p + 2] * x[row + p + 2];
      d += r[offset + p + 3] * x[row + p + 3];
    }
    return (a + b) + (c + d);
  }

  /** Adds what the values that are there say, in the same order where all are. */
  void addObserved(Tile x, double[] out) {
    Arrays.fill(base, 0);
    for (int b = 0; b < middles.length; b++) {
      int column = counts.get(b).first();
      for (int p = 0; p < x.count(); p++) {
        double count = x.get(p, column);
        base[p] += Double.isNaN(count) ? 0 : middles[b].log(count);
      }
    }
    for (int k = 0; k < slopes.length; k++) {
      addObserved(k, x, out);
    }
  }

  private void addObserved(int k, Tile x, double[] out) {
    int offset = k * Tile.POINTS;
    for (int p = 0; p < x.count(); p++) {
      out[offset + p] += base[p];
    }
    for (int j = 0; j < columns; j++) {
      for (int p = 0; p < x.count(); p++) {
        double value = x.get(p, from + j);
        out[offset + p] += Double.isNaN(value) ? 0 : slopes[k][j] * value;
      }
    }
    for (int b = 0; b < middles.length; b++) {
      int column = counts.get(b).first();
      double normalizer = middle(column - from) - components.mean(k)[column - from];
      for (int p = 0; p < x.count(); p++) {
        out[offset + p] -= Double.isNaN(x.get(p, column)) ? normalizer : 0;
      }
    }
  }

  /**
   * Adds the sums of the values that are there. What is missing adds nothing to the levels of its
   * column, which are estimated from the points that have one; a count adds what the component
   * expects, since the sum alone does not tell of how many points it is.
   */
  void addObservedSums(Tile x, double[] responsibilities, SufficientStatistics into) {
    for (int j = 0; j < columns; j++) {
      for (int k = 0; k < slopes.length; k++) {
        if (k == 0 || isCount[j]) {
          fillGaps(x, from + j, isCount[j] ? components.mean(k)[j] : 0);
        }
        into.sums(k)[from + j] += product(filled, 0, responsibilities, k * Tile.POINTS, x.panels());
      }
    }
  }

  private void fillGaps(Tile x, int column, double expected) {
    System.arraycopy(x.values(), column * Tile.POINTS, filled, 0, Tile.POINTS);
    for (int p = 0; p < filled.length; p++) {
      filled[p] = Double.isNaN(filled[p]) ? expected : filled[p];
    }
  }

  /** The same on points with gaps: columns that are missing say nothing. */
  record Observed(DiscretePass pass) implements ComponentPass {
    @Override
    public double[] logNormalizers() {
      return pass.logNormalizers();
    }

    @Override
    public void logKernels(Tile x, double[] constants, double[] out) {
      for (int k = 0; k < pass.slopes.length; k++) {
        Arrays.fill(out, k * Tile.POINTS, k * Tile.POINTS + x.panels(), constants[k]);
      }
      pass.addObserved(x, out);
    }

    @Override
    public void accumulate(Tile x, double[] r, boolean areSparse, SufficientStatistics into) {
      pass.addCounts(r, into);
      pass.addObservedSums(x, r, into);
    }
  }
}
