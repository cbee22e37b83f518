package io.mixtura.mixture.pass;

import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.covariance.FullCovariance;
import io.mixtura.mixture.covariance.Gaussians;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The work of Gaussian components on points with gaps: their densities, and the moments to be
 * expected of them.
 */
sealed interface GapFilling {

  /** Tells that there are other points in the scratch memory now. */
  default void begin() {}

  /**
   * For every point constant − ½ times the squared length of the values that are there.
   *
   * @param isDensity whether the normalizer of those values takes the place of that of all
   * @param out receives the values of component k in a row of the whole tile
   */
  void evaluate(int k, double constant, boolean isDensity, double[] out);

  /**
   * Adds, for every point, what makes the log density of the values that are there of one of all:
   * the difference of their normalizers.
   *
   * @param out has the values of component k in a row of the whole tile
   */
  default void addLogNormalizers(int k, IncompletePoints points, double[] out) {
    for (int group = 0; group < points.groups(); group++) {
      double logNormalizer = logNormalizer(k, group);
      for (int p = points.begin(group); p < points.end(group); p++) {
        out[k * Tile.POINTS + points.place(p)] += logNormalizer;
      }
    }
  }

  /** That difference for the points of a group. */
  double logNormalizer(int k, int group);

  /** Puts the values that component k expects in the gaps of the points. */
  void complete(int k);

  /**
   * Adds the moments that a component expects of the points.
   *
   * @param r what each point, completed, counts for; 0 beyond
   * @param spread how often the covariance of what is missing counts
   */
  void add(int k, double[] r, double[] spread, SufficientStatistics into);

  /** For the points that are in some scratch memory. */
  static GapFilling of(
      Gaussians components, Kernels kernels, GaussianPass pass, IncompletePoints points) {
    FullCovariance[] full = new FullCovariance[components.count()];
    for (int k = 0; k < full.length; k++) {
      if (!(components.covariance(k) instanceof FullCovariance covariance)) {
        return new Uncorrelated(components, kernels, pass, points);
      }
      full[k] = covariance;
    }
    return new Correlated(components, new Completions(full), kernels, pass, points);
  }

  /**
   * Components without correlations: nothing follows from other columns, the mean and the variance
   * of each are all there is.
   */
  final class Uncorrelated implements GapFilling {
    private static final double HALF_LOG_TWO_PI = StrictMath.log(2 * Math.PI) / 2;

    private final Gaussians components;
    private final Kernels kernels;
    private final GaussianPass pass;
    private final IncompletePoints points;
    private final double[] panel;
    private final double[] logDensities = new double[Tile.POINTS];
    private final double[][] logNormalizers;

    Uncorrelated(
        Gaussians components, Kernels kernels, GaussianPass pass, IncompletePoints points) {
      this.components = components;
      this.kernels = kernels;
      this.pass = pass;
      this.points = points;
      int d = components.dimensions();
      this.panel = new double[d * Kernels.PANEL];
      this.logNormalizers = new double[components.count()][d];
      for (int k = 0; k < logNormalizers.length; k++) {
        Covariance covariance = components.covariance(k);
        for (int j = 0; j < d; j++) {
          logNormalizers[k][j] = HALF_LOG_TWO_PI + StrictMath.log(covariance.get(j, j)) / 2;
        }
      }
    }

    @Override
    public void evaluate(int k, double constant, boolean isDensity, double[] out) {
      double[] mean = components.mean(k);
      points.fill(mean);
      components
          .covariance(k)
          .logDensities(
              kernels, points.values(), points.panels(), mean, constant, panel, logDensities, 0);
      for (int group = 0; group < points.groups(); group++) {
        double logNormalizer = isDensity ? logNormalizer(k, group) : 0;
        for (int p = points.begin(group); p < points.end(group); p++) {
          out[k * Tile.POINTS + points.place(p)] = logDensities[p] + logNormalizer;
        }
      }
    }

    @Override
    public double logNormalizer(int k, int group) {
      double sum = 0;
      for (int column : points.gapsOf(group).columns()) {
        sum += logNormalizers[k][column];
      }
      return sum;
    }

    @Override
    public void complete(int k) {
      points.fill(components.mean(k));
    }

    @Override
    public void add(int k, double[] r, double[] spread, SufficientStatistics into) {
      complete(k);
      pass.add(k, points.values(), points.panels(), r, 0, into);
      if (into.moments() == SecondMoments.NONE) {
        return;
      }
      Covariance covariance = components.covariance(k);
      for (int group = 0; group < points.groups(); group++) {
        double weight = points.sum(spread, group);
        for (int column : points.gapsOf(group).columns()) {
          into.second(k)[into.moments().diagonal(column)] +=
              weight * covariance.get(column, column);
        }
      }
    }
  }

