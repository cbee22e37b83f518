package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Kernels.DIRECTIONS;
import static io.mixtura.mixture.kernel.Kernels.PANEL;
import static io.mixtura.mixture.kernel.Kernels.POINTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.kernel.KernelInputs.Kind;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The twins give the same bits. */
class KernelAgreementTests {
  private final Kernels scalar = new ScalarKernels();
  private final Kernels vector = new VectorKernels();

  static Stream<Arguments> tiles() {
    return KernelsContract.tiles();
  }

  static Stream<Arguments> posteriors() {
    return KernelsContract.posteriors();
  }

  @ParameterizedTest(name = "{0}, d = {1}, seed {2}")
  @MethodSource("tiles")
  void onTiles(Kind kind, int d, long seed) {
    for (int points : new int[] {POINTS, 5 * PANEL}) {
      assertSame(kind, seed, (kernels, in) -> whitened(kernels, in, points, d));
      assertSame(kind, seed, (kernels, in) -> projected(kernels, in, points, d));
      assertSame(kind, seed, (kernels, in) -> logDensities(kernels, in, points, d));
      assertSame(kind, seed, (kernels, in) -> sums(kernels, in, points, d));
      assertSame(kind, seed, (kernels, in) -> squares(kernels, in, points, d));
      assertSame(kind, seed, (kernels, in) -> products(kernels, in, points, d));
      assertSame(kind, seed, (kernels, in) -> rows(kernels, in, points, d));
    }
  }

  @ParameterizedTest(name = "{0}, k = {1}, seed {2}")
  @MethodSource("posteriors")
  void onPosteriors(Kind kind, int k, long seed) {
    assertSame(kind, seed, (kernels, in) -> normalized(kernels, in, k));
    assertSame(kind, seed, (kernels, in) -> bounded(kernels, in, k));
    assertSame(kind, seed, (kernels, in) -> selected(kernels, in, k));
    assertSame(kind, seed, (kernels, in) -> assigned(kernels, in, k));
    assertSame(kind, seed, (kernels, in) -> multiplied(kernels, in, k));
    assertSame(kind, seed, (kernels, in) -> thickened(kernels, in, k));
  }

  private void assertSame(
      Kind kind, long seed, BiFunction<Kernels, KernelInputs, double[][]> results) {
    double[][] expected = results.apply(scalar, new KernelInputs(kind, seed));
    double[][] actual = results.apply(vector, new KernelInputs(kind, seed));
    for (int i = 0; i < expected.length; i++) {
      assertThat(KernelChecksum.bits(actual[i])).isEqualTo(KernelChecksum.bits(expected[i]));
    }
  }

  static double[][] whitened(Kernels kernels, KernelInputs in, int points, int d) {
    double[] y = new double[d * POINTS];
    double[] panel = new double[d * PANEL];
    kernels.whiten(in.tile(d), points, in.vector(d), in.vector(PairedRows.length(d)), d, panel, y);
    return new double[][] {y};
  }

  static double[][] thickened(Kernels kernels, KernelInputs in, int k) {
    double[] values = in.halvedLengths();
    double[] weights = new double[2 * POINTS];
    double[] logs = new double[2 * POINTS];
    kernels.thicken(values, POINTS, 5 * PANEL, k - 0.5, k, -1.5, weights, logs);
    return new double[][] {values, weights, logs};
  }

  static double[][] projected(Kernels kernels, KernelInputs in, int points, int d) {
    double[] y = new double[2 * POINTS];
    kernels.project(in.tile(d), points, in.vector(d), in.vector(2 * d), 2, d, y);
    return new double[][] {y};
  }

  static double[][] bounded(Kernels kernels, KernelInputs in, int k) {
    double[] bounds = new double[k * PANEL];
    double[] highest = new double[POINTS];
    double[] owners = new double[POINTS];
    double[] y = in.tile(DIRECTIONS);
    kernels.bound(y, PANEL, in.outlines(k), in.vector(k), bounds, highest, owners);
    int[] into = new int[k * PANEL];
    int count = kernels.selectBounds(bounds, k, in.logDensities(1), PANEL, into);
    double[] selected = Arrays.stream(into).limit(count).asDoubleStream().toArray();
    return new double[][] {bounds, highest, owners, selected};
  }

