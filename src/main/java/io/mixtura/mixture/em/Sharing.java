package io.mixtura.mixture.em;

import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Sampling;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.pass.ComponentPass;
import io.mixtura.mixture.pass.SparsePairs;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ResponsibilityRule} at work on one tile of points at a time; holds scratch memory, so
 * one for each thread.
 */
sealed interface Sharing {

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

  /** Shares out as much of each point as it weighs. */
  private static void applyWeights(Tile tile, Kernels kernels, double[] r) {
    if (tile.isWeighted()) {
      kernels.multiply(r, r.length / Tile.POINTS, tile.weights());
    }
  }

  /** A point whose component is known can be of no other. */
  private static void forbidOthers(Tile tile, double[] logs) {
    for (int p = 0; p < tile.count() && tile.isLabelled(); p++) {
      if (tile.label(p) != Tile.UNKNOWN) {
        int own = tile.label(p) * Tile.POINTS + p;
        for (int at = p; at < logs.length; at += Tile.POINTS) {
          logs[at] = at == own ? logs[at] : Double.NEGATIVE_INFINITY;
        }
      }
    }
  }

  /** All of a point whose component is known belongs to that one. */
  private static void giveToOwn(Tile tile, double[] r) {
    for (int p = 0; p < tile.count() && tile.isLabelled(); p++) {
      if (tile.label(p) != Tile.UNKNOWN) {
        for (int at = p; at < r.length; at += Tile.POINTS) {
          r[at] = 0;
        }
        r[tile.label(p) * Tile.POINTS + p] = tile.weight(p);
      }
    }
  }

  /** The sum over the tile's points, by their weight. */
  private static double sum(double[] values, Tile tile) {
    return tile.isWeighted()
        ? weightedSum(values, tile.weights(), tile.count())
        : sum(values, tile.count());
  }

  private static double sum(double[] values, int count) {
    double sum = 0;
    for (int p = 0; p < count; p++) {
      sum += values[p];
    }
    return sum;
  }

  private static double weightedSum(double[] values, double[] weights, int count) {
    double sum = 0;
    for (int p = 0; p < count; p++) {
      sum += weights[p] * values[p];
    }
    return sum;
  }

  private static double[] constants(ComponentPass pass, double[] logWeights) {
    double[] constants = pass.logNormalizers();
    for (int k = 0; k < constants.length; k++) {
      constants[k] += logWeights[k];
    }
    return constants;
  }

  /** Bayes' rule. */
  final class Soft implements Sharing {
    private final ComponentPass pass;
    private final Kernels kernels;
    private final double[] constants;
    private final double[] logDensities = new double[Tile.POINTS];
    private final double[] logLargest = new double[Tile.POINTS];

    Soft(ComponentPass pass, Kernels kernels, double[] logWeights) {
      this.pass = pass;
      this.kernels = kernels;
      this.constants = constants(pass, logWeights);
    }

    @Override
    public boolean fill(int index, Tile tile, double[] r, SufficientStatistics into) {
      SparsePairs some = logKernels(tile, r);
      if (some == null) {
        kernels.normalize(r, tile.panels(), constants.length, logDensities, logLargest);
      } else {
        some.normalize(kernels, r, tile.panels(), logDensities, logLargest);
      }
      clearBeyond(tile, r);
      applyWeights(tile, kernels, r);
      into.addLogLikelihood(sum(logDensities, tile));
      into.addLogLargest(sum(logLargest, tile));
      return some != null;
    }

    /** With labels what seems not to matter may be all that does. */
    private @Nullable SparsePairs logKernels(Tile tile, double[] r) {
      if (!tile.isLabelled()) {
        return pass.logKernelsThatMatter(tile, constants, r);
      }
      pass.logKernels(tile, constants, r);
      forbidOthers(tile, r);
      return null;
    }
  }

  /** Bayes' rule, of which only what would be lost without a component is tallied. */
  final class Losses implements Sharing {
    private final ComponentPass pass;
    private final Kernels kernels;
    private final double[] constants;
    private final double[] scratch = new double[Tile.POINTS];

    Losses(ComponentPass pass, Kernels kernels, double[] logWeights) {
      this.pass = pass;
      this.kernels = kernels;
      this.constants = constants(pass, logWeights);
    }

    @Override
    public boolean fill(int index, Tile tile, double[] r, SufficientStatistics into) {
      pass.logKernels(tile, constants, r);
      forbidOthers(tile, r);
      kernels.normalize(r, tile.panels(), constants.length, scratch, scratch.clone());
      for (int p = 0; p < tile.count(); p++) {
        tally(tile.weight(p), p, r, into);
      }
      return false;
    }

    private void tally(double weight, int point, double[] r, SufficientStatistics into) {
      for (int k = 0; k < constants.length; k++) {
        double rest = Math.max(rest(k, point, r), Double.MIN_NORMAL);
        into.tallies(k)[0] -= weight * StrictMath.log(rest);
      }
    }

    /** Where 1 − r would be rounded away, it is the sum of the others. */
    private double rest(int k, int point, double[] r) {
      double own = r[k * Tile.POINTS + point];
      if (own < 0.5) {
        return 1 - own;
      }
      double others = 0;
      for (int m = 0; m < constants.length; m++) {
        others += m == k ? 0 : r[m * Tile.POINTS + point];
      }
      return others;
    }
  }

