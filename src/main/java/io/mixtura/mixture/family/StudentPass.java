package io.mixtura.mixture.family;

import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.pass.ComponentPass;
import io.mixtura.mixture.pass.GaussianPass;
import io.mixtura.mixture.pass.IncompletePass;
import io.mixtura.mixture.special.GammaFunctions;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Arrays;

/**
 * Multivariate t components on a tile: the Gaussian pass with other tails.
 *
 * <p>log t(x) = log Γ((ν+d)/2) − log Γ(ν/2) − ½ log |Σ| − (d/2) log πν − ((ν+d)/2) log(1 + m²/ν).
 *
 * <p>The Gaussian screen is never on: what it leaves out of a Gaussian mixture has a share in one
 * with heavy tails.
 */
final class StudentPass implements ComponentPass {
  private final StudentComponents components;
  private final Kernels kernels;
  private final GaussianPass places;
  private final int d;
  private final double[] zeros;

  /** u of every component and point; then r u. */
  private final double[] weights;

  /** log(1 + m²/ν) of every component and point; then r times that. */
  private final double[] logs;

  /** Whether these are of the present tile. */
  private boolean isEvaluated;

  StudentPass(StudentComponents components, Kernels kernels) {
    this.components = components;
    this.kernels = kernels;
    this.places = components.gaussians().pass(kernels);
    this.d = components.dimensions();
    this.zeros = new double[components.count()];
    this.weights = new double[components.count() * Tile.POINTS];
    this.logs = new double[components.count() * Tile.POINTS];
  }

  /** The Gaussian one, −½ (d log 2π + log |Σ|), and what ν makes different. */
  @Override
  public double[] logNormalizers() {
    double[] normalizers = places.logNormalizers();
    for (int k = 0; k < normalizers.length; k++) {
      double half = components.degreesOfFreedom(k) / 2;
      if (Double.isFinite(half)) {
        normalizers[k] += GammaFunctions.logRatio(half, d / 2.0) - d / 2.0 * StrictMath.log(half);
      }
    }
    return normalizers;
  }

  /** −½ (ν+d) log(1 + m²/ν). */
  @Override
  public void logKernels(Tile x, double[] constants, double[] out) {
    places.logKernels(x, zeros, out);
    thicken(x, constants, out);
  }

  /** Makes them of −½ m². */
  private void thicken(Tile x, double[] constants, double[] out) {
    for (int k = 0; k < zeros.length; k++) {
      double degrees = components.degreesOfFreedom(k);
      int offset = k * Tile.POINTS;
      if (Double.isFinite(degrees)) {
        kernels.thicken(out, offset, x.panels(), degrees, d, constants[k], weights, logs);
      } else {
        leave(out, offset, x.panels(), constants[k]);
      }
    }
    isEvaluated = true;
  }

  private void leave(double[] out, int offset, int points, double constant) {
    for (int i = offset; i < offset + points; i++) {
      out[i] += constant;
    }
    Arrays.fill(weights, offset, offset + points, 1);
    Arrays.fill(logs, offset, offset + points, 0);
  }

  /** Where responsibilities come from elsewhere, nobody has asked for densities before. */
  private void requireEvaluated(Tile x) {
    if (!isEvaluated) {
      logKernels(x, zeros, new double[weights.length]);
    }
    isEvaluated = false;
  }

  @Override
  public void accumulate(
      Tile x, double[] responsibilities, boolean areSparse, SufficientStatistics into) {
    requireEvaluated(x);
    share(x, responsibilities, into);
    places.accumulate(x, weights, areSparse, into);
  }

  /** Makes the weights of points what they count for, r u. */
  private void share(Tile x, double[] responsibilities, SufficientStatistics into) {
    int points = x.panels();
    for (int k = 0; k < zeros.length; k++) {
      int offset = k * Tile.POINTS;
      multiply(weights, responsibilities, offset, points);
      multiply(logs, responsibilities, offset, points);
      double count = kernels.sum(responsibilities, offset);
      into.addCount(k, count);
      StudentFamily.addLogarithms(
          k, count * expectedLogarithm(k, d) - kernels.sum(logs, offset), into);
    }
  }

  private static void multiply(double[] values, double[] factors, int offset, int points) {
    for (int i = offset; i < offset + points; i++) {
      values[i] *= factors[i];
    }
    Arrays.fill(values, offset + points, offset + Tile.POINTS, 0);
  }

  /**
   * What E log u is where m = 0, of which log(1 + m²/ν) is to be taken away: u has the gamma
   * distribution with shape (ν+d)/2 and rate (ν+m²)/2.
   *
   * @param values d, of how many columns there are values
   */
  private double expectedLogarithm(int k, int values) {
    double degrees = components.degreesOfFreedom(k);
    return Double.isFinite(degrees)
        ? StrictMath.log1p(values / degrees)
            - GammaFunctions.logMinusDigamma((degrees + values) / 2)
        : 0;
  }

