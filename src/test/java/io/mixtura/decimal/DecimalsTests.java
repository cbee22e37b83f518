package io.mixtura.decimal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "+1",
        "1.",
        ".5",
        "-.5e1",
        "3.6",
        "79",
        "1e22",
        "1e23",
        "1E-22",
        "1e-23",
        "9007199254740993",
        "123456789012345678901234567890",
        "0.1",
        "1e308",
        "4.9e-324",
        "1e-400",
        "0.000000000000000000000000000001",
        "1e+05",
        "1e00000005",
        "1e128",
        "1e129",
        "1e-129",
        "999999999999999999e128",
        "9007199254740993e-128",
        "9007199254740992.5",
        "4503599627370497.5",
        "562949953421312.0625",
        "900719925474099300000e-5",
        "0.00000000000000000012345678901234567",
        "100000000000000000000000",
        " 7 ",
        "\t7"
      })
  void numbersAreRoundedAsTheJdkRoundsThem(String text) {
    assertThat(Decimals.parse(text)).isEqualTo(Double.parseDouble(text.strip()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "+",
        "-",
        ".",
        "e5",
        "1e",
        "1e+",
        "1e5.",
        "1.2.3",
        "1,2",
        "--1",
        "0x1p3",
        "1d",
        "1f",
        "NaN",
        "Infinity",
        "1 2",
        "١",
        "1e5x"
      })
  void anythingElseIsNoNumber(String text) {
    assertThat(Decimals.parse(text)).isNaN();
  }

  @Test
  void beyondTheRangeIsInfinite() {
    assertThat(Decimals.parse("1e400")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Decimals.parse("-1e99999999999")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Decimals.parse("1e-99999999999")).isZero();
  }

  @Test
  void agreesWithTheJdkOnRandomNumbers() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      String text = text(random);
      assertThat(Double.doubleToRawLongBits(Decimals.parse(text)))
          .as("%s, seed %d", text, seed)
          .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
    }
  }

  private static String text(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong() & ~(1L << 62)));
      case 1 -> Long.toString(random.nextLong() >> random.nextInt(64));
      case 2 -> "%d.%d".formatted(random.nextInt(), random.nextInt(Integer.MAX_VALUE));
      case 3 -> (random.nextLong() >>> random.nextInt(64)) + "e" + (random.nextInt(290) - 145);
      case 4 -> Double.toString(random.nextGaussian());
      case 5 -> nearTie(random);
      default -> random.nextInt() + "e" + (random.nextInt(60) - 30);
    };
  }

  /** Half way between two doubles, or next to that in the last digit. */
  private static String nearTie(Random random) {
    BigDecimal odd = BigDecimal.valueOf((1L << 53) + 1 + 2 * random.nextLong(1L << 52));
    BigDecimal tie =
        random.nextBoolean()
            ? odd.multiply(BigDecimal.valueOf(1L << random.nextInt(7)))
            : odd.divide(BigDecimal.valueOf(1L << random.nextInt(7)));
    BigDecimal next = BigDecimal.valueOf(random.nextInt(3) - 1, tie.scale());
    return tie.add(next).toPlainString();
  }
}
