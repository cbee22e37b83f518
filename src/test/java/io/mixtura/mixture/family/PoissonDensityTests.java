package io.mixtura.mixture.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.special.PoissonDensity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonDensityTests {

  /** Values of Python's decimal arithmetic with 50 digits. */
  @ParameterizedTest
  @CsvSource({
    "0, 1.5, -1.5",
    "3, 2.5, -1.5428872736055899",
    "20, 18.25, -2.502314860183475",
    "21, 30, -3.954993883571645",
    "255, 200.5, -10.504468198011562",
    "256, 256, -3.6918527761122197",
    "256, 100, -88.33371094992883",
    "1000, 1000.5, -4.3730244643752485",
    "1000000, 999000, -8.327027479053644",
    "1000000000, 1000031000.5, -11.76107702130326"
  })
  void isExactForSmallAndLargeCounts(double x, double rate, double expected) {
    assertThat(new PoissonDensity(rate).log(x)).isCloseTo(expected, within(2e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 7.5, 200, 3000})
  void sumsToOne(double rate) {
    double sum = 0;
    for (int x = 0; x < 10_000; x++) {
      sum += Math.exp(new PoissonDensity(rate).log(x));
    }
    assertThat(sum).isCloseTo(1, within(1e-11));
  }

  /** Shares in the middle of a count's stretch of the distribution function are drawn as it. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 4, 50.5})
  void inversionGivesEachCountItsProbability(double rate) {
    int draws = 100_000;
    int[] seen = new int[200];
    for (int i = 0; i < draws; i++) {
      seen[(int) DiscreteSource.count(rate, (i + 0.5) / draws)]++;
    }
    for (int x = 0; x < seen.length; x++) {
      double expected = draws * Math.exp(new PoissonDensity(rate).log(x));
      assertThat((double) seen[x]).isCloseTo(expected, within(1.5));
    }
  }
}