  @Override
  public void endChunk(SufficientStatistics into) {
    places.endChunk(into);
  }

  /**
   * The same on points with gaps: the marginal of a t distribution is one again, with the same
   * degrees of freedom, in the columns that are there. So u is guessed from these, as (ν + d_o) /
   * (ν + m_o²), and what is missing is expected as by a Gaussian component; its conditional
   * covariance is Σ's over u, which r u times it makes r.
   *
   * <p>K. L. Lange, R. J. A. Little, J. M. G. Taylor: Robust statistical modeling using the t
   * distribution. J. Amer. Statist. Assoc. 84 (1989) 881–896.
   */
  static final class Observed implements ComponentPass {
    private final StudentComponents components;
    private final StudentPass complete;
    private final IncompletePass places;
    private final int d;
    private final double[] normalizers;
    private final double[] normalizersOfPlaces;
    private final double[] halfSquares;
    private final double[] normalizersOfGaps;

    /** How many values each point of the tile has. */
    private final int[] there = new int[Tile.POINTS];

    /** What ν makes different in so many values, of each component; NaN before it is asked for. */
    private final double[][] tails;

    /** By how much E log u of so many values at m = 0 is below that of all. */
    private final double[][] logarithms;

    Observed(StudentComponents components, Kernels kernels) {
      this.components = components;
      this.complete = new StudentPass(components, kernels);
      this.places = components.gaussians().passOverIncomplete(kernels);
      this.d = components.dimensions();
      this.normalizers = complete.logNormalizers();
      this.normalizersOfPlaces = places.logNormalizers();
      this.halfSquares = new double[normalizers.length * Tile.POINTS];
      this.normalizersOfGaps = new double[normalizers.length * Tile.POINTS];
      this.tails = new double[normalizers.length][d];
      this.logarithms = new double[normalizers.length][d];
      for (double[] tail : tails) {
        Arrays.fill(tail, Double.NaN);
      }
    }

    @Override
    public double[] logNormalizers() {
      return normalizers.clone();
    }

    /** Complete points as if there were no others. */
    @Override
    public void logKernels(Tile x, double[] constants, double[] out) {
      places.halfSquares(x, complete.zeros, halfSquares);
      Arrays.fill(normalizersOfGaps, 0);
      places.addLogNormalizers(normalizersOfGaps);
      for (int row = 0; row < out.length && row < halfSquares.length; row += Tile.POINTS) {
        System.arraycopy(halfSquares, row, out, row, x.count());
        Arrays.fill(out, row + x.count(), row + Tile.POINTS, 0);
      }
      complete.thicken(x, constants, out);
      count(x);
      for (int p = 0; p < x.count(); p++) {
        if (there[p] < d) {
          for (int k = 0; k < normalizers.length; k++) {
            evaluate(k, p, constants[k] - normalizers[k], out);
          }
        }
      }
    }

    private void count(Tile x) {
      Arrays.fill(there, 0);
      for (int j = 0; j < d; j++) {
        for (int p = 0; p < x.count(); p++) {
          there[p] += Double.isNaN(x.get(p, j)) ? 0 : 1;
        }
      }
    }

    /** The Gaussian's normalizer, and what ν makes different. */
    private void evaluate(int k, int p, double constant, double[] out) {
      int at = k * Tile.POINTS + p;
      double degrees = components.degreesOfFreedom(k);
      double logNormalizer = constant + normalizersOfPlaces[k] + normalizersOfGaps[at];
      if (!Double.isFinite(degrees)) {
        out[at] = logNormalizer + halfSquares[at];
        return;
      }
      int values = there[p];
      if (Double.isNaN(tails[k][values])) {
        know(k, degrees, values);
      }
      double log = StrictMath.log1p(-2 * halfSquares[at] / degrees);
      out[at] = logNormalizer + tails[k][values] - (degrees + values) / 2 * log;
      complete.weights[at] = (degrees + values) / (degrees - 2 * halfSquares[at]);
      complete.logs[at] = log + logarithms[k][values];
    }

    private void know(int k, double degrees, int values) {
      double half = values / 2.0;
      tails[k][values] =
          GammaFunctions.logRatio(degrees / 2, half) - half * StrictMath.log(degrees / 2);
      logarithms[k][values] =
          complete.expectedLogarithm(k, d) - complete.expectedLogarithm(k, values);
    }

    @Override
    public void accumulate(Tile x, double[] r, boolean areSparse, SufficientStatistics into) {
      if (!complete.isEvaluated) {
        logKernels(x, complete.zeros, new double[halfSquares.length]);
      }
      complete.isEvaluated = false;
      complete.share(x, r, into);
      places.accumulate(x, complete.weights, r, areSparse, into);
    }

    @Override
    public void endChunk(SufficientStatistics into) {
      places.endChunk(into);
    }
  }
}
