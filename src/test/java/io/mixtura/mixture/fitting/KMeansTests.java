package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.Standardization;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.RandomProblem;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hard k-means against KMeans's algorithm in plain loops. */
class KMeansTests {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212})
  void iteratesAsLloydDoes(long seed) {
    RandomProblem problem = new RandomProblem(seed);
    double[][] start = firstPoints(problem.rows(), problem.components());

    double[][] expected = start;
    int iterations = 0;
    for (int checked : List.of(1, 2, 10)) {
      for (; iterations < checked; iterations++) {
        expected = kMeans(problem.rows(), expected);
      }
      FitOutcome.Fitted fitted = Fits.fitted(spec(start, 0, checked), problem.rows());
      assertThat(fitted.iterations()).isEqualTo(checked);
      assertMeans(fitted, expected);
      assertThat(fitted.inertia())
          .isCloseTo(
              inertia(problem.rows(), expected), within(1e-9 * inertia(problem.rows(), expected)));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {221, 222, 223, 224, 225})
  void endsWhereNoPointChangesItsCluster(long seed) {
    RandomProblem problem = new RandomProblem(seed);
    double[][] start = firstPoints(problem.rows(), problem.components());

    FitOutcome.Fitted fitted = Fits.fitted(spec(start, 1e-12, 10_000), problem.rows());

    assertThat(fitted.reason().isConvergence()).isTrue();
    double[][] means = means(fitted.model());
    double[][] next = kMeans(problem.rows(), means);
    for (int k = 0; k < means.length; k++) {
      assertThat(next[k]).containsExactly(means[k], within(1e-9));
    }
  }

  @Test
  void hasInertiaAndNoLikelihood() {
    FitOutcome.Fitted fitted =
        Fits.fitted(spec(firstPoints(Data.faithful(), 2), 1e-9, 100), Data.faithful());

    assertThat(fitted.inertia())
        .isCloseTo(inertia(Data.faithful(), means(fitted.model())), within(1e-6));
    // R 4.2: kmeans(faithful, faithful[1:2,], algorithm = "KMeans")$tot.withinss
    assertThat(fitted.inertia()).isCloseTo(8901.76872094721, within(1e-6));
    assertThat(fitted.logLikelihood()).isNaN();
    assertThat(fitted.criteria()).isNull();
    assertThat(fitted.freeParameters()).isEqualTo(4);
  }

  @Test
  void everyPointBelongsToTheNearestMeanWhateverTheWeights() {
    double[][] rows = Data.faithful();
    MixtureModel model = Fits.fitted(spec(firstPoints(rows, 3), 1e-9, 100), rows).model();
    Posterior posterior = Posterior.nearest(model);
    Responsibilities answer = new Responsibilities(3);
    Tile tile = new Tile(2);
    for (double[] row : rows) {
      tile.clear();
      tile.add(row);
      posterior.evaluate(tile, answer);
      int nearest = nearest(row, means(model));
      assertThat(answer.mostProbable(0)).isEqualTo(nearest);
      for (int k = 0; k < 3; k++) {
        assertThat(answer.get(0, k)).isEqualTo(k == nearest ? 1.0 : 0.0);
      }
      assertThat(answer.logDensity(0)).isNaN();
    }
  }

  @Test
  void standardizedColumnsHaveTheSameSay() {
    double[][] rows = Data.faithful();
    double[][] standardized = standardized(rows);
    FitSpec own =
        SpecBuilder.kMeans(2).fromMeans(firstPoints(rows, 2)).iterations(20).standardized().build();

    FitOutcome.Fitted fitted = Fits.fitted(own, rows);
    FitOutcome.Fitted plain = Fits.fitted(spec(firstPoints(standardized, 2), 0, 20), standardized);

    assertThat(fitted.inertia()).isCloseTo(plain.inertia(), within(1e-9));
    Standardization units = Objects.requireNonNull(fitted.standardization());
    for (int initial = 0; initial < 2; initial++) {
      double[] mean = fitted.model().mean(fitted.initialToCanonical().get(initial));
      double[] other = plain.model().mean(plain.initialToCanonical().get(initial));
      for (int j = 0; j < 2; j++) {
        assertThat((mean[j] - units.means()[j]) / units.standardDeviations()[j])
            .isCloseTo(other[j], within(1e-9));
      }
    }
  }

  /** How soon it ends must not depend on whether lengths are given in metres or kilometres. */
  @ParameterizedTest(name = "scale {0}")
  @ValueSource(doubles = {0x1p-100, 0x1p-30, 0x1p-10, 0x1p10, 0x1p30, 0x1p100})
  void theUnitOfLengthDoesNotMatter(double scale) {
    double[][] rows = Data.iris();
    double[][] scaled =
        Arrays.stream(rows)
            .map(row -> Arrays.stream(row).map(value -> value * scale).toArray())
            .toArray(double[][]::new);

    FitOutcome.Fitted expected = Fits.fitted(spec(firstPoints(rows, 3), 1e-4, 100), rows);
    FitOutcome.Fitted actual = Fits.fitted(spec(firstPoints(scaled, 3), 1e-4, 100), scaled);

    assertThat(actual.iterations()).isEqualTo(expected.iterations());
    assertThat(actual.inertia()).isEqualTo(expected.inertia() * scale * scale);
  }

  private static FitSpec spec(double[][] means, double tolerance, int iterations) {
    return SpecBuilder.kMeans(means.length)
        .fromMeans(means)
        .until(Criterion.LOG_LIKELIHOOD, tolerance, iterations)
        .build();
  }

  private static void assertMeans(FitOutcome.Fitted fitted, double[][] expected) {
    for (int initial = 0; initial < expected.length; initial++) {
      assertThat(fitted.model().mean(fitted.initialToCanonical().get(initial)))
          .containsExactly(expected[initial], within(1e-9));
    }
  }

  static double[][] means(MixtureModel model) {
    double[][] means = new double[model.components()][];
    Arrays.setAll(means, model::mean);
    return means;
  }

  private static double[][] firstPoints(double[][] rows, int k) {
    return Arrays.copyOf(rows, k);
  }

  private static double[][] standardized(double[][] rows) {
    int d = rows[0].length;
    double[][] result = new double[rows.length][d];
    for (int j = 0; j < d; j++) {
      int column = j;
      double mean = Arrays.stream(rows).mapToDouble(row -> row[column]).average().orElseThrow();
      double variance =
          Arrays.stream(rows)
              .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
              .average()
              .orElseThrow();
      for (int i = 0; i < rows.length; i++) {
        result[i][j] = (rows[i][j] - mean) / Math.sqrt(variance);
      }
    }
    return result;
  }

  /** Every point to its nearest mean, every mean to the middle of its points. */
  private static double[][] kMeans(double[][] rows, double[][] means) {
    double[][] next = new double[means.length][];
    for (int k = 0; k < means.length; k++) {
      List<double[]> cluster = new ArrayList<>();
      for (double[] row : rows) {
        if (nearest(row, means) == k) {
          cluster.add(row);
        }
      }
      next[k] = means[k].clone();
      for (int j = 0; j < next[k].length && !cluster.isEmpty(); j++) {
        int column = j;
        next[k][j] = cluster.stream().mapToDouble(row -> row[column]).average().orElseThrow();
      }
    }
    return next;
  }

  private static double inertia(double[][] rows, double[][] means) {
    return Arrays.stream(rows)
        .mapToDouble(row -> squaredDistance(row, means[nearest(row, means)]))
        .sum();
  }

  private static int nearest(double[] row, double[][] means) {
    int nearest = 0;
    for (int k = 1; k < means.length; k++) {
      if (squaredDistance(row, means[k]) < squaredDistance(row, means[nearest])) {
        nearest = k;
      }
    }
    return nearest;
  }

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sum;
  }
}
