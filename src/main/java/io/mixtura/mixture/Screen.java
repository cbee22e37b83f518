package io.mixtura.mixture;

import io.mixtura.mixture.kernel.Kernels;
import java.util.Arrays;

/**
 * Log densities of those components only that can have a share in a point; −∞ for the others.
 *
 * <p>Seen through a projection onto a few directions, a point is at most as far from a component as
 * it is in full: the Mahalanobis length of a marginal is a lower bound of that of the whole. So
 * each component's density is bounded from above at little cost. The component with the highest
 * bound is evaluated in full, and of the others those alone whose bound comes near enough to
 * matter. What is left out has a share below {@value #NEGLIGIBLE} of the point's density.
 *
 * <p>Depends on nothing but the tile and the components: a fit that is taken over by another
 * process leaves out the same.
 */
final class Screen {
  /** ln of a share below which a component is left out of a point: e⁻⁴² = 6·10⁻¹⁹. */
  private static final double LOG_NEGLIGIBLE = -42;

  private static final double NEGLIGIBLE = 1e-18;

  /** Where more than this part of all pairs must be evaluated in full, a screen costs too much. */
  private static final double WORTHWHILE = 0.3;

  private final GaussianComponents components;
  private final Kernels kernels;
  private final ScreenedView view;
  private final SparsePoints sparse;
  private final double[] panel;
  private final double[] projected;
  private final double[] bounds;
  private final double[] highest = new double[Tile.POINTS];
  private final double[] floors = new double[Tile.POINTS];
  private final double[] values = new double[Tile.POINTS];
  private int evaluated;

  Screen(GaussianComponents components, Kernels kernels, ScreenedView view) {
    this.components = components;
    this.kernels = kernels;
    this.view = view;
    this.sparse = new SparsePoints(components.dimensions(), kernels);
    this.panel = new double[components.dimensions() * Kernels.PANEL];
    this.projected = new double[ScreenedView.DIRECTIONS * Tile.POINTS];
    this.bounds = new double[components.count() * Tile.POINTS];
  }

  /**
   * Log densities of the points of a tile.
   *
   * @return whether leaving components out was worth its while
   */
  boolean fill(Tile x, double[] constants, double[] out) {
    int points = x.panels();
    boundFromAbove(x, points, constants);
    Arrays.fill(out, Double.NEGATIVE_INFINITY);
    evaluated = 0;
    evaluateHighest(x, points, constants, out);
    evaluateOthers(x, points, constants, out);
    return evaluated <= WORTHWHILE * components.count() * points;
  }

  private void boundFromAbove(Tile x, int points, double[] constants) {
    view.project(kernels, x, projected);
    Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    for (int k = 0; k < components.count(); k++) {
      int offset = k * Tile.POINTS;
      view.bound(kernels, k, projected, points, constants[k], panel, bounds, offset);
      kernels.raise(highest, bounds, offset);
    }
  }

  /** The component with the highest bound of a point gives a floor for the point's density. */
  private void evaluateHighest(Tile x, int points, double[] constants, double[] out) {
    for (int p = 0; p < points; p++) {
      floors[p] = Math.nextDown(highest[p]);
    }
    evaluateAboveFloors(x, points, constants, out);
  }

  private void evaluateOthers(Tile x, int points, double[] constants, double[] out) {
    Arrays.fill(floors, Double.NEGATIVE_INFINITY);
    for (int k = 0; k < components.count(); k++) {
      kernels.raise(floors, out, k * Tile.POINTS);
    }
    for (int p = 0; p < points; p++) {
      floors[p] += LOG_NEGLIGIBLE;
    }
    evaluateAboveFloors(x, points, constants, out);
  }

  private void evaluateAboveFloors(Tile x, int points, double[] constants, double[] out) {
    for (int k = 0; k < components.count(); k++) {
      int count = sparse.choose(bounds, k * Tile.POINTS, points, floors);
      if (count > 0) {
        evaluated += count;
        evaluate(k, x, points, constants[k], out);
      }
    }
  }

  private void evaluate(int k, Tile x, int points, double constant, double[] out) {
    int offset = k * Tile.POINTS;
    double[] mean = components.meanArray(k);
    Covariance covariance = components.covariance(k);
    if (sparse.isMany()) {
      covariance.logDensities(kernels, x.values(), points, mean, constant, panel, out, offset);
      Arrays.fill(bounds, offset, offset + points, Double.NEGATIVE_INFINITY);
    } else {
      sparse.pick(x);
      covariance.logDensities(
          kernels, sparse.values(), sparse.upTo(Kernels.PANEL), mean, constant, panel, values, 0);
      sparse.putBack(values, out, offset);
      // Evaluated once is enough.
      sparse.mark(bounds, offset, Double.NEGATIVE_INFINITY);
    }
  }
}
