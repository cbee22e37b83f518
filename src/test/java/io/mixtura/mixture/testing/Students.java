package io.mixtura.mixture.testing;

import io.mixtura.mixture.Draws;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.family.StudentComponents;
import io.mixtura.mixture.observations.Tile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Mixtures of t distributions with given parameters. */
public final class Students {
  private Students() {}

  public static MixtureModel of(double degrees, double[] location, double[][] scale) {
    return mixture(
        new double[] {1},
        new double[] {degrees},
        new double[][] {location},
        new double[][][] {scale});
  }

  /** At (1, −1) with scales 2 and 1 and 0.6 beside them. */
  public static MixtureModel tilted(double degrees) {
    return of(degrees, new double[] {1, -1}, new double[][] {{2, 0.6}, {0.6, 1}});
  }

  public static MixtureModel mixture(
      double[] weights, double[] degrees, double[][] locations, double[][][] scales) {
    MixtureModel places =
        MixtureModel.gaussian(CovarianceStructure.FULL, weights, locations, scales);
    return new MixtureModel(
        weights,
        new StudentComponents(places.gaussians(), degrees, new DegreesOfFreedom.PerComponent()));
  }

  public static double logDensity(MixtureModel model, double... x) {
    Tile tile = new Tile(x.length);
    tile.add(x);
    Responsibilities answer = new Responsibilities(model.components());
    Posterior.soft(model).evaluate(tile, answer);
    return answer.logDensity(0);
  }

  /** Points of a mixture, by a seed. */
  public static double[][] rows(MixtureModel model, int n, long seed) {
    Draws draws = new Draws(model, seed);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] row = new double[model.dimensions()];
      draws.next(row);
      rows.add(row);
    }
    return rows.toArray(double[][]::new);
  }

  /** Two components of two columns, the first with heavy tails. */
  public static double[][] rows(int n, long seed) {
    return rows(
        mixture(
            new double[] {0.4, 0.6},
            new double[] {2.5, 12},
            new double[][] {{0, 1}, {9, -6}},
            new double[][][] {{{2, 0.6}, {0.6, 1}}, {{1, -0.4}, {-0.4, 3}}}),
        n,
        seed);
  }

  public static double[] degrees(MixtureModel model) {
    double[] degrees = new double[model.components()];
    Arrays.setAll(degrees, model::degreesOfFreedom);
    return degrees;
  }
}
