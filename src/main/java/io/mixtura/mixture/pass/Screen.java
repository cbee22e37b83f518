package io.mixtura.mixture.pass;

import io.mixtura.mixture.covariance.Gaussians;
import io.mixtura.mixture.kernel.ColumnBlocks;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Tile;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the log densities of those components only that can have a share in a point.
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

  /**
   * By how much less than a highest bound a density is seldom: half of what a distance is longer in
   * full than seen in a few directions, on average (d − 4) / 2.
   */
  private final double seldom;

  private final Gaussians components;
  private final Kernels kernels;
  private final ScreenedView view;
  private final SparsePairs evaluated;
  private final double[] panel;
  private final double[] rows;
  private final double[] row;
  private final double[] projected;
  private final double[] bounds;
  private final double[] highest = new double[Tile.POINTS];
  private final double[] owners = new double[Tile.POINTS];
  private final double[] floors = new double[Tile.POINTS];
  private final int[] above;
  private final BoundCache likely;
  private final double[] picked;
  private final double[] values = new double[Tile.POINTS];

  Screen(Gaussians components, Kernels kernels, ScreenedView view) {
    int d = components.dimensions();
    this.components = components;
    this.kernels = kernels;
    this.view = view;
    this.seldom = d / 2.0 + 8;
    this.evaluated = new SparsePairs(components.count());
    this.panel = new double[d * Kernels.PANEL];
    this.rows = new double[ColumnBlocks.stride(d) * Tile.POINTS];
    this.row = new double[4 * ColumnBlocks.stride(d)];
    this.projected = new double[Kernels.DIRECTIONS * Tile.POINTS];
    this.bounds = new double[components.count() * Kernels.PANEL];
    this.above = new int[components.count() * Kernels.PANEL];
    this.likely = new BoundCache(components.count());
    this.picked = new double[d * Tile.POINTS];
  }

  /**
   * Whether a screen may be worth its while, judged by the first points of a tile: where most
   * components have a share in them, bounds need not be tried.
   *
   * @param scratch k rows of {@value Tile#POINTS} values
   */
  boolean isPromising(Tile x, double[] constants, double[] scratch) {
    // What the screen leaves out of them has no share, and needs no evaluation here either.
    return fill(x, Kernels.PANEL, constants, scratch) || fewMatter(x, constants, scratch);
  }

  private boolean fewMatter(Tile x, double[] constants, double[] scratch) {
    for (int k = 0; k < components.count(); k++) {
      evaluate(k, x.values(), Kernels.PANEL, constants[k], scratch, k * Tile.POINTS);
    }
    int pairs = 0;
    for (int p = 0; p < Kernels.PANEL; p++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int at = p; at < scratch.length; at += Tile.POINTS) {
        largest = scratch[at] > largest ? scratch[at] : largest;
      }
      for (int at = p; at < scratch.length; at += Tile.POINTS) {
        pairs += scratch[at] > largest + LOG_NEGLIGIBLE ? 1 : 0;
      }
    }
    return isWorthwhile(pairs, Kernels.PANEL);
  }

  /**
   * Log densities of the points of a tile; where they have been left out nothing is written.
   *
   * @return the pairs that have been evaluated; null where leaving out was not worth its while
   */
  @Nullable SparsePairs fill(Tile x, double[] constants, double[] out) {
    if (x.isWeighted()) {
      // All of it is going to be multiplied, by one tile's weights after the other's.
      Arrays.fill(out, 0);
    }
    return fill(x, x.panels(), constants, out) ? evaluated : null;
  }

  /** The points of the last tile, one after the other. */
  double[] rows() {
    return rows;
  }

  private boolean fill(Tile x, int points, double[] constants, double[] out) {
    x.layFirst(points, rows, ColumnBlocks.stride(components.dimensions()));
    view.project(kernels, x, points, projected);
    evaluated.clear();
    likely.clear();
    for (int p = 0; p < points; p += Kernels.PANEL) {
      findLikely(p, constants);
    }
    evaluateHighest(x, points, constants, out);
    int[] first = evaluated.sizes();
    int pairs = points;
    for (int p = 0; p < points; p += Kernels.PANEL) {
      pairs += findOthers(p, constants);
    }
    if (!isWorthwhile(pairs, points)) {
      return false;
    }
    for (int k = 0; k < components.count(); k++) {
      evaluate(k, first[k], x, constants[k], out);
    }
    return true;
  }

  private boolean isWorthwhile(int pairs, int points) {
    return pairs <= WORTHWHILE * components.count() * points;
  }

  /** Keeps those bounds of a panel that are likely to be needed, while they are at hand. */
  private void findLikely(int p, double[] constants) {
    kernels.bound(projected, p, view.outlines(), constants, bounds, highest, owners);
    for (int i = p; i < p + Kernels.PANEL; i++) {
      floors[i] = likelyFloor(i);
      bounds[(int) owners[i] * Kernels.PANEL + i - p] = Double.NEGATIVE_INFINITY;
    }
    int count = kernels.selectBounds(bounds, components.count(), floors, p, above);
    likely.addPanel(above, count, bounds);
  }

  private double likelyFloor(int point) {
    return highest[point] - seldom + LOG_NEGLIGIBLE;
  }

  /** The component with the highest bound of a point gives a floor for the point's density. */
  private void evaluateHighest(Tile x, int points, double[] constants, double[] out) {
    for (int p = 0; p < points; p++) {
      evaluated.add((int) owners[p], p);
    }
    for (int k = 0; k < components.count(); k++) {
      evaluate(k, 0, x, constants[k], out);
    }
    for (int p = 0; p < points; p++) {
      floors[p] = out[(int) owners[p] * Tile.POINTS + p] + LOG_NEGLIGIBLE;
    }
  }

  /** Lists the other pairs whose bound is above the floor; returns how many they are. */
  private int findOthers(int p, double[] constants) {
    for (int i = p; i < p + Kernels.PANEL; i++) {
      if (floors[i] < likelyFloor(i)) {
        return findAllOthers(p, constants);
      }
    }
    int pairs = 0;
    int panel = p / Kernels.PANEL;
    for (int i = likely.start(panel); i < likely.end(panel); i++) {
      pairs += add(p, likely.place(i), likely.bound(i));
    }
    return pairs;
  }

  private int findAllOthers(int p, double[] constants) {
    kernels.bound(projected, p, view.outlines(), constants, bounds, highest, owners);
    int count = kernels.selectBounds(bounds, components.count(), floors, p, above);
    int pairs = 0;
    for (int i = 0; i < count; i++) {
      pairs += add(p, above[i], bounds[above[i]]);
    }
    return pairs;
  }

  private int add(int p, int place, double bound) {
    int k = place / Kernels.PANEL;
    int point = p + place % Kernels.PANEL;
    if (k == (int) owners[point] || bound <= floors[point]) {
      return 0;
    }
    evaluated.add(k, point);
    return 1;
  }

  /** Evaluates a component for the points of its list, from the {@code first} one on. */
  private void evaluate(int k, int first, Tile x, double constant, double[] out) {
    int count = evaluated.size(k) - first;
    int[] points = evaluated.points(k);
    int offset = k * Tile.POINTS;
    if (count > MANY) {
      evaluate(k, x.values(), x.panels(), constant, values, 0);
      for (int i = first; i < first + count; i++) {
        out[offset + points[i]] = values[points[i]];
      }
      return;
    }
    int inPanels = count - count % Kernels.PANEL;
    if (inPanels > 0) {
      x.pick(points, first, first + inPanels, picked, 0);
      evaluate(k, picked, inPanels, constant, values, 0);
      for (int i = 0; i < inPanels; i++) {
        out[offset + points[first + i]] = values[i];
      }
    }
    if (inPanels < count) {
      view.logDensities(
          kernels, k, rows, points, first + inPanels, first + count, constant, row, out, offset);
    }
  }

  private void evaluate(int k, double[] x, int points, double constant, double[] out, int offset) {
    components
        .covariance(k)
        .logDensities(kernels, x, points, components.mean(k), constant, panel, out, offset);
  }
}
