package io.mixtura.mixture.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held against scipy.special 1.17.1, and in the end against the first terms of the series. */
class GammaFunctionsTests {

  @ParameterizedTest
  @CsvSource({
    "0.25, 2.8411591722563747",
    "0.5, 1.2703628454614782",
    "1, 0.5772156649015329",
    "1.7, 0.32208037618867646",
    "9.99, 0.050884219829260946",
    "10, 0.05083250392732497",
    "25, 0.02013331201622659",
    "100, 0.005008333250003716",
    "1e6, 5.0000008333333333e-7",
    "5e8, 1.0000000003333333e-9"
  })
  void logMinusDigamma(double x, double expected) {
    // scipy's own differences have lost as much.
    assertThat(GammaFunctions.logMinusDigamma(x)).isCloseTo(expected, withinPercentage(1e-11));
  }

  @ParameterizedTest
  @CsvSource({
    "0.25, 0.5, -1.084741573266782",
    "0.25, 1, -1.3862943611198906",
    "1.5, 8, 11.810115658432514",
    "2, 50, 152.40959258449737",
    "5, 0.5, 0.7797601372707708",
    "9.75, 0.5, 1.1258187314252837",
    "100, 1, 4.605170185988092"
  })
  void logRatio(double a, double b, double expected) {
    assertThat(GammaFunctions.logRatio(a, b)).isCloseTo(expected, within(1e-13));
  }

  /** Γ(a + n) / Γ(a) = a (a + 1) … (a + n − 1). */
  @ParameterizedTest
  @CsvSource({"0.25, 3", "7.5, 4", "5e5, 4", "5e8, 2", "0.1, 100"})
  void aWholeStepIsAProduct(double a, int n) {
    double logs = 0;
    for (int i = 0; i < n; i++) {
      logs += StrictMath.log(a + i);
    }
    assertThat(GammaFunctions.logRatio(a, n)).isCloseTo(logs, within(1e-13 * Math.max(1, logs)));
  }
}
