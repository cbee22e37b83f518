package io.mixtura.mixture.pass;

import io.mixtura.mixture.covariance.Gaussians;
import io.mixtura.mixture.kernel.ColumnBlocks;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gaussian components on a tile: log N(x | μ_k, Σ_k) and the moments about μ_k. */
public final class GaussianPass implements ComponentPass {
  private static final double LOG_TWO_PI = StrictMath.log(2 * Math.PI);

  /** Below this effective number of points in a tile it is worth looking for zeros. */
  private static final double FEW = Tile.POINTS / 4.0;

  /** With fewer components than this, hardly any has few points in a tile. */
  private static final int FEWEST_COMPONENTS = 4;

  private static final double[] ZEROS = new double[Tile.POINTS];

  /** Scratch memory of a thread, in numbers of 8 bytes. */
  private static final long MOST_PENDING_VALUES = 1 << 21;

  /** Rows of points that stay in the nearest cache while products of their columns are summed. */
  private static final int MOST_VALUES_OF_ROWS = 16 * Tile.POINTS;

  private final Gaussians components;
  private final Supplier<@Nullable ScreenedView> views;
  private final Kernels kernels;
  private final int d;
  private final GaussianLogDensities logDensities;
  private final double[] counts;
  private @Nullable Screen screen;
  private final @Nullable PendingPoints[] pending;
  private int[] chosen = {};
  private boolean isDecided;
  private boolean mayScreen;

  /** The pairs that the screen has evaluated in the present tile; null when all are. */
  private @Nullable SparsePairs some;

  /** Scratch of second moments, made when the first are asked for: a posterior has none. */
  private double[] roots = {};

  private double[] weighted = {};

  /** Scratch of points that are put aside: most passes have none. */
  private Tile laid = new Tile(0);

  private double[] mean = {};
  private double[] weightedRows = {};

  /**
   * A pass.
   *
   * @param views gives the view that all passes with these components share; null where they are to
   *     be evaluated in full
   */
  public GaussianPass(
      Gaussians components, Supplier<@Nullable ScreenedView> views, Kernels kernels) {
    this.components = components;
    this.views = views;
    this.kernels = kernels;
    this.d = components.dimensions();
    this.logDensities = GaussianLogDensities.of(components, kernels);
    this.counts = new double[components.count()];
    this.pending = new PendingPoints[hasRoomForPending() ? components.count() : 0];
  }

  private boolean hasRoomForPending() {
    long values = (long) components.count() * d * Tile.POINTS;
    return components.count() >= FEWEST_COMPONENTS && values <= MOST_PENDING_VALUES;
  }

  /** −½ (d log 2π + log |Σ_k|). */
  @Override
  public double[] logNormalizers() {
    double[] logs = new double[components.count()];
    for (int k = 0; k < logs.length; k++) {
      logs[k] = -(d * LOG_TWO_PI + components.covariance(k).logDeterminant()) / 2;
    }
    return logs;
  }

  /** −½ (x−μ_k)ᵀ Σ_k⁻¹ (x−μ_k). */
  @Override
  public void logKernels(Tile x, double[] constants, double[] out) {
    logDensities.fill(x, constants, out);
  }

  @Override
  public void beginChunk() {
    isDecided = false;
    some = null;
  }

  /** Where the screen does not pay, the rest of the chunk does without. */
  @Override
  public @Nullable SparsePairs logKernelsThatMatter(Tile x, double[] constants, double[] out) {
    some = null;
    Screen own = screen();
    if (own != null && !isDecided) {
      isDecided = true;
      mayScreen = own.isPromising(x, constants, out);
    }
    if (own != null && mayScreen) {
      some = own.fill(x, constants, out);
      mayScreen = some != null;
    }
    if (some == null) {
      logKernels(x, constants, out);
    }
    return some;
  }

  /** Made when densities are first asked for: where shares come from elsewhere nobody does. */
  private @Nullable Screen screen() {
    ScreenedView view = screen == null ? views.get() : null;
    if (view != null) {
      screen = new Screen(components, kernels, view);
    }
    return screen;
  }

