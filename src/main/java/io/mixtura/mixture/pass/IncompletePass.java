package io.mixtura.mixture.pass;

import io.mixtura.mixture.covariance.Gaussians;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.statistics.SufficientStatistics;

/**
 * Gaussian components on tiles in which values are missing: densities of the values that are there,
 * and the moments that are to be expected of all.
 *
 * <p>A point with gaps counts, for each component, as completed by the values that the component
 * expects in its gaps, and their conditional covariance is added to the second moments. Complete
 * points go through the pass for complete ones.
 *
 * <p>R. J. A. Little, D. B. Rubin: Statistical Analysis with Missing Data, ch. 11.
 */
public final class IncompletePass implements ComponentPass {
  private final int components;
  private final Kernels kernels;
  private final GaussianPass pass;
  private final GapFilling filling;
  private final IncompletePoints points;
  private final double[] ofComplete;
  private final double[] shares = new double[Tile.POINTS];
  private final double[] sharesOfSpread = new double[Tile.POINTS];
  private boolean isSorted;

  public IncompletePass(Gaussians components, GaussianPass pass, Kernels kernels) {
    this.components = components.count();
    this.kernels = kernels;
    this.pass = pass;
    this.points = new IncompletePoints(components.dimensions());
    this.filling = GapFilling.of(components, kernels, pass, points);
    this.ofComplete = new double[components.count() * Tile.POINTS];
  }

  @Override
  public double[] logNormalizers() {
    return pass.logNormalizers();
  }

  @Override
  public void logKernels(Tile x, double[] constants, double[] out) {
    evaluate(x, constants, true, out);
  }

  @Override
  public void halfSquares(Tile x, double[] constants, double[] out) {
    evaluate(x, constants, false, out);
  }

  private void evaluate(Tile x, double[] constants, boolean isDensity, double[] out) {
    sort(x);
    isSorted = true;
    if (points.isEmpty()) {
      pass.logKernels(x, constants, out);
      return;
    }
    if (points.complete().count() > 0) {
      pass.logKernels(points.complete(), constants, ofComplete);
    }
    for (int k = 0; k < components; k++) {
      points.spreadComplete(ofComplete, out, k * Tile.POINTS);
      filling.evaluate(k, constants[k], isDensity, out);
    }
  }

  /**
   * Adds to the {@link #halfSquares} of the tile that was evaluated last, where values are missing,
   * what makes the log normalizer of those that are there of that of all.
   */
  public void addLogNormalizers(double[] out) {
    for (int k = 0; k < components && !points.isEmpty(); k++) {
      filling.addLogNormalizers(k, points, out);
    }
  }

  private void sort(Tile x) {
    points.sort(x);
    filling.begin();
  }

  /** Of the tile that was evaluated last, or of one that was not. */
  @Override
  public void accumulate(Tile x, double[] r, boolean areSparse, SufficientStatistics into) {
    accumulate(x, r, r, areSparse, into);
  }

  /**
   * As {@link #accumulate(Tile, double[], boolean, SufficientStatistics)}, where points count for
   * something else than their responsibilities.
   *
   * @param r what each point, completed, counts for
   * @param spread how often the covariance of what it lacks counts: its responsibilities
   */
  public void accumulate(
      Tile x, double[] r, double[] spread, boolean areSparse, SufficientStatistics into) {
    if (!isSorted) {
      sort(x);
    }
    isSorted = false;
    if (points.isEmpty()) {
      pass.accumulate(x, r, areSparse, into);
      return;
    }
    if (points.complete().count() > 0) {
      for (int k = 0; k < components; k++) {
        points.gatherComplete(r, ofComplete, k * Tile.POINTS);
      }
      pass.accumulate(points.complete(), ofComplete, areSparse, into);
    }
    for (int k = 0; k < components; k++) {
      points.gather(r, k * Tile.POINTS, shares);
      double count = kernels.sum(shares, 0);
      if (count > 0) {
        points.gather(spread, k * Tile.POINTS, sharesOfSpread);
        into.addMass(k, count);
        filling.add(k, shares, sharesOfSpread, into);
      }
    }
  }

  @Override
  public void endChunk(SufficientStatistics into) {
    pass.endChunk(into);
  }
}