  static double[][] rows(Kernels kernels, KernelInputs in, int points, int d) {
    double[] rows = in.rows(d);
    double[] mean = Arrays.copyOf(in.vector(d), ColumnBlocks.stride(d));
    double[] out = new double[POINTS];
    double[] columns = in.columns(d);
    double[] scratch = new double[4 * mean.length];
    int[] some = {3, 9, 200, 17, 255, 0, 1};
    kernels.logDensitiesOfRows(rows, some, 1, 6, mean, columns, d, 0.5, scratch, out, 0);
    double[] sums = in.vector(d);
    double[] products = in.vector(d * (d + 1) / 2);
    double[] v = new double[(mean.length + 1) * POINTS];
    kernels.addMomentsOfRows(rows, points, mean, in.weights(1), d, v, sums, products);
    return new double[][] {out, sums, products};
  }

  static double[][] selected(Kernels kernels, KernelInputs in, int k) {
    int[] into = new int[POINTS];
    double[] floors = in.logDensities(1);
    int count = kernels.select(in.logDensities(k), (k - 1) * POINTS, POINTS, floors, into);
    return new double[][] {Arrays.stream(into).limit(count).asDoubleStream().toArray()};
  }

  static double[][] logDensities(Kernels kernels, KernelInputs in, int points, int d) {
    double[] out = new double[4 * POINTS];
    double[] panel = new double[d * PANEL];
    double[] x = in.tile(d);
    double[] mean = in.vector(d);
    double[] whitening = in.vector(PairedRows.length(d));
    double c = in.vector(1)[0];
    double never = Double.NEGATIVE_INFINITY;
    kernels.logDensities(x, points, mean, whitening, d, c, panel, out, 0);
    kernels.logDensitiesDiagonal(x, points, mean, whitening, d, c, out, POINTS);
    kernels.logDensitiesSpherical(x, points, mean, 0.3, d, c, out, 2 * POINTS);
    kernels.logDensities(x, points, mean, whitening, d, never, panel, out, 3 * POINTS);
    return new double[][] {out};
  }

  static double[][] sums(Kernels kernels, KernelInputs in, int points, int d) {
    double[] x = in.tile(d);
    double[] into = in.vector(d);
    kernels.addSums(x, points, in.vector(d), in.weights(2), POINTS, d, into);
    double[] ofRows = new double[d];
    kernels.sums(x, d, points, ofRows);
    return new double[][] {into, {kernels.sum(x, (d - 1) * POINTS)}, ofRows};
  }

  static double[][] squares(Kernels kernels, KernelInputs in, int points, int d) {
    double[] sums = in.vector(d);
    double[] squares = in.vector(d);
    kernels.addSquares(in.tile(d), points, in.vector(d), in.weights(2), POINTS, d, sums, squares);
    return new double[][] {sums, squares};
  }

  static double[][] products(Kernels kernels, KernelInputs in, int points, int d) {
    double[] sums = in.vector(d);
    double[] products = in.vector(d * (d + 1) / 2);
    double[] v = new double[d * POINTS];
    double[] roots = new double[POINTS];
    kernels.addMoments(
        in.tile(d), points, in.vector(d), in.weights(2), POINTS, d, roots, v, sums, products);
    return new double[][] {sums, v, products};
  }

  static double[][] normalized(Kernels kernels, KernelInputs in, int k) {
    double[] values = in.logDensities(k);
    double[] logSum = new double[POINTS];
    double[] logLargest = new double[POINTS];
    kernels.normalize(values, 3 * PANEL, k, logSum, logLargest);
    return new double[][] {values, logSum, logLargest};
  }

  static double[][] assigned(Kernels kernels, KernelInputs in, int k) {
    double[] values = in.logDensities(k);
    double[] largest = new double[POINTS];
    kernels.assignHard(values, 3 * PANEL, k, largest);
    return new double[][] {values, largest};
  }

  static double[][] multiplied(Kernels kernels, KernelInputs in, int k) {
    double[] values = in.tile(k);
    kernels.multiply(values, k, in.tile(1));
    return new double[][] {values};
  }
}
