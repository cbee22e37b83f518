package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Columns in units so large that variances are the smallest numbers there are, or none any more.
 */
class TinyUnitsTests {
  private static final int ROWS = 60;

  private static double[][] rows(double... units) {
    Random random = new Random(1);
    double[][] rows = new double[ROWS][units.length];
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < units.length; j++) {
        rows[i][j] = units[j] * (6 * (i % 2) + random.nextGaussian());
      }
    }
    return rows;
  }

  static Stream<CovarianceStructure> estimated() {
    return CovarianceStructure.ALL.stream().filter(CovarianceStructure::isEstimated);
  }

  @ParameterizedTest
  @MethodSource("estimated")
  void theLogLikelihoodFollowsTheUnit(CovarianceStructure structure) {
    double inOnes = Fits.fitted(SpecBuilder.em(2, structure).build(), rows(1, 1)).logLikelihood();
    for (int exponent : new int[] {-500, -510, -514, -517, -520}) {
      double unit = Math.scalb(1.0, exponent);
      FitOutcome.Fitted fitted =
          Fits.fitted(SpecBuilder.em(2, structure).build(), rows(unit, unit));
      assertThat(fitted.logLikelihood())
          .as("2^%d", exponent)
          .isCloseTo(inOnes - 2 * ROWS * exponent * Math.log(2), within(1e-2));
    }
  }

  @Test
  void columnsWhoseSquaresAreNothingAreNotCalledConstant() {
    double[][] rows = rows(1, 1e-170);
    List<String> kMeans = Fits.fitted(SpecBuilder.kMeans(2).build(), rows).warnings();
    assertThat(kMeans)
        .anyMatch(warning -> warning.contains("count as constant: 'x1'; multiply them"))
        .noneMatch(warning -> warning.contains("constant columns"));
    FitOutcome full =
        Fits.run(SpecBuilder.em(2, CovarianceStructure.FULL).regularization(0).build(), rows);
    assertThat(full.toString())
        .contains("the values of columns ('x1') differ by so little", "multiply them");
  }
}
