package io.mixtura.decimal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is {@link Double#toString(double)}. */
class SchubfachTests {
  private final byte[] bytes = new byte[3 + Schubfach.ROOM];

  private void assertAsJdk(double value, Object about) {
    bytes[2] = '#';
    int end = Schubfach.write(value, bytes, 3);
    String written = new String(bytes, 3, end - 3, StandardCharsets.US_ASCII);
    assertThat(bytes[2]).isEqualTo((byte) '#');
    // A message for each of a million numbers would take most of the time.
    if (!written.equals(Double.toString(value))) {
      assertThat(written).as("%s", about).isEqualTo(Double.toString(value));
    }
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        10,
        9_999_999,
        1e7,
        0.001,
        9.999e-4,
        0.010000000000000002,
        2e22,
        1e23,
        9.007199254740993e15,
        Double.MIN_VALUE,
        9.9e-324,
        1.5e-323,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -2.2250738585072011e-308
      })
  void theEdgesOfTheFormat(double value) {
    assertAsJdk(value, value);
  }

  @Test
  void everyPowerOfTwoAndOfTenWithItsNeighbours() {
    for (int e = -1074; e <= 1023; e++) {
      assertWithNeighbours(Math.scalb(1.0, e), "2^" + e);
    }
    for (int e = -323; e <= 308; e++) {
      assertWithNeighbours(Double.parseDouble("1e" + e), "10^" + e);
    }
  }

  private void assertWithNeighbours(double value, String name) {
    assertAsJdk(value, name);
    assertAsJdk(Math.nextUp(value), name);
    assertAsJdk(Math.nextDown(value), name);
  }

  @Test
  void numbersOfAllKinds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    DoubleSupplier[] kinds = {
      () -> Double.longBitsToDouble(random.nextLong()),
      random::nextDouble,
      () -> Math.exp(-700 * random.nextDouble()),
      () -> -50 * random.nextDouble(),
      () -> random.nextInt() / 1000.0,
      () -> random.nextLong() >> random.nextInt(64),
      () -> Math.rint(random.nextDouble() * 1e4) * 1e-9
    };
    for (int i = 0; i < 2_000_000; i++) {
      double value = kinds[i % kinds.length].getAsDouble();
      if (Double.isFinite(value)) {
        assertAsJdk(value, "seed " + seed);
      }
    }
  }
}
