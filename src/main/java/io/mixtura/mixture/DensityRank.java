package io.mixtura.mixture;

import io.mixtura.mixture.observations.Tile;
import java.util.Arrays;

/**
 * The rank of a density under a mixture: the share of the mixture's own probability that lies where
 * its density is lower. For one Gaussian that is P(χ²_d > m²) at the Mahalanobis length m; for a
 * mixture there is no closed form, so it is counted in a random sample of the mixture, always the
 * same one.
 *
 * <p>The share's standard error is √(p (1 − p) / n): with n = 10,000, half a percentage point in
 * the middle, a tenth at 1%.
 */
public final class DensityRank {
  private static final int MOST_DRAWS = 10_000;
  private static final int FEWEST_DRAWS = 1_000;

  /** Operations that a sample may cost, about a second; only models of millions of numbers do. */
  private static final double OPERATIONS = 2e10;

  private static final long SEED = 42;

  private final double[] ascending;

  private DensityRank(double[] ascending) {
    this.ascending = ascending;
  }

  /** Draws the sample. */
  public static DensityRank of(MixtureModel model) {
    double[] logDensities = new double[size(model)];
    Draws draws = new Draws(model, SEED);
    Posterior posterior = Posterior.soft(model);
    Responsibilities answer = new Responsibilities(model.components());
    Tile tile = new Tile(model.dimensions());
    double[] point = new double[model.dimensions()];
    for (int done = 0; done < logDensities.length; done += tile.count()) {
      tile.clear();
      while (!tile.isFull() && done + tile.count() < logDensities.length) {
        draws.next(point);
        tile.add(point);
      }
      posterior.evaluate(tile, answer);
      System.arraycopy(answer.logDensities, 0, logDensities, done, tile.count());
    }
    Arrays.sort(logDensities);
    return new DensityRank(logDensities);
  }

  private static int size(MixtureModel model) {
    double d = model.dimensions();
    return (int) Math.clamp(OPERATIONS / (model.components() * d * d), FEWEST_DRAWS, MOST_DRAWS);
  }

  /** Points in the sample. */
  public int draws() {
    return ascending.length;
  }

  /**
   * Percentage of the mixture's probability with a lower density: near 0 for an outlier, 100 at the
   * highest peak; NaN of NaN.
   */
  public double percentile(double logDensity) {
    if (Double.isNaN(logDensity)) {
      return Double.NaN;
    }
    int from = 0;
    int to = ascending.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (ascending[middle] < logDensity) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return 100.0 * from / ascending.length;
  }
}
