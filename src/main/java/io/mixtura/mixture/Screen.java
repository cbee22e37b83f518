package io.mixtura.mixture;

import io.mixtura.mixture.kernel.Kernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Log densities of those components only that can have a share in a point.
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

  /** With more points of a tile than this, picking them out costs more than it saves. */
  private static final int MANY = Tile.POINTS / 2;

  private final GaussianComponents components;
  private final Kernels kernels;
  private final ScreenedView view;
  private final PointLists evaluated;
  private final double[] panel;
  private final double[] projected;
  private final double[] bounds;
  private final double[] highest = new double[Tile.POINTS];
  private final double[] owners = new double[Tile.POINTS];
  private final double[] floors = new double[Tile.POINTS];
  private final int[] above = new int[Tile.POINTS];
  private final double[] picked;
  private final double[] values = new double[Tile.POINTS];

  Screen(GaussianComponents components, Kernels kernels, ScreenedView view) {
    this.components = components;
    this.kernels = kernels;
    this.view = view;
    this.evaluated = new PointLists(components.count());
    this.panel = new double[components.dimensions() * Kernels.PANEL];
    this.projected = new double[ScreenedView.DIRECTIONS * Tile.POINTS];
    this.bounds = new double[components.count() * Tile.POINTS];
    this.picked = new double[components.dimensions() * Tile.POINTS];
  }

  /**
   * Whether a screen may be worth its while, judged by the first points of a tile: where most
   * components have a share in them, bounds need not be tried.
   *
   * @param scratch k rows of {@value Tile#POINTS} values
   */
  boolean isPromising(Tile x, double[] constants, double[] scratch) {
    Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    for (int k = 0; k < components.count(); k++) {
      int row = k * Tile.POINTS;
      evaluate(k, x.values(), Kernels.PANEL, constants[k], scratch, row);
      kernels.raise(highest, owners, scratch, row, k);
    }
    int pairs = 0;
    for (int k = 0; k < components.count(); k++) {
      for (int p = 0; p < Kernels.PANEL; p++) {
        pairs += scratch[k * Tile.POINTS + p] > highest[p] + LOG_NEGLIGIBLE ? 1 : 0;
      }
    }
    return isWorthwhile(pairs, Kernels.PANEL);
  }

  /**
   * Log densities of the points of a tile, and 0 where they have been left out.
   *
   * @return the pairs that have been evaluated; null where leaving out was not worth its while
   */
  @Nullable PointLists fill(Tile x, double[] constants, double[] out) {
    int points = x.panels();
    boundFromAbove(x, points, constants);
    Arrays.fill(out, 0);
    evaluated.clear();
    evaluateHighest(x, points, constants, out);
    int pairs = points + evaluateOthers(x, points, constants, out);
    return isWorthwhile(pairs, points) ? evaluated : null;
  }

  private boolean isWorthwhile(int pairs, int points) {
    return pairs <= WORTHWHILE * components.count() * points;
  }

  private void boundFromAbove(Tile x, int points, double[] constants) {
    view.project(kernels, x, projected);
    Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    Arrays.fill(owners, 0);
    for (int k = 0; k < components.count(); k++) {
      int offset = k * Tile.POINTS;
      view.bound(kernels, k, projected, points, constants[k], panel, bounds, offset);
      kernels.raise(highest, owners, bounds, offset, k);
    }
  }

  /** The component with the highest bound of a point gives a floor for the point's density. */
  private void evaluateHighest(Tile x, int points, double[] constants, double[] out) {
    for (int p = 0; p < points; p++) {
      int owner = (int) owners[p];
      evaluated.add(owner, p);
      bounds[owner * Tile.POINTS + p] = Double.NEGATIVE_INFINITY;
    }
    for (int k = 0; k < components.count(); k++) {
      evaluate(k, 0, x, constants[k], out);
    }
    for (int p = 0; p < points; p++) {
      floors[p] = out[(int) owners[p] * Tile.POINTS + p] + LOG_NEGLIGIBLE;
    }
  }

  /** Returns how many pairs there are besides. */
  private int evaluateOthers(Tile x, int points, double[] constants, double[] out) {
    int pairs = 0;
    for (int k = 0; k < components.count(); k++) {
      int count = kernels.select(bounds, k * Tile.POINTS, points, floors, above);
      if (count > 0) {
        pairs += count;
        int first = evaluated.size(k);
        evaluated.addAll(k, above, count);
        evaluate(k, first, x, constants[k], out);
      }
    }
    return pairs;
  }

  /** Evaluates a component for the points of its list, from the {@code first} one on. */
  private void evaluate(int k, int first, Tile x, double constant, double[] out) {
    int count = evaluated.size(k) - first;
    int[] points = evaluated.points(k);
    int row = k * Tile.POINTS;
    if (count > MANY) {
      evaluate(k, x.values(), x.panels(), constant, values, 0);
      for (int i = first; i < first + count; i++) {
        out[row + points[i]] = values[points[i]];
      }
    } else if (count > 0) {
      x.pick(points, first, first + count, picked, 0);
      int padded = Kernels.PANEL * Math.ceilDiv(count, Kernels.PANEL);
      evaluate(k, picked, padded, constant, values, 0);
      for (int i = 0; i < count; i++) {
        out[row + points[first + i]] = values[i];
      }
    }
  }

  private void evaluate(int k, double[] x, int points, double constant, double[] out, int offset) {
    components
        .covariance(k)
        .logDensities(kernels, x, points, components.meanArray(k), constant, panel, out, offset);
  }
}