  @Override
  public void accumulate(
      Tile x, double[] responsibilities, boolean areSparse, SufficientStatistics into) {
    double few = areSparse ? FEW * x.meanWeight() : 0;
    if (some == null) {
      kernels.sums(responsibilities, components.count(), x.panels(), counts);
    }
    for (int k = 0; k < components.count(); k++) {
      int offset = k * Tile.POINTS;
      double count = some == null ? counts[k] : some.sum(k, responsibilities);
      into.addMass(k, count);
      if (count < few && pending.length > 0) {
        setAside(k, x, responsibilities, into);
      } else if (some == null) {
        add(k, x.values(), x.panels(), responsibilities, offset, into);
      } else {
        add(k, x.values(), x.panels(), some.row(k, responsibilities), 0, into);
      }
    }
  }

  /** Puts the points aside in which a component has a share. */
  private void setAside(int k, Tile x, double[] r, SufficientStatistics into) {
    if (some == null) {
      chosen = chosen.length == 0 ? new int[Tile.POINTS] : chosen;
      int count = kernels.select(r, k * Tile.POINTS, x.panels(), ZEROS, chosen);
      setAside(k, x, r, chosen, count, into);
    } else {
      setAside(k, x, r, some.points(k), some.size(k), into);
    }
  }

  private void setAside(
      int k, Tile x, double[] r, int[] points, int count, SufficientStatistics into) {
    PendingPoints aside = pendingOf(k);
    if (!aside.hasRoomFor(count)) {
      flush(k, into);
    }
    if (screen != null && some != null) {
      aside.add(screen.rows(), r, k * Tile.POINTS, points, count);
    } else {
      aside.add(x, r, k * Tile.POINTS, points, count);
    }
  }

  private PendingPoints pendingOf(int k) {
    PendingPoints aside = pending[k];
    if (aside == null) {
      aside = new PendingPoints(d);
      pending[k] = aside;
    }
    return aside;
  }

  @Override
  public void endChunk(SufficientStatistics into) {
    for (int k = 0; k < pending.length; k++) {
      flush(k, into);
    }
  }

  private void flush(int k, SufficientStatistics into) {
    PendingPoints points = pending[k];
    if (points != null && !points.isEmpty()) {
      add(k, points, into);
      points.clear();
    }
  }

  private void add(int k, PendingPoints points, SufficientStatistics into) {
    int count = points.points();
    makeScratchOfRows();
    if (into.moments() == SecondMoments.FULL && count * mean.length <= MOST_VALUES_OF_ROWS) {
      System.arraycopy(components.mean(k), 0, mean, 0, d);
      kernels.addMomentsOfRows(
          points.rows(),
          count,
          mean,
          points.weights(),
          d,
          weightedRows,
          into.sums(k),
          into.second(k));
    } else {
      points.lay(laid);
      add(k, laid.values(), count, points.weights(), 0, into);
    }
  }

  /** Adds the sums and moments of points to those of a component. */
  void add(int k, double[] x, int points, double[] r, int offset, SufficientStatistics into) {
    double[] mean = components.mean(k);
    switch (into.moments()) {
      case NONE -> kernels.addSums(x, points, mean, r, offset, d, into.sums(k));
      case DIAGONAL ->
          kernels.addSquares(x, points, mean, r, offset, d, into.sums(k), into.second(k));
      case FULL -> {
        makeScratch();
        kernels.addMoments(
            x, points, mean, r, offset, d, roots, weighted, into.sums(k), into.second(k));
      }
    }
  }

  private void makeScratch() {
    if (roots.length == 0) {
      roots = new double[Tile.POINTS];
      weighted = new double[d * Tile.POINTS];
    }
  }

  private void makeScratchOfRows() {
    if (mean.length == 0) {
      laid = new Tile(d);
      mean = new double[ColumnBlocks.stride(d)];
      weightedRows = new double[MOST_VALUES_OF_ROWS + Tile.POINTS];
    }
  }
}
