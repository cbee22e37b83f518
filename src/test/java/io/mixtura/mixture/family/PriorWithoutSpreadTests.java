package io.mixtura.mixture.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A belief that says next to nothing, and data that say nothing: a model or a reason, no fault. */
class PriorWithoutSpreadTests {

  static Stream<CovarianceStructure> estimated() {
    return CovarianceStructure.ALL.stream().filter(CovarianceStructure::isEstimated);
  }

  private static double[][] rows(double... row) {
    double[][] rows = new double[8][];
    Arrays.fill(rows, row);
    return rows;
  }

  @ParameterizedTest
  @MethodSource("estimated")
  void aTinyShrinkageIsNoFault(CovarianceStructure structure) {
    double[][] half = {{5, 0}, {5, 1}, {5, 2}, {5, 3}, {5, 4}, {5, 5}, {5, 6}, {5, 7}};
    for (double[][] rows :
        new double[][][] {
          rows(5), rows(5, 1), rows(5, 1, 2), rows(0, 0), rows(5, 5, 5, 5, 5), half
        }) {
      for (int components : new int[] {1, 2, 5}) {
        for (double regularization : new double[] {0, 1e-6}) {
          FitOutcome outcome =
              Fits.run(
                  SpecBuilder.em(components, structure)
                      .regularization(regularization)
                      .prior(new ConjugatePrior(1e-300, null, null, null))
                      .build(),
                  rows);
          switch (outcome) {
            case FitOutcome.Fitted fitted -> assertThat(fitted.logLikelihood()).isFinite();
            case FitOutcome.Degenerate(var message) -> assertThat(message).contains("collapsed");
            case FitOutcome.Interrupted _ -> throw new AssertionError("nobody stopped it");
          }
        }
      }
    }
  }
}
