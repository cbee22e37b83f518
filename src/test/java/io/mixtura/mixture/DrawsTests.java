package io.mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.FullCovariance;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random points are fixed by their seed, so a tolerance that holds once holds always. */
class DrawsTests {
  private static final int DRAWS = 100_000;

  /**
   * Standard errors that a figure may be off by; of a hundred figures one in 10⁴ tests would be.
   */
  private static final double ERRORS = 5;

  @ParameterizedTest
  @ValueSource(strings = {"full", "tied", "diagonal", "spherical", "identity"})
  void momentsAreThoseOfTheModel(String structure) {
    MixtureModel model =
        Fits.fitted(
                SpecBuilder.em(3, CovarianceStructure.of(structure)).restarts(1).build(),
                Data.iris())
            .model();
    int d = model.dimensions();
    Draws draws = new Draws(model, 7);
    double[] counts = new double[3];
    double[][] sums = new double[3][d];
    double[][][] products = new double[3][d][d];
    double[] point = new double[d];
    for (int i = 0; i < DRAWS; i++) {
      int k = draws.next(point);
      counts[k]++;
      for (int j = 0; j < d; j++) {
        point[j] -= model.mean(k)[j];
        sums[k][j] += point[j];
        for (int l = 0; l <= j; l++) {
          products[k][j][l] += point[j] * point[l];
        }
      }
    }
    for (int k = 0; k < 3; k++) {
      double weight = model.weight(k);
      assertThat(counts[k] / DRAWS)
          .isCloseTo(weight, within(ERRORS * Math.sqrt(weight * (1 - weight) / DRAWS)));
      double[][] s = model.covariance(k);
      for (int j = 0; j < d; j++) {
        assertThat(sums[k][j] / counts[k])
            .isCloseTo(0, within(ERRORS * Math.sqrt(s[j][j] / counts[k])));
        for (int l = 0; l <= j; l++) {
          // Var(x_j x_l) = Σ_jj Σ_ll + Σ_jl².
          double error = Math.sqrt((s[j][j] * s[l][l] + s[j][l] * s[j][l]) / counts[k]);
          assertThat(products[k][j][l] / counts[k]).isCloseTo(s[j][l], within(ERRORS * error));
        }
      }
    }
  }

  /** The squared lengths L⁻¹ (x − μ) of Gaussian points follow χ²_d: scipy.stats.chi2.sf. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.1, 0.7518296340458492",
    "1, 4, 0.04550026389635857",
    "2, 2, 0.36787944117144245",
    "2, 12, 0.002478752176666357",
    "5, 1, 0.9625657732472964",
    "5, 9, 0.1090641579497725",
    "20, 20, 0.4579297144718523",
    "20, 45, 0.0011034692430283482",
  })
  void squaredLengthsFollowTheirLaw(int d, double length, double above) {
    MixtureModel model = gaussian(d);
    FullCovariance covariance = (FullCovariance) model.gaussians().covariance(0);
    Draws draws = new Draws(model, d);
    double[] point = new double[d];
    int longer = 0;
    for (int i = 0; i < DRAWS; i++) {
      draws.next(point);
      Arrays.setAll(point, j -> point[j] - model.mean(0)[j]);
      longer += Arrays.stream(covariance.whitened(point)).map(y -> y * y).sum() > length ? 1 : 0;
    }
    double error = Math.sqrt(above * (1 - above) / DRAWS);
    assertThat((double) longer / DRAWS).isCloseTo(above, within(ERRORS * error));
  }

  /** Means 0, 1, …, variances 1, 2, … and a correlation of ½ between any two columns. */
  static MixtureModel gaussian(int d) {
    double[][] covariance = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        covariance[i][j] = (i == j ? 1 : 0.5) * Math.sqrt((i + 1.0) * (j + 1.0));
      }
    }
    double[] mean = IntStream.range(0, d).asDoubleStream().toArray();
    return MixtureModel.gaussian(
        CovarianceStructure.FULL,
        new double[] {1},
        new double[][] {mean},
        new double[][][] {covariance});
  }

  @Test
  void aSeedMeansTheSamePointsForEver() {
    Draws draws = new Draws(gaussian(3), 42);
    double[] point = new double[3];
    draws.next(point);
    assertThat(Arrays.stream(point).mapToObj(Double::toHexString))
        .containsExactly("0x1.47ff49cd3d36bp0", "0x1.4b7ef75309a0ap0", "0x1.60479fa749c11p1");
  }

  @Test
  void anotherSeedMeansOtherPoints() {
    double[] one = new double[3];
    double[] other = new double[3];
    new Draws(gaussian(3), 1).next(one);
    new Draws(gaussian(3), 2).next(other);
    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void aComponentWithoutWeightIsNeverDrawn() {
    double[][][] spheres = {{{1}}, {{1}}, {{1}}};
    MixtureModel model =
        MixtureModel.gaussian(
            CovarianceStructure.DIAGONAL,
            new double[] {0, 1, 0},
            new double[][] {{0}, {5}, {9}},
            spheres);
    Draws draws = new Draws(model, 3);
    double[] point = new double[1];
    for (int i = 0; i < 1000; i++) {
      assertThat(draws.next(point)).isEqualTo(1);
    }
  }
}
