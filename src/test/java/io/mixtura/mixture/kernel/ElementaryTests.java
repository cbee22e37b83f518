package io.mixtura.mixture.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Errors are measured against series summed in 45 decimal digits, in units of the last place of the
 * exact value.
 */
class ElementaryTests {
  private static final int ARGUMENTS = 3_000;
  private static final MathContext DIGITS = new MathContext(45);
  private static final BigDecimal LN2 =
      new BigDecimal("0.693147180559945309417232121458176568075500134360255254120680");

  @ParameterizedTest(name = "from {0} to {1}")
  @CsvSource({"-708, 0", "-40, 0", "-1, 1", "-1e-6, 1e-6", "0, 709"})
  void expIsWithinOneUnitInTheLastPlace(double from, double to) {
    assertThat(largestError(from, to, 11, Elementary::exp, x -> exp(new BigDecimal(x)), "exp"))
        .isLessThanOrEqualTo(1);
  }

  /** Sums of responsibilities before they are normalized lie between 1 and k. */
  @ParameterizedTest(name = "from {0} to {1}")
  @CsvSource({"1, 1.5", "1, 512", "0.5, 1", "0.999, 1.001", "1e-300, 1e-290", "1e290, 1e300"})
  void logIsWithinOneUnitInTheLastPlace(double from, double to) {
    assertThat(largestError(from, to, 12, Elementary::log, ElementaryTests::log, "log"))
        .isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-708.0000001, -1e10, -5e299, Double.NEGATIVE_INFINITY})
  void expOfWhatIsBelowTheExponentIsZero(double x) {
    assertThat(Elementary.exp(x)).isEqualTo(0);
  }

  @Test
  void expAndLogAreExactWhereTheyCanBe() {
    assertThat(Elementary.exp(0)).isEqualTo(1);
    assertThat(Elementary.exp(-0.0)).isEqualTo(1);
    assertThat(Elementary.log(1)).isEqualTo(0);
    for (int n = -1000; n <= 1000; n++) {
      double power = Math.scalb(1.0, n);
      double exact = LN2.multiply(BigDecimal.valueOf(n)).doubleValue();
      assertThat(Elementary.log(power)).isCloseTo(exact, within(Math.ulp(exact)));
    }
  }

  @Test
  void expNeverFallsWhereItsArgumentRises() {
    double before = 0;
    for (double x = -1; x < 1; x += 1e-4) {
      double value = Elementary.exp(x);
      assertThat(value).isGreaterThan(before);
      before = value;
    }
  }

  private static double largestError(
      double from,
      double to,
      long seed,
      DoubleUnaryOperator function,
      DoubleFunction<BigDecimal> exact,
      String name) {
    SplittableRandom random = new SplittableRandom(seed);
    double largest = 0;
    double worst = Double.NaN;
    for (int i = 0; i < ARGUMENTS; i++) {
      double x = random.nextDouble(from, to);
      BigDecimal expected = exact.apply(x);
      double ulp = Math.ulp(expected.doubleValue());
      double error =
          new BigDecimal(function.applyAsDouble(x)).subtract(expected).abs().doubleValue() / ulp;
      if (error > largest) {
        largest = error;
        worst = x;
      }
    }
    System.out.printf(
        "%s from %s to %s (seed %d): at most %.3f ulp, at %s%n",
        name, from, to, seed, largest, worst);
    return largest;
  }

  /** x = n ln2 + r, and the series of r/256, squared eight times. */
  private static BigDecimal exp(BigDecimal x) {
    int n = x.divide(LN2, DIGITS).setScale(0, RoundingMode.HALF_EVEN).intValue();
    BigDecimal r =
        x.subtract(LN2.multiply(BigDecimal.valueOf(n))).divide(BigDecimal.valueOf(256), DIGITS);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int i = 1; i <= 15; i++) {
      term = term.multiply(r, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int i = 0; i < 8; i++) {
      sum = sum.multiply(sum, DIGITS);
    }
    BigDecimal power = new BigDecimal(2).pow(Math.abs(n), DIGITS);
    return n < 0 ? sum.divide(power, DIGITS) : sum.multiply(power, DIGITS);
  }

  /** A Halley step from the library's logarithm, which leaves the cube of its error. */
  private static BigDecimal log(double x) {
    BigDecimal value = new BigDecimal(x);
    BigDecimal guess = new BigDecimal(StrictMath.log(x));
    BigDecimal power = exp(guess);
    return guess.add(
        value.subtract(power).multiply(BigDecimal.TWO).divide(value.add(power, DIGITS), DIGITS));
  }
}
