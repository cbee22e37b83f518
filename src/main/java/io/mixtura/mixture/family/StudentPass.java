package io.mixtura.mixture.family;

import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.pass.ComponentPass;
import io.mixtura.mixture.pass.EvaluatingPass;
import io.mixtura.mixture.pass.GaussianPass;
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
    int points = x.panels();
    for (int k = 0; k < zeros.length; k++) {
      int offset = k * Tile.POINTS;
      multiply(weights, responsibilities, offset, points);
      multiply(logs, responsibilities, offset, points);
      double count = kernels.sum(responsibilities, offset);
      into.addCount(k, count);
      StudentFamily.addLogarithms(
          k, count * expectedLogarithm(k) - kernels.sum(logs, offset), into);
    }
    places.accumulate(x, weights, areSparse, into);
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
   */
  private double expectedLogarithm(int k) {
    double degrees = components.degreesOfFreedom(k);
    return Double.isFinite(degrees)
        ? StrictMath.log1p(d / degrees) - GammaFunctions.logMinusDigamma((degrees + d) / 2)
        : 0;
  }

  @Override
  public void endChunk(SufficientStatistics into) {
    places.endChunk(into);
  }

  /**
   * The same on points with gaps: the marginal of a t distribution is one again, with the same
   * degrees of freedom, in the columns that are there.
   */
  static final class Observed implements EvaluatingPass {
    private final StudentComponents components;
    private final StudentPass complete;
    private final ComponentPass places;
    private final double[] normalizers;
    private final double[] normalizersOfPlaces;
    private final double[] halfSquares;
    private final double[] logDensities;

    Observed(StudentComponents components, Kernels kernels) {
      this.components = components;
      this.complete = new StudentPass(components, kernels);
      this.places = components.gaussians().passOverIncomplete(kernels);
      this.normalizers = complete.logNormalizers();
      this.normalizersOfPlaces = places.logNormalizers();
      this.halfSquares = new double[normalizers.length * Tile.POINTS];
      this.logDensities = new double[normalizers.length * Tile.POINTS];
    }

    @Override
    public double[] logNormalizers() {
      return normalizers.clone();
    }

    /** Complete points as if there were no others. */
    @Override
    public void logKernels(Tile x, double[] constants, double[] out) {
      complete.logKernels(x, constants, out);
      places.halfSquares(x, new double[normalizers.length], halfSquares);
      places.logKernels(x, normalizersOfPlaces, logDensities);
      for (int p = 0; p < x.count(); p++) {
        if (x.hasGaps(p)) {
          int there = valuesOf(x, p);
          for (int k = 0; k < normalizers.length; k++) {
            int at = k * Tile.POINTS + p;
            out[at] = constants[k] - normalizers[k] + logDensity(k, there, at);
          }
        }
      }
    }

    private int valuesOf(Tile x, int point) {
      int there = 0;
      for (int j = 0; j < components.dimensions(); j++) {
        there += Double.isNaN(x.get(point, j)) ? 0 : 1;
      }
      return there;
    }

    /** Of so many values: the Gaussian's normalizer, and what ν makes different. */
    private double logDensity(int k, int there, int at) {
      double degrees = components.degreesOfFreedom(k);
      if (!Double.isFinite(degrees)) {
        return logDensities[at];
      }
      return logDensities[at]
          - halfSquares[at]
          + GammaFunctions.logRatio(degrees / 2, there / 2.0)
          - there / 2.0 * StrictMath.log(degrees / 2)
          - (degrees + there) / 2 * StrictMath.log1p(-2 * halfSquares[at] / degrees);
    }
  }
}
