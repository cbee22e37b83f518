package io.mixtura.mixture.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.Conditional;
import io.mixtura.mixture.Marginal;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.testing.Students;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentDensityTests {

  /** scipy.stats.t.logpdf(x, ν, location, scale) of scipy 1.17.1. */
  @ParameterizedTest
  @CsvSource({
    "3, 0.5, 0, 1, -1.1609742649705825",
    "1, 10, 2, 3, -4.336577038329682",
    "0.5, -4, 1, 0.5, -4.594864426395871",
    "200, 1.2, 0, 2, -1.794073093665117",
    "30, 100, 0, 1, -91.01541706443314"
  })
  void ofOneColumn(double degrees, double x, double location, double scale, double expected) {
    MixtureModel model =
        Students.of(degrees, new double[] {location}, new double[][] {{scale * scale}});

    assertThat(Students.logDensity(model, x)).isCloseTo(expected, within(1e-13 * -expected * 10));
  }

  /** scipy.stats.multivariate_t.logpdf(x, [1, −1], [[2, 0.6], [0.6, 1]], ν). */
  @ParameterizedTest
  @CsvSource({
    "4, 0, 0, -3.5697600426603215",
    "4, 1, 2, -6.045610688296232",
    "1.5, 30, -20, -13.999394296655641"
  })
  void ofTwoColumns(double degrees, double x, double y, double expected) {
    assertThat(Students.logDensity(Students.tilted(degrees), x, y))
        .isCloseTo(expected, within(1e-12));
  }

  /** With ν = 10⁹ it is the Gaussian density, up to 10⁻⁹. */
  @Test
  void ofManyDegreesOfFreedomIsGaussian() {
    MixtureModel model = Students.tilted(1e9);
    MixtureModel gaussian =
        MixtureModel.gaussian(
            CovarianceStructure.FULL,
            new double[] {1},
            new double[][] {model.mean(0)},
            new double[][][] {model.covariance(0)});

    assertThat(Students.logDensity(model, 1, 2))
        .isCloseTo(Students.logDensity(gaussian, 1, 2), within(1e-7));
  }

  @Test
  void farthestPointsHaveADensity() {
    assertThat(Students.logDensity(Students.tilted(0.5), 1e150, -1e150)).isFinite();
    assertThat(Students.logDensity(Students.tilted(200), 1e150, -1e150)).isFinite();
  }

  @Test
  void someColumnsAreStudentAgain() {
    MixtureModel margin = Marginal.of(Students.tilted(4), 1);

    // scipy.stats.t.logpdf(0.5, 4, −1, 1).
    assertThat(Students.logDensity(margin, 0.5)).isCloseTo(-2.0965470095827747, within(1e-12));
  }

  /** p(y | x) = p(x, y) / p(x). */
  @Test
  void conditionalDensitiesAreQuotients() {
    MixtureModel model =
        Students.mixture(
            new double[] {0.3, 0.7},
            new double[] {3, 8},
            new double[][] {{0, 1}, {4, -2}},
            new double[][][] {{{2, 0.6}, {0.6, 1}}, {{1, -0.4}, {-0.4, 3}}});
    for (double x : new double[] {-1, 2, 15}) {
      MixtureModel given =
          new Conditional(model, new int[] {0}, new int[] {1}).at(new double[] {x});
      for (double y : new double[] {-3, 0.2, 9}) {
        double quotient =
            Students.logDensity(model, x, y) - Students.logDensity(Marginal.of(model, 0), x);
        assertThat(Students.logDensity(given, y)).isCloseTo(quotient, within(1e-11));
      }
    }
  }
}
