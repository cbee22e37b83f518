package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Kernels.DIRECTIONS;
import static io.mixtura.mixture.kernel.Kernels.OUTLINE;
import static io.mixtura.mixture.kernel.Kernels.PANEL;
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
  void whitenMultipliesTheDifferencesToTheMean(Kind kind, int d, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    double[] x = inputs.tile(d);
    double[] mean = inputs.vector(d);
    double[] whitening = inputs.vector(PairedRows.length(d));
    double[] y = fresh((d + 1) * POINTS);
    int points = points(seed);

    kernels.whiten(x, points, mean, whitening, d, new double[d * PANEL], y);

    for (int p = 0; p < points; p++) {
      for (int i = 0; i < d; i++) {
        double expected = 0;
        double magnitude = 0;
        for (int j = 0; j <= i; j++) {
          double term = whitening[PairedRows.index(i, j)] * (x[j * POINTS + p] - mean[j]);
          expected += term;
          magnitude += Math.abs(term);
        }
        assertClose(y[i * POINTS + p], expected, (d + 2) * UNIT * magnitude);
      }
    }
    for (int i = 0; i < d; i++) {
      assertUntouched(y, i * POINTS + points, (i + 1) * POINTS);
    }
    assertUntouched(y, d * POINTS, y.length);
  }

  @ParameterizedTest(name = "{0}, d = {1}, seed {2}")
  @MethodSource("tiles")
  void logDensitiesAreThoseOfTheWhitenedPoints(Kind kind, int d, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    double[] x = inputs.tile(d);
    double[] mean = inputs.vector(d);
    double[] whitening = inputs.vector(PairedRows.length(d));
    double[] out = fresh(3 * POINTS);
    int points = points(seed);

    kernels.logDensities(x, points, mean, whitening, d, -1.25, new double[d * PANEL], out, POINTS);

    for (int p = 0; p < points; p++) {
      double length = 0;
      double magnitude = 0;
      for (int i = 0; i < d; i++) {
        double y = 0;
        double sizes = 0;
        for (int j = 0; j <= i; j++) {
          double term = whitening[PairedRows.index(i, j)] * (x[j * POINTS + p] - mean[j]);
          y += term;
          sizes += Math.abs(term);
        }
        length += y * y;
        magnitude += sizes * sizes;
      }
      assertLogDensity(out[POINTS + p], -1.25, length, 4 * (d + 2) * UNIT * magnitude);
    }
    assertUntouchedAround(out, points);
  }

  @ParameterizedTest(name = "{0}, d = {1}, seed {2}")
  @MethodSource("tiles")
  void diagonalLogDensitiesAreThoseOfTheScaledPoints(Kind kind, int d, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    double[] x = inputs.tile(d);
    double[] mean = inputs.vector(d);
    double[] whitening = inputs.vector(d);
    double[] out = fresh(3 * POINTS);
    int points = points(seed);

    kernels.logDensitiesDiagonal(x, points, mean, whitening, d, -1.25, out, POINTS);

    for (int p = 0; p < points; p++) {
      double length = 0;
      for (int j = 0; j < d; j++) {
        double y = (x[j * POINTS + p] - mean[j]) * whitening[j];
        length += y * y;
      }
      assertLogDensity(out[POINTS + p], -1.25, length, 2 * (d + 2) * UNIT * length);
    }
    assertUntouchedAround(out, points);
  }

  @ParameterizedTest(name = "{0}, d = {1}, seed {2}")
  @MethodSource("tiles")
  void sphericalLogDensitiesAreThoseOfTheDistances(Kind kind, int d, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    double[] x = inputs.tile(d);
    double[] mean = inputs.vector(d);
    double[] out = fresh(3 * POINTS);
    int points = points(seed);

    kernels.logDensitiesSpherical(x, points, mean, 0.75, d, -1.25, out, POINTS);

    for (int p = 0; p < points; p++) {
      double length = 0;
      for (int j = 0; j < d; j++) {
        double z = x[j * POINTS + p] - mean[j];
        length += 0.75 * z * z;
      }
      assertLogDensity(out[POINTS + p], -1.25, length, 2 * (d + 3) * UNIT * length);
    }
    assertUntouchedAround(out, points);
  }

  @ParameterizedTest(name = "{0}, d = {1}, seed {2}")
  @MethodSource("tiles")
  void sumsAreAddedToWhatWasThere(Kind kind, int d, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    double[] x = inputs.tile(d);
    double[] mean = inputs.vector(d);
    double[] r = inputs.weights(2);
    double[] into = filled(d + 1, 3);
    int points = points(seed);

    kernels.addSums(x, points, mean, r, POINTS, d, into);

    assertSums(into, x, points, mean, r, d);
  }

  @ParameterizedTest(name = "{0}, d = {1}, seed {2}")
  @MethodSource("tiles")
  void squaresAreAddedToWhatWasThere(Kind kind, int d, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    double[] x = inputs.tile(d);
    double[] mean = inputs.vector(d);
    double[] r = inputs.weights(2);
    double[] sums = filled(d + 1, 3);
    double[] squares = filled(d + 1, 3);
    int points = points(seed);

    kernels.addSquares(x, points, mean, r, POINTS, d, sums, squares);

    assertSums(sums, x, points, mean, r, d);
    for (int j = 0; j < d; j++) {
      double expected = 3;
      for (int p = 0; p < points; p++) {
        double z = x[j * POINTS + p] - mean[j];
        expected += r[POINTS + p] * z * z;
      }
      assertClose(squares[j], expected, (POINTS + 4) * UNIT * expected);
    }
    assertThat(squares[d]).isEqualTo(3);
  }

  @ParameterizedTest(name = "{0}, d = {1}, seed {2}")
  @MethodSource("tiles")
  void momentsAreAddedToWhatWasThere(Kind kind, int d, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    double[] x = inputs.tile(d);
    double[] mean = inputs.vector(d);
    double[] r = inputs.weights(2);
    double[] scratch = fresh((d + 1) * POINTS);
    double[] sums = filled(d + 1, 3);
    double[] products = filled(d * (d + 1) / 2 + 1, 3);
    int points = points(seed);

    kernels.addMoments(x, points, mean, r, POINTS, d, new double[POINTS], scratch, sums, products);

    assertSums(sums, x, points, mean, r, d);
    double[] v = new double[d * POINTS];
    for (int i = 0; i < v.length; i++) {
      v[i] = StrictMath.sqrt(r[POINTS + i % POINTS]) * (x[i] - mean[i / POINTS]);
    }
    for (int i = 0, t = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, t++) {
        assertSumOfProducts(products[t], v, i, v, j, points);
      }
    }
    assertThat(products[products.length - 1]).isEqualTo(3);
    assertUntouched(scratch, d * POINTS, scratch.length);
  }

  @ParameterizedTest(name = "{0}, d = {1}, seed {2}")
  @MethodSource("tiles")
  void projectMultipliesTheDifferencesToTheMean(Kind kind, int d, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    double[] x = inputs.tile(d);
    double[] mean = inputs.vector(d);
    double[] projection = inputs.vector(3 * d);
    double[] y = fresh(4 * POINTS);
    int points = points(seed);

    kernels.project(x, points, mean, projection, 3, d, y);

    for (int i = 0; i < 3; i++) {
      for (int p = 0; p < points; p++) {
        double expected = 0;
        double magnitude = 0;
        for (int j = 0; j < d; j++) {
          double term = projection[i * d + j] * (x[j * POINTS + p] - mean[j]);
          expected += term;
          magnitude += Math.abs(term);
        }
        assertClose(y[i * POINTS + p], expected, (d + 2) * UNIT * magnitude);
      }
      assertUntouched(y, i * POINTS + points, (i + 1) * POINTS);
    }
    assertUntouched(y, 3 * POINTS, y.length);
  }

  @ParameterizedTest(name = "{0}, k = {1}, seed {2}")
  @MethodSource("posteriors")
  void boundsAreThoseOfBallsAndOfEllipsoids(Kind kind, int k, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    double[] y = inputs.tile(DIRECTIONS);
    double[] outlines = inputs.outlines(k);
    double[] constants = inputs.vector(k);
    double[] bounds = fresh(k * PANEL + 4);
    double[] highest = fresh(POINTS);
    double[] owners = fresh(POINTS);

    kernels.bound(y, PANEL, outlines, constants, bounds, highest, owners);

    double[] panel = new double[DIRECTIONS * PANEL];
    double[] single = new double[POINTS];
    for (int p = PANEL; p < 2 * PANEL; p++) {
      int owner = 0;
      for (int c = 0; c < k; c++) {
        int at = c * OUTLINE;
        double[] mean = Arrays.copyOfRange(outlines, at, at + DIRECTIONS);
        double precision = outlines[at + DIRECTIONS];
        double constant = constants[c];
        if (precision > 0) {
          kernels.logDensitiesSpherical(
              y, 2 * PANEL, mean, precision, DIRECTIONS, constant, single, 0);
        } else {
          double[] whitening = paired(outlines, at + DIRECTIONS + 1);
          kernels.logDensities(
              y, 2 * PANEL, mean, whitening, DIRECTIONS, constant, panel, single, 0);
        }
        assertClose(bounds[c * PANEL + p - PANEL], single[p], 0);
        owner = single[p] > bounds[owner * PANEL + p - PANEL] ? c : owner;
      }
      assertClose(owners[p], owner, 0);
      assertClose(highest[p], bounds[owner * PANEL + p - PANEL], 0);
    }
    assertUntouched(bounds, k * PANEL, bounds.length);
    assertUntouched(highest, 0, PANEL);
    assertUntouched(owners, 2 * PANEL, POINTS);
  }

  /** The rows of a triangle one after the other, as {@link PairedRows}. */
  private static double[] paired(double[] rows, int from) {
    double[] paired = new double[PairedRows.length(DIRECTIONS)];
    for (int i = 0, t = from; i < DIRECTIONS; i++) {
      for (int j = 0; j <= i; j++, t++) {
        paired[PairedRows.index(i, j)] = rows[t];
      }
    }
    return paired;
  }

  @ParameterizedTest(name = "{0}, k = {1}, seed {2}")
  @MethodSource("posteriors")
  void boundsAboveTheirFloorsAreFound(Kind kind, int k, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    double[] bounds = Arrays.copyOf(inputs.logDensities(k), k * PANEL);
    double[] floors = inputs.logDensities(1);
    int[] into = new int[k * PANEL];

    int count = kernels.selectBounds(bounds, k, floors, PANEL, into);

    assertThat(Arrays.copyOf(into, count))
        .isEqualTo(
            IntStream.range(0, k * PANEL)
                .filter(at -> bounds[at] > floors[PANEL + at % PANEL])
                .toArray());
  }

  /** In rows or in a tile, the same points have the same densities and moments, bit for bit. */
  @ParameterizedTest(name = "{0}, d = {1}, seed {2}")
  @MethodSource("tiles")
  void rowsAreWorthWhatTheyAreInATile(Kind kind, int d, long seed) {
    KernelInputs inputs = new KernelInputs(kind, seed);
    int stride = ColumnBlocks.stride(d);
    double[] rows = inputs.rows(d);
    double[] x = new double[d * POINTS];
    Arrays.setAll(x, i -> rows[i % POINTS * stride + i / POINTS]);
    double[] columns = inputs.columns(d);
    double[] whitening = new double[PairedRows.length(d)];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        whitening[PairedRows.index(i, j)] = columns[ColumnBlocks.index(i, j)];
      }
    }
    double[] mean = Arrays.copyOf(inputs.vector(d), stride);
    double[] r = inputs.weights(1);
    int[] some = {7, 3, 250, 8, 100, 33};
    double[] out = fresh(2 * POINTS);
    double[] sums = filled(d, 3);
    double[] products = filled(d * (d + 1) / 2, 3);

    kernels.logDensitiesOfRows(
        rows, some, 1, 6, mean, columns, d, -1.25, new double[4 * stride], out, POINTS);
    kernels.addMomentsOfRows(
        rows, 3 * PANEL + 8, mean, r, d, new double[(stride + 1) * POINTS], sums, products);

    double[] inTile = new double[POINTS];
    kernels.logDensities(x, POINTS, mean, whitening, d, -1.25, new double[d * PANEL], inTile, 0);
    double[] expected = fresh(2 * POINTS);
    for (int i = 1; i < some.length; i++) {
      expected[POINTS + some[i]] = inTile[some[i]];
    }
    assertThat(out).isEqualTo(expected);
    double[] v = new double[d * POINTS];
    double[] sumsOfTile = filled(d, 3);
    double[] productsOfTile = filled(products.length, 3);
    kernels.addMoments(
        x, 3 * PANEL + 8, mean, r, 0, d, new double[POINTS], v, sumsOfTile, productsOfTile);
    assertThat(sums).isEqualTo(sumsOfTile);
    assertThat(products).isEqualTo(productsOfTile);
  }

  @ParameterizedTest(name = "{0}, k = {1}, seed {2}")
  @MethodSource("posteriors")
  void selectFindsWhatLiesAboveItsFloor(Kind kind, int k, long seed) {
    double[] values = new KernelInputs(kind, seed).logDensities(k + 1);
    int[] into = new int[POINTS];
    int points = points(seed);

    int count = kernels.select(values, k * POINTS, points, values, into);

    assertThat(Arrays.copyOf(into, count))
        .isEqualTo(
            IntStream.range(0, points).filter(p -> values[k * POINTS + p] > values[p]).toArray());
  }

  @Test
  void theSumIsThatOfOneRow() {
    double[] values = new KernelInputs(Kind.ORDINARY, 7).tile(3);
    double expected = 0;
    for (int p = POINTS; p < 2 * POINTS; p++) {
      expected += values[p];
    }
    assertThat(kernels.sum(values, POINTS)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void aComponentWithoutWeightHasNoDensityAnywhere() {
    double[] x = new KernelInputs(Kind.EXTREME, 8).tile(1);
    double[] out = new double[POINTS];

    kernels.logDensities(
        x,
        POINTS,
        new double[1],
        new double[] {1},
        1,
        Double.NEGATIVE_INFINITY,
        new double[PANEL],
        out,
        0);

    assertThat(out).containsOnly(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest(name = "{0}, k = {1}, seed {2}")
  @MethodSource("posteriors")
  void responsibilitiesFollowFromLogDensities(Kind kind, int k, long seed) {
    double[] logs = new KernelInputs(kind, seed).logDensities(k);
    double[] values = Arrays.copyOf(logs, (k + 1) * POINTS);
    Arrays.fill(values, k * POINTS, values.length, UNTOUCHED);
    int points = points(seed);
    double[] logSum = fresh(POINTS + 4);
    double[] logLargest = fresh(POINTS + 4);

    kernels.normalize(values, points, k, logSum, logLargest);

    for (int p = 0; p < points; p++) {
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
    assertLeftAlone(values, logs, points, k);
    assertUntouched(values, k * POINTS, values.length);
    assertUntouched(logSum, points, logSum.length);
    assertUntouched(logLargest, points, logLargest.length);
  }

  @ParameterizedTest(name = "{0}, k = {1}, seed {2}")
  @MethodSource("posteriors")
  void theLargestValueTakesAll(Kind kind, int k, long seed) {
    double[] logs = new KernelInputs(kind, seed).logDensities(k);
    double[] values = Arrays.copyOf(logs, (k + 1) * POINTS);
    Arrays.fill(values, k * POINTS, values.length, UNTOUCHED);
    int points = points(seed);
    double[] largest = fresh(POINTS + 4);

    kernels.assignHard(values, points, k, largest);

    for (int p = 0; p < points; p++) {
      int best = 0;
      for (int c = 1; c < k; c++) {
        best = logs[c * POINTS + p] > logs[best * POINTS + p] ? c : best;
      }
      assertClose(largest[p], logs[best * POINTS + p], 0);
      for (int c = 0; c < k; c++) {
        assertClose(values[c * POINTS + p], c == best ? 1 : 0, 0);
      }
    }
    assertLeftAlone(values, logs, points, k);
    assertUntouched(values, k * POINTS, values.length);
    assertUntouched(largest, points, largest.length);
  }

  @ParameterizedTest(name = "{0}, k = {1}, seed {2}")
  @MethodSource("posteriors")
  void everyRowIsMultipliedByTheSameFactors(Kind kind, int k, long seed) {
    KernelInputs in = new KernelInputs(kind, seed);
    double[] before = in.tile(k);
    double[] factors = in.tile(1);
    double[] values = Arrays.copyOf(before, (k + 1) * POINTS);
    Arrays.fill(values, k * POINTS, values.length, UNTOUCHED);

    kernels.multiply(values, k, factors);

    for (int i = 0; i < k * POINTS; i++) {
      assertClose(values[i], before[i] * factors[i % POINTS], 0);
    }
    assertUntouched(values, k * POINTS, values.length);
  }

  @ParameterizedTest(name = "{0}, ν = {1}, seed {2}")
  @MethodSource("posteriors")
  void thickTailsFollowTheirLaw(Kind kind, int degrees, long seed) {
    double[] values = new KernelInputs(kind, seed).halvedLengths();
    double[] before = values.clone();
    double[] weights = new double[2 * POINTS];
    double[] logs = new double[2 * POINTS];
    kernels.thicken(values, POINTS, 5 * PANEL, degrees, 3, 0.25, weights, logs);
    for (int i = POINTS; i < POINTS + 5 * PANEL; i++) {
      double q = -2 * before[i];
      double log = Math.log1p(q / degrees);
      assertClose(logs[i], log, 4 * UNIT * log + Double.MIN_NORMAL);
      double weight = (degrees + 3) / (degrees + q);
      double logDensity = 0.25 - (degrees + 3) / 2.0 * log;
      assertClose(weights[i], weight, 4 * UNIT * weight);
      assertClose(values[i], logDensity, 8 * UNIT * (0.25 + Math.abs(logDensity)));
    }
    for (int i = 0; i < values.length; i++) {
      if (i < POINTS || i >= POINTS + 5 * PANEL) {
        assertThat(values[i]).isEqualTo(before[i]);
        assertThat(weights[i]).isZero();
        assertThat(logs[i]).isZero();
      }
    }
  }

  @Test
  void theFirstOfEqualsTakesAll() {
    double[] values = filled(5 * POINTS, -7);

    kernels.assignHard(values, POINTS, 5, new double[POINTS]);

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

    kernels.normalize(values, POINTS, 3, new double[POINTS], new double[POINTS]);

    assertThat(values[0]).isCloseTo(0.25, within(1e-9));
    assertThat(values[POINTS]).isCloseTo(0.75, within(1e-9));
    assertThat(values[2 * POINTS]).isEqualTo(0);
  }

  /** What is in no list is as good as a density of zero, and is not touched. */
  @ParameterizedTest(name = "{0}, k = {1}, seed {2}")
  @MethodSource("posteriors")
  void listedPairsAreNormalizedAsIfThereWereNoOthers(Kind kind, int k, long seed) {
    double[] some = new KernelInputs(kind, seed).logDensities(k);
    double[] all = some.clone();
    int[][] points = new int[k][POINTS];
    int[] sizes = new int[k];
    for (int p = 0; p < POINTS; p++) {
      for (int c = 0; c < k; c++) {
        if (c == p % k || (p + c) % 3 == 0) {
          points[c][sizes[c]++] = p;
        } else {
          all[c * POINTS + p] = Double.NEGATIVE_INFINITY;
          some[c * POINTS + p] = UNTOUCHED;
        }
      }
    }
    double[] logSum = new double[POINTS];
    double[] logLargest = new double[POINTS];
    double[] expectedLogSum = new double[POINTS];
    double[] expectedLogLargest = new double[POINTS];

    kernels.normalizeSome(some, points, sizes, POINTS, logSum, logLargest);

    kernels.normalize(all, POINTS, k, expectedLogSum, expectedLogLargest);
    for (int i = 0; i < k * POINTS; i++) {
      all[i] = some[i] == UNTOUCHED ? UNTOUCHED : all[i];
    }
    assertThat(some).isEqualTo(all);
    assertThat(logSum).isEqualTo(expectedLogSum);
    assertThat(logLargest).isEqualTo(expectedLogLargest);
  }

  @Test
  void pointsFartherThanAnyNumberStayFinite() {
    double[] x = filled(2 * POINTS, 1e100);
    double[] origin = new double[2];
    double[] huge = filled(PairedRows.length(2), 1e100);
    double[] out = new double[POINTS];

    kernels.logDensities(x, POINTS, origin, huge, 2, 0, new double[2 * PANEL], out, 0);
    assertThat(out).containsOnly(-5e299);

    kernels.logDensitiesDiagonal(x, POINTS, origin, huge, 2, 0, out, 0);
    assertThat(out).containsOnly(-5e299);

    kernels.logDensitiesSpherical(x, POINTS, origin, 1e200, 2, 0, out, 0);
    assertThat(out).containsOnly(-5e299);
  }

  /** All points of a tile, or some of its panels. */
  private static int points(long seed) {
    return seed % 2 == 0 ? POINTS : 3 * PANEL;
  }

  private static void assertSums(
      double[] into, double[] x, int points, double[] mean, double[] r, int d) {
    double[] z = new double[d * POINTS];
    Arrays.setAll(z, i -> x[i] - mean[i / POINTS]);
    for (int j = 0; j < d; j++) {
      assertSumOfProducts(into[j], r, 1, z, j, points);
    }
    assertThat(into[d]).isEqualTo(3);
  }

  /** Added to 3. */
  private static void assertSumOfProducts(
      double actual, double[] a, int i, double[] b, int j, int points) {
    double expected = 3;
    double magnitude = 3;
    for (int p = 0; p < points; p++) {
      double term = a[i * POINTS + p] * b[j * POINTS + p];
      expected += term;
      magnitude += Math.abs(term);
    }
    assertClose(actual, expected, (POINTS + 2) * UNIT * magnitude);
  }

  /** Lengths are cut off at 1e300. */
  private static void assertLogDensity(
      double actual, double constant, double length, double tolerance) {
    if (length > 1e300) {
      assertClose(actual, -5e299, 0);
    } else {
      double expected = constant - length / 2;
      assertClose(actual, expected, tolerance / 2 + 2 * UNIT * Math.abs(expected));
    }
  }

  /** Without the cost of an assertion where there is nothing to say: these are many. */
  private static void assertClose(double actual, double expected, double tolerance) {
    if (actual != expected && !(Math.abs(actual - expected) <= tolerance)) {
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

  private static void assertLeftAlone(double[] values, double[] before, int points, int k) {
    for (int c = 0; c < k; c++) {
      for (int p = points; p < POINTS; p++) {
        assertClose(values[c * POINTS + p], before[c * POINTS + p], 0);
      }
    }
  }

  private static void assertUntouchedAround(double[] out, int points) {
    assertUntouched(out, 0, POINTS);
    assertUntouched(out, POINTS + points, out.length);
  }

  private static void assertUntouched(double[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      assertClose(values[i], UNTOUCHED, 0);
    }
  }
}