  /** Components with correlations: missing values follow from those that are there. */
  final class Correlated implements GapFilling {
    /** Scratch memory for what is expected in the gaps of a tile, in numbers of 8 bytes. */
    private static final long MOST_EXPECTED = 1 << 20;

    private final Gaussians components;
    private final Completions completions;
    private final Kernels kernels;
    private final GaussianPass pass;
    private final IncompletePoints points;
    private final int d;
    private final double[] panel;
    private final double[] whitened;
    private final double[] squares = new double[Tile.POINTS];
    private final Completion[] @Nullable [] ofGroups = new Completion[Tile.POINTS][];

    /** For each component what it expects in the gaps; without rows where that is too much. */
    private final double[][] expected;

    private final boolean[] isExpected;

    Correlated(
        Gaussians components,
        Completions completions,
        Kernels kernels,
        GaussianPass pass,
        IncompletePoints points) {
      this.components = components;
      this.completions = completions;
      this.kernels = kernels;
      this.pass = pass;
      this.points = points;
      this.d = components.dimensions();
      this.panel = new double[d * Kernels.PANEL];
      this.whitened = new double[d * Tile.POINTS];
      int k = components.count();
      boolean isRoom = (long) k * d * Tile.POINTS <= MOST_EXPECTED;
      this.expected = isRoom ? new double[k][d * Tile.POINTS] : new double[0][];
      this.isExpected = new boolean[k];
    }

    @Override
    public void begin() {
      for (int group = 0; group < points.groups(); group++) {
        ofGroups[group] = completions.kept(points.gapsOf(group));
      }
      Arrays.fill(isExpected, false);
    }

    private Completion completion(int k, int group) {
      Completion[] ofGroup = ofGroups[group];
      return ofGroup == null ? completions.made(k, points.gapsOf(group)) : ofGroup[k];
    }

    @Override
    public double logNormalizer(int k, int group) {
      return completion(k, group).logNormalizer();
    }

    /** What is expected comes with it, for the moments that are asked for next. */
    @Override
    public void evaluate(int k, double constant, boolean isDensity, double[] out) {
      whiten(k);
      boolean isKept = expected.length > 0;
      for (int group = 0; group < points.groups(); group++) {
        Completion completion = completion(k, group);
        double base = constant + (isDensity ? completion.logNormalizer() : 0);
        int begin = points.begin(group);
        int end = points.end(group);
        completion.turn(whitened, begin, end, squares);
        for (int p = begin; p < end; p++) {
          out[k * Tile.POINTS + points.place(p)] = base - squares[p] / 2;
        }
        if (isKept) {
          completion.solve(whitened, begin, end);
          keep(k, group);
        }
      }
      isExpected[k] = isKept;
    }

    /** L⁻¹ (x − μ), with μ in the gaps. */
    private void whiten(int k) {
      double[] mean = components.mean(k);
      FullCovariance covariance = (FullCovariance) components.covariance(k);
      points.fill(mean);
      kernels.whiten(
          points.values(), points.panels(), mean, covariance.whitening(), d, panel, whitened);
    }

    private void keep(int k, int group) {
      int begin = points.begin(group);
      int size = points.end(group) - begin;
      for (int i = 0; i < points.gapsOf(group).count(); i++) {
        int from = i * Tile.POINTS + begin;
        System.arraycopy(whitened, from, expected[k], from, size);
      }
    }

    @Override
    public void complete(int k) {
      whiten(k);
      for (int group = 0; group < points.groups(); group++) {
        complete(k, group, completion(k, group));
      }
    }

    private void complete(int k, int group, Completion completion) {
      completion.turn(whitened, points.begin(group), points.end(group), squares);
      completion.solve(whitened, points.begin(group), points.end(group));
      points.complete(group, components.mean(k), whitened);
    }

    @Override
    public void add(int k, double[] r, double[] spread, SufficientStatistics into) {
      if (!isExpected[k]) {
        whiten(k);
      }
      for (int group = 0; group < points.groups(); group++) {
        Completion completion = completion(k, group);
        if (isExpected[k]) {
          points.complete(group, components.mean(k), expected[k]);
        } else {
          complete(k, group, completion);
        }
        if (into.moments() == SecondMoments.FULL) {
          completion.addSpread(points.sum(spread, group), into.second(k));
        }
      }
      pass.add(k, points.values(), points.panels(), r, 0, into);
    }
  }
}
