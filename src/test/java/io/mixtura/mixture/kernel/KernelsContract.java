package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Kernels.POINTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.kernel.KernelInputs.Kind;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every implementation of {@link Kernels} computes, against plain loops that share nothing
 * with it.
 *
 * <p>Tolerances are those of the error analysis: a sum of m products may be wrong by m + 2 units of
 * rounding of the sum of their absolute values, in whatever order it is taken.
 */
abstract class KernelsContract {
  private static final double UNIT = 0x1p-52;

  /** What stands in arrays before a kernel writes, and must still stand where it may not. */
  private static final double UNTOUCHED = -12345.678;

  private final Kernels kernels = kernels();

  abstract Kernels kernels();

  static Stream<Arguments> tiles() {
    return Arrays.stream(Kind.values())
        .flatMap(kind ->
            Arrays.stream(KernelInputs.DIMENSIONS)
                .mapToObj(d -> Arguments.of(kind, d, 1000L * kind.ordinal() + d)));
  }

  static Stream<Arguments> posteriors() {
    return Arrays.stream(Kind.values())
        .flatMap(kind ->
            IntStream.rangeClosed(1, 9)
                .mapToObj(k -> Arguments.of(kind, k, 2000L * kind.ordinal() + k)));
  }

  @ParameterizedTest(name = "{0}, d = {1}, seed {2}")
  @MethodSource("tiles")
  void centreSubtractsTheMean(Kind kind, int d, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    double[] x = inputs.tile(d);
    double[] mean = inputs.vector(d);
    double[] z = fresh((d + 1) * POINTS);

    kernels.centre(x, mean, d, z);

    for (int i = 0; i < d * POINTS; i++) {
      assertClose(z[i], x[i] - mean[i / POINTS], 0);
    }
    assertUntouched(z, d * POINTS, z.length);
  }

  @ParameterizedTest(name = "{0}, d = {1}, seed {2}")
  @MethodSource("tiles")
  void squaredLengthsAreThoseOfTheWhitenedPoints(Kind kind, int d, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    double[] z = inputs.tile(d);
    double[] whitening = inputs.vector(d * (d + 1) / 2);
    double[] q = fresh(POINTS + 8);

    kernels.squaredLengths(z, whitening, d, q);

    for (int p = 0; p < POINTS; p++) {
      double expected = 0;
      double magnitude = 0;
      for (int i = 0; i < d; i++) {
        double y = 0;
        double sizes = 0;
        for (int j = 0; j <= i; j++) {
          double term = whitening[i * (i + 1) / 2 + j] * z[j * POINTS + p];
          y += term;
          sizes += Math.abs(term);
        }
        expected += y * y;
        magnitude += sizes * sizes;
      }
      assertLength(q[p], expected, 4 * (d + 2) * UNIT * magnitude);
    }
    assertUntouched(q, POINTS, q.length);
  }

  @ParameterizedTest(name = "{0}, d = {1}, seed {2}")
  @MethodSource("tiles")
  void diagonalSquaredLengthsAreThoseOfTheScaledPoints(Kind kind, int d, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    double[] x = inputs.tile(d);
    double[] mean = inputs.vector(d);
    double[] whitening = inputs.vector(d);
    double[] q = fresh(POINTS + 8);

    kernels.squaredLengthsDiagonal(x, mean, whitening, d, q);

    for (int p = 0; p < POINTS; p++) {
      double expected = 0;
      for (int j = 0; j < d; j++) {
        double y = (x[j * POINTS + p] - mean[j]) * whitening[j];
        expected += y * y;
      }
      assertLength(q[p], expected, 2 * (d + 2) * UNIT * expected);
    }
    assertUntouched(q, POINTS, q.length);
  }

  @ParameterizedTest(name = "{0}, d = {1}, seed {2}")
  @MethodSource("tiles")
  void weighMultipliesPointByPoint(Kind kind, int d, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    double[] z = inputs.tile(d);
    double[] r = inputs.weights(3);
    double[] w = fresh((d + 1) * POINTS);

    kernels.weigh(z, r, 2 * POINTS, d, w);

    for (int i = 0; i < d * POINTS; i++) {
      assertClose(w[i], r[2 * POINTS + i % POINTS] * z[i], 0);
    }
    assertUntouched(w, d * POINTS, w.length);
  }

