package io.mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.family.ComponentFamily;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MixtureMomentsTests {
  private static final double[][] MEANS = {{0, 1}, {4, -2}};
  private static final double[][][] COVARIANCES = {{{1, 0.5}, {0.5, 2}}, {{3, -1}, {-1, 1}}};

  private static MixtureModel gaussian() {
    return MixtureModel.gaussian(
        CovarianceStructure.FULL, new double[] {0.7, 0.3}, MEANS, COVARIANCES);
  }

  private static double[] mean(MixtureModel model) {
    return Objects.requireNonNull(MixtureMoments.of(model).mean());
  }

  private static double[][] covariance(MixtureModel model) {
    return Objects.requireNonNull(MixtureMoments.of(model).covariance());
  }

  /** 0.7·0.3·(m₁ − m₂)(m₁ − m₂)ᵀ = 0.21·(16, −12; −12, 9) is between them. */
  @Test
  void isThatOfTheComponentsAndOfWhatIsBetweenThem() {
    assertThat(mean(gaussian())).containsExactly(new double[] {1.2, 0.1}, within(1e-15));
    double[][] covariance = covariance(gaussian());
    assertThat(covariance[0])
        .containsExactly(new double[] {1.6 + 3.36, 0.05 - 2.52}, within(1e-14));
    assertThat(covariance[1])
        .containsExactly(new double[] {0.05 - 2.52, 1.7 + 1.89}, within(1e-14));
    assertThat(MixtureMoments.of(gaussian()).reason()).isNull();
  }

  /** In whatever units it was fitted. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofAFitItIsThatOfTheData(boolean standardized) {
    double[][] rows = Data.faithful();
    MixtureModel model =
        Fits.fitted(
                SpecBuilder.em(3, CovarianceStructure.FULL).standardized(standardized).build(),
                rows)
            .model();

    double[] mean = new double[2];
    Arrays.setAll(
        mean, j -> Arrays.stream(rows).mapToDouble(row -> row[j]).average().orElseThrow());
    assertThat(mean(model)).containsExactly(mean, within(1e-9));
    for (int i = 0; i < 2; i++) {
      int row = i;
      double[] expected = new double[2];
      Arrays.setAll(
          expected,
          j ->
              Arrays.stream(rows)
                  .mapToDouble(x -> (x[row] - mean[row]) * (x[j] - mean[j]))
                  .average()
                  .orElseThrow());
      assertThat(covariance(model)[i]).containsExactly(expected, within(1e-7));
    }
  }

  @Test
  void tailsWidenIt() {
    double[][] covariance = covariance(gaussian().withDegreesOfFreedom(new double[] {4, 8}));
    assertThat(covariance[0][0]).isCloseTo(0.7 * 2 + 0.3 * 3 * 8 / 6 + 3.36, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({
    "2, true, no variance",
    "1.5, true, no variance",
    "1, false, no mean",
    "0.5, false, no mean"
  })
  void heavyTailsHaveNone(double degrees, boolean hasMean, String reason) {
    MixtureMoments moments =
        MixtureMoments.of(gaussian().withDegreesOfFreedom(new double[] {30, degrees}));
    assertThat(moments.mean() != null).isEqualTo(hasMean);
    assertThat(moments.covariance()).isNull();
    assertThat(moments.reason()).contains(reason);
  }

  @Test
  void isThatOfDrawsWithNoise() {
    MixtureModel model =
        new MixtureModel(new double[] {0.5, 0.3}, gaussian().parameters())
            .withNoise(0.2, new double[] {-10, 0}, new double[] {6, 30});
    double[] mean = mean(model);
    double[][] covariance = covariance(model);
    assertThat(mean).containsExactly(new double[] {1.2 - 1.4, 0.5 - 0.6 + 3}, within(1e-14));
    isThatOfDraws(model, mean, covariance, 2);
  }

  @Test
  void levelsOfCategoriesHaveNone() {
    List<ColumnFamily> columns =
        List.of(
            new ColumnFamily.Poisson(),
            new ColumnFamily.Categorical(List.of(1.0, 2.0, 7.0)),
            new ColumnFamily.Gaussian(),
            new ColumnFamily.Bernoulli());
    // Weights; then of each component mean, variance, rate, three levels and two.
    double[] numbers = {
      0.6, 0.4, -1, 2, 3, 0.2, 0.3, 0.5, 0.9, 0.1, 2, 1, 7, 0.5, 0.3, 0.2, 0.2, 0.8
    };
    MixtureModel model =
        MixtureModel.fromArray(
            ComponentFamily.of(CovarianceStructure.DIAGONAL, columns), 2, 4, numbers);

    double[] mean = mean(model);
    double[][] covariance = covariance(model);

    assertThat(mean).containsExactly(new double[] {4.6, Double.NaN, 0.2, 0.38}, within(1e-14));
    assertThat(covariance[1]).containsOnly(Double.NaN);
    assertThat(MixtureMoments.of(model).reason()).startsWith("a categorical column has neither");
    assertThat(covariance[3][3]).isCloseTo(0.38 * 0.62, within(1e-14));
    isThatOfDraws(model, mean, covariance, 4);
  }

  private static void isThatOfDraws(
      MixtureModel model, double[] mean, double[][] covariance, int d) {
    int n = 400_000;
    Draws draws = new Draws(model, 7);
    double[][] sums = new double[d][d];
    double[] point = new double[d];
    for (int i = 0; i < n; i++) {
      draws.next(point);
      for (int a = 0; a < d; a++) {
        for (int b = 0; b < d; b++) {
          sums[a][b] += (point[a] - mean[a]) * (point[b] - mean[b]) / n;
        }
      }
    }
    for (int a = 0; a < d; a++) {
      for (int b = 0; b < d; b++) {
        if (!Double.isNaN(mean[a]) && !Double.isNaN(mean[b])) {
          double scale = Math.sqrt(covariance[a][a] * covariance[b][b]);
          assertThat(sums[a][b]).as(a + ", " + b).isCloseTo(covariance[a][b], within(0.01 * scale));
        }
      }
    }
  }
}
