package io.mixtura.mixture;

import io.mixtura.mixture.kernel.Kernels;
import java.util.Arrays;

/** How the points of a tile are shared out among the components. */
sealed interface ResponsibilityRule {

  /**
   * Responsibilities of a tile's points.
   *
   * @param index the tile's number
   * @param r receives k rows of {@value Tile#POINTS} values, 0 beyond the tile's points
   * @param into receives the tile's part of the log-likelihood
   * @return whether most responsibilities are exactly 0
   */
  boolean fill(int index, Tile tile, double[] r, SufficientStatistics into);

  /** Lanes beyond the tile's points hold the responsibilities of nothing. */
  private static void clearBeyond(Tile tile, double[] r) {
    if (!tile.isFull()) {
      for (int row = 0; row < r.length; row += Tile.POINTS) {
        Arrays.fill(r, row + tile.count(), row + Tile.POINTS, 0);
      }
    }
  }

  private static double sum(double[] values, int count) {
    double sum = 0;
    for (int p = 0; p < count; p++) {
      sum += values[p];
    }
    return sum;
  }

  /** Bayes' rule. */
  final class Soft implements ResponsibilityRule {
    private final ComponentPass pass;
    private final Kernels kernels;
    private final double[] constants;
    private final double[] logDensities = new double[Tile.POINTS];
    private final double[] logLargest = new double[Tile.POINTS];

    Soft(ComponentPass pass, Kernels kernels, double[] logWeights) {
      this.pass = pass;
      this.kernels = kernels;
      this.constants = pass.logNormalizers();
      for (int k = 0; k < constants.length; k++) {
        constants[k] += logWeights[k];
      }
    }

    @Override
    public boolean fill(int index, Tile tile, double[] r, SufficientStatistics into) {
      PointLists some = pass.logKernelsThatMatter(tile, constants, r);
      if (some == null) {
        kernels.normalize(r, tile.panels(), constants.length, logDensities, logLargest);
      } else {
        some.normalize(kernels, r, tile.panels(), logDensities, logLargest);
      }
      clearBeyond(tile, r);
      into.addLogLikelihood(sum(logDensities, tile.count()));
      into.addLogLargest(sum(logLargest, tile.count()));
      return some != null;
    }
  }

  /** The nearest mean takes all. */
  final class Nearest implements ResponsibilityRule {
    private final ComponentPass pass;
    private final Kernels kernels;
    private final double[] noConstants;
    private final double[] largest = new double[Tile.POINTS];

    Nearest(ComponentPass pass, Kernels kernels, int components) {
      this.pass = pass;
      this.kernels = kernels;
      this.noConstants = new double[components];
    }

    @Override
    public boolean fill(int index, Tile tile, double[] r, SufficientStatistics into) {
      pass.logKernels(tile, noConstants, r);
      kernels.assignHard(r, tile.panels(), noConstants.length, largest);
      clearBeyond(tile, r);
      into.addLogLikelihood(sum(largest, tile.count()));
      return true;
    }
  }

  /** A given partition. */
  final class Labelled implements ResponsibilityRule {
    private final int[] labels;

    Labelled(int[] labels) {
      this.labels = labels;
    }

    @Override
    public boolean fill(int index, Tile tile, double[] r, SufficientStatistics into) {
      Arrays.fill(r, 0);
      for (int p = 0; p < tile.count(); p++) {
        r[labels[index * Tile.POINTS + p] * Tile.POINTS + p] = 1;
      }
      return true;
    }
  }
}