  /** Bayes' rule, after which one component's share is parted by a plane. */
  final class Parted implements Sharing {
    private final ComponentPass pass;
    private final Kernels kernels;
    private final double[] constants;
    private final int parted;
    private final int dropped;

    /** The mean that the plane goes through. */
    private final double[] through;

    private final double[] normal;
    private final double[] scratch = new double[Tile.POINTS];

    Parted(ComponentPass pass, Kernels kernels, ResponsibilityRule.Parted rule) {
      this.pass = pass;
      this.kernels = kernels;
      this.parted = rule.parted();
      this.dropped = rule.dropped();
      this.through = rule.model().parameters().mean(parted);
      this.normal = rule.normal();
      double[] logWeights = rule.model().logWeights();
      logWeights[dropped] = Double.NEGATIVE_INFINITY;
      this.constants = constants(pass, logWeights);
    }

    @Override
    public boolean fill(int index, Tile tile, double[] r, SufficientStatistics into) {
      pass.logKernels(tile, constants, r);
      kernels.normalize(r, tile.panels(), constants.length, scratch, scratch.clone());
      clearBeyond(tile, r);
      for (int p = 0; p < tile.count(); p++) {
        if (tile.label(p) == Tile.UNKNOWN && isBeyond(tile, p)) {
          r[dropped * Tile.POINTS + p] = r[parted * Tile.POINTS + p];
          r[parted * Tile.POINTS + p] = 0;
        }
      }
      applyWeights(tile, kernels, r);
      // Only now: what is labelled as of the dropped component would have no share in any.
      giveToOwn(tile, r);
      return false;
    }

    private boolean isBeyond(Tile tile, int point) {
      double side = 0;
      for (int j = 0; j < normal.length; j++) {
        double deviation = tile.get(point, j) - through[j];
        side += Double.isNaN(deviation) ? 0 : normal[j] * deviation;
      }
      return side > 0;
    }
  }

  /** The nearest mean takes all. */
  final class Nearest implements Sharing {
    private final ComponentPass pass;
    private final Kernels kernels;

    /** As many as rows to share points out among; those after them stay 0. */
    private final double[] noConstants;

    private final boolean heedsLabels;
    private final double[] largest = new double[Tile.POINTS];

    /**
     * The rule.
     *
     * @param heedsLabels whether a point whose component is known goes to that one
     */
    Nearest(ComponentPass pass, Kernels kernels, int components, boolean heedsLabels) {
      this.heedsLabels = heedsLabels;
      this.pass = pass;
      this.kernels = kernels;
      this.noConstants = new double[components];
    }

    @Override
    public boolean fill(int index, Tile tile, double[] r, SufficientStatistics into) {
      pass.halfSquares(tile, noConstants, r);
      kernels.assignHard(r, tile.panels(), noConstants.length, largest);
      clearBeyond(tile, r);
      applyWeights(tile, kernels, r);
      if (heedsLabels) {
        giveToOwn(tile, r);
      }
      into.addLogLikelihood(sum(largest, tile));
      return true;
    }
  }

  /**
   * Random shares: normalized exponential variates, which is a flat Dirichlet distribution. The
   * numbers of a tile are its own, whichever thread takes it.
   */
  final class Random implements Sharing {
    private final long seed;
    private final int end;

    Random(long seed, int clusters) {
      this.seed = seed;
      this.end = clusters * Tile.POINTS;
    }

    @Override
    public boolean fill(int index, Tile tile, double[] r, SufficientStatistics into) {
      RandomGenerator random = Sampling.generator(seed + index, 0);
      Arrays.fill(r, 0);
      for (int p = 0; p < tile.count(); p++) {
        double sum = 0;
        for (int at = p; at < end; at += Tile.POINTS) {
          r[at] = -StrictMath.log(1 - random.nextDouble());
          sum += r[at];
        }
        for (int at = p; at < end; at += Tile.POINTS) {
          r[at] = r[at] / sum * tile.weight(p);
        }
      }
      giveToOwn(tile, r);
      return false;
    }
  }

  /** A given partition. */
  final class Partition implements Sharing {
    private final int[] partition;

    Partition(int[] partition) {
      this.partition = partition;
    }

    @Override
    public boolean fill(int index, Tile tile, double[] r, SufficientStatistics into) {
      Arrays.fill(r, 0);
      for (int p = 0; p < tile.count(); p++) {
        r[partition[index * Tile.POINTS + p] * Tile.POINTS + p] = tile.weight(p);
      }
      giveToOwn(tile, r);
      return true;
    }
  }

  /** What labels say; nothing where they say nothing. */
  final class Labelled implements Sharing {
    @Override
    public boolean fill(int index, Tile tile, double[] r, SufficientStatistics into) {
      Arrays.fill(r, 0);
      giveToOwn(tile, r);
      return true;
    }
  }

  /** Nothing but what labels and clusters have in common. */
  final class Agreement implements Sharing {
    private final Clusters clusters;

    Agreement(Clusters clusters) {
      this.clusters = clusters;
    }

    @Override
    public boolean fill(int index, Tile tile, double[] r, SufficientStatistics into) {
      for (int p = 0; p < tile.count(); p++) {
        if (tile.label(p) != Tile.UNKNOWN) {
          into.tallies(clusters.of(tile, p, index))[tile.label(p)] += tile.weight(p);
        }
      }
      return true;
    }
  }
}