  @ParameterizedTest(name = "{0}, d = {1}, seed {2}")
  @MethodSource("tiles")
  void sumsAreAddedToWhatWasThere(Kind kind, int d, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    double[] w = inputs.tile(d);
    double[] into = filled(d + 1, 3);

    kernels.addSums(w, d, into);

    double[] ones = new double[d * POINTS];
    Arrays.fill(ones, 1);
    for (int j = 0; j < d; j++) {
      assertSumOfProducts(into[j], 3, w, j, ones, j);
      assertThat(kernels.sum(w, j * POINTS) + 3).isEqualTo(into[j]);
    }
    assertThat(into[d]).isEqualTo(3);
  }

  @ParameterizedTest(name = "{0}, d = {1}, seed {2}")
  @MethodSource("tiles")
  void squaresAreAddedToWhatWasThere(Kind kind, int d, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    double[] w = inputs.tile(d);
    double[] z = inputs.tile(d);
    double[] into = filled(d + 1, 3);

    kernels.addSquares(w, z, d, into);

    for (int j = 0; j < d; j++) {
      assertSumOfProducts(into[j], 3, w, j, z, j);
    }
    assertThat(into[d]).isEqualTo(3);
  }

  @ParameterizedTest(name = "{0}, d = {1}, seed {2}")
  @MethodSource("tiles")
  void productsAreAddedToWhatWasThere(Kind kind, int d, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    double[] w = inputs.tile(d);
    double[] z = inputs.tile(d);
    double[] into = filled(d * (d + 1) / 2 + 1, 3);

    kernels.addProducts(w, z, d, into);

    for (int i = 0, t = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, t++) {
        assertSumOfProducts(into[t], 3, w, i, z, j);
      }
    }
    assertThat(into[into.length - 1]).isEqualTo(3);
  }

  @Test
  void logDensitiesFallWithHalfTheSquaredLength() {
    double[] q = new KernelInputs(Kind.ORDINARY, 7).weights(1);
    q[5] = 1e300;
    q[6] = 0;
    double[] out = fresh(3 * POINTS);

    kernels.logDensities(q, -1.25, out, POINTS);

    for (int p = 0; p < POINTS; p++) {
      double expected = -1.25 - q[p] / 2;
      assertClose(out[POINTS + p], expected, 2 * UNIT * Math.abs(expected));
    }
    assertUntouched(out, 0, POINTS);
    assertUntouched(out, 2 * POINTS, out.length);
  }

  @Test
  void aComponentWithoutWeightHasNoDensityAnywhere() {
    double[] q = new KernelInputs(Kind.ORDINARY, 8).weights(1);
    q[0] = 1e300;
    double[] out = new double[POINTS];

    kernels.logDensities(q, Double.NEGATIVE_INFINITY, out, 0);

    assertThat(out).containsOnly(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest(name = "{0}, k = {1}, seed {2}")
  @MethodSource("posteriors")
  void responsibilitiesFollowFromLogDensities(Kind kind, int k, long seed) {
    double[] logs = new KernelInputs(kind, seed).logDensities(k);
    double[] values = Arrays.copyOf(logs, (k + 1) * POINTS);
    Arrays.fill(values, k * POINTS, values.length, UNTOUCHED);
    double[] logSum = fresh(POINTS + 4);
    double[] logLargest = fresh(POINTS + 4);

    kernels.normalize(values, k, logSum, logLargest);

    for (int p = 0; p < POINTS; p++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < k; c++) {
        largest = Math.max(largest, logs[c * POINTS + p]);
      }
      double sum = 0;
      for (int c = 0; c < k; c++) {
        sum += StrictMath.exp(logs[c * POINTS + p] - largest);
      }
      double total = 0;
      for (int c = 0; c < k; c++) {
        double expected = StrictMath.exp(logs[c * POINTS + p] - largest) / sum;
        double actual = values[c * POINTS + p];
        assertClose(actual, expected, (k + 8) * UNIT * expected + 1e-307);
        assertClose(actual, 0.5, 0.5);
        total += actual;
      }
      assertClose(total, 1, (k + 2) * UNIT);
      double logOfSum = StrictMath.log(sum);
      assertClose(logSum[p], largest + logOfSum, (k + 4) * UNIT * (Math.abs(largest) + 1));
      assertClose(logLargest[p], -logOfSum, (k + 4) * UNIT);
    }
    assertUntouched(values, k * POINTS, values.length);
    assertUntouched(logSum, POINTS, logSum.length);
    assertUntouched(logLargest, POINTS, logLargest.length);
  }

  @ParameterizedTest(name = "{0}, k = {1}, seed {2}")
  @MethodSource("posteriors")
  void theLargestValueTakesAll(Kind kind, int k, long seed) {
    double[] logs = new KernelInputs(kind, seed).logDensities(k);
    double[] values = Arrays.copyOf(logs, (k + 1) * POINTS);
    Arrays.fill(values, k * POINTS, values.length, UNTOUCHED);
    double[] largest = fresh(POINTS + 4);

    kernels.assignHard(values, k, largest);

    for (int p = 0; p < POINTS; p++) {
      int best = 0;
      for (int c = 1; c < k; c++) {
        best = logs[c * POINTS + p] > logs[best * POINTS + p] ? c : best;
      }
      assertClose(largest[p], logs[best * POINTS + p], 0);
      for (int c = 0; c < k; c++) {
        assertClose(values[c * POINTS + p], c == best ? 1 : 0, 0);
      }
    }
    assertUntouched(values, k * POINTS, values.length);
    assertUntouched(largest, POINTS, largest.length);
  }

  @Test
  void theFirstOfEqualsTakesAll() {
    double[] values = filled(5 * POINTS, -7);

    kernels.assignHard(values, 5, new double[POINTS]);

    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isEqualTo(i < POINTS ? 1.0 : 0.0);
    }
  }

  @Test
  void densitiesBelowTheExponentAreSharedOutAllTheSame() {
    double[] values = new double[3 * POINTS];
    Arrays.fill(values, 0, POINTS, -1e6);
    Arrays.fill(values, POINTS, 2 * POINTS, -1e6 + StrictMath.log(3));
    Arrays.fill(values, 2 * POINTS, 3 * POINTS, -2e6);

    kernels.normalize(values, 3, new double[POINTS], new double[POINTS]);

    assertThat(values[0]).isCloseTo(0.25, within(1e-9));
    assertThat(values[POINTS]).isCloseTo(0.75, within(1e-9));
    assertThat(values[2 * POINTS]).isEqualTo(0);
  }

  @Test
  void pointsFartherThanAnyNumberStayFinite() {
    double[] z = filled(2 * POINTS, 1e100);
    double[] q = new double[POINTS];

    kernels.squaredLengths(z, new double[] {1e100, 1e100, 1e100}, 2, q);
    assertThat(q).containsOnly(1e300);

    kernels.squaredLengthsDiagonal(z, new double[2], new double[] {1e100, 1e100}, 2, q);
    assertThat(q).containsOnly(1e300);
  }

  private static void assertSumOfProducts(
      double actual, double before, double[] a, int i, double[] b, int j) {
    double expected = before;
    double magnitude = Math.abs(before);
    for (int p = 0; p < POINTS; p++) {
      double term = a[i * POINTS + p] * b[j * POINTS + p];
      expected += term;
      magnitude += Math.abs(term);
    }
    assertClose(actual, expected, (POINTS + 2) * UNIT * magnitude);
  }

  /** Lengths are cut off at 1e300. */
  private static void assertLength(double actual, double expected, double tolerance) {
    if (expected > 1e300) {
      assertClose(actual, 1e300, 0);
    } else {
      assertClose(actual, expected, tolerance);
    }
  }

  /** Without the cost of an assertion where there is nothing to say: these are many. */
  private static void assertClose(double actual, double expected, double tolerance) {
    if (!(Math.abs(actual - expected) <= tolerance)) {
      assertThat(actual).isCloseTo(expected, within(tolerance));
    }
  }

  private static double[] fresh(int size) {
    return filled(size, UNTOUCHED);
  }

  private static double[] filled(int size, double value) {
    double[] values = new double[size];
    Arrays.fill(values, value);
    return values;
  }

  private static void assertUntouched(double[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      assertClose(values[i], UNTOUCHED, 0);
    }
  }
}
