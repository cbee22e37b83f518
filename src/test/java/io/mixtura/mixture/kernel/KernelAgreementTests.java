package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Kernels.POINTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.kernel.KernelInputs.Kind;
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
    assertSame(kind, seed, (kernels, in) -> centred(kernels, in, d));
    assertSame(kind, seed, (kernels, in) -> squaredLengths(kernels, in, d));
    assertSame(kind, seed, (kernels, in) -> squaredLengthsDiagonal(kernels, in, d));
    assertSame(kind, seed, (kernels, in) -> weighed(kernels, in, d));
    assertSame(kind, seed, (kernels, in) -> sums(kernels, in, d));
    assertSame(kind, seed, (kernels, in) -> squares(kernels, in, d));
    assertSame(kind, seed, (kernels, in) -> products(kernels, in, d));
  }

  @ParameterizedTest(name = "{0}, k = {1}, seed {2}")
  @MethodSource("posteriors")
  void onPosteriors(Kind kind, int k, long seed) {
    assertSame(kind, seed, (kernels, in) -> logDensities(kernels, in));
    assertSame(kind, seed, (kernels, in) -> normalized(kernels, in, k));
    assertSame(kind, seed, (kernels, in) -> assigned(kernels, in, k));
  }

  private void assertSame(
      Kind kind, long seed, BiFunction<Kernels, KernelInputs, double[][]> results) {
    double[][] expected = results.apply(scalar, new KernelInputs(kind, seed));
    double[][] actual = results.apply(vector, new KernelInputs(kind, seed));
    for (int i = 0; i < expected.length; i++) {
      assertThat(KernelChecksum.bits(actual[i])).isEqualTo(KernelChecksum.bits(expected[i]));
    }
  }

  static double[][] centred(Kernels kernels, KernelInputs in, int d) {
    double[] z = new double[d * POINTS];
    kernels.centre(in.tile(d), in.vector(d), d, z);
    return new double[][] {z};
  }

  static double[][] squaredLengths(Kernels kernels, KernelInputs in, int d) {
    double[] q = new double[POINTS];
    kernels.squaredLengths(in.tile(d), in.vector(d * (d + 1) / 2), d, q);
    return new double[][] {q};
  }

  static double[][] squaredLengthsDiagonal(Kernels kernels, KernelInputs in, int d) {
    double[] q = new double[POINTS];
    kernels.squaredLengthsDiagonal(in.tile(d), in.vector(d), in.vector(d), d, q);
    return new double[][] {q};
  }

  static double[][] weighed(Kernels kernels, KernelInputs in, int d) {
    double[] w = new double[d * POINTS];
    kernels.weigh(in.tile(d), in.weights(2), POINTS, d, w);
    return new double[][] {w};
  }

  static double[][] sums(Kernels kernels, KernelInputs in, int d) {
    double[] tile = in.tile(d);
    double[] into = in.vector(d);
    kernels.addSums(tile, d, into);
    return new double[][] {into, {kernels.sum(tile, (d - 1) * POINTS)}};
  }

  static double[][] squares(Kernels kernels, KernelInputs in, int d) {
    double[] into = in.vector(d);
    kernels.addSquares(in.tile(d), in.tile(d), d, into);
    return new double[][] {into};
  }

  static double[][] products(Kernels kernels, KernelInputs in, int d) {
    double[] into = in.vector(d * (d + 1) / 2);
    kernels.addProducts(in.tile(d), in.tile(d), d, into);
    return new double[][] {into};
  }

  static double[][] logDensities(Kernels kernels, KernelInputs in) {
    double[] out = new double[2 * POINTS];
    kernels.logDensities(in.weights(1), in.vector(1)[0], out, POINTS);
    kernels.logDensities(in.weights(1), Double.NEGATIVE_INFINITY, out, 0);
    return new double[][] {out};
  }

  static double[][] normalized(Kernels kernels, KernelInputs in, int k) {
    double[] values = in.logDensities(k);
    double[] logSum = new double[POINTS];
    double[] logLargest = new double[POINTS];
    kernels.normalize(values, k, logSum, logLargest);
    return new double[][] {values, logSum, logLargest};
  }

  static double[][] assigned(Kernels kernels, KernelInputs in, int k) {
    double[] values = in.logDensities(k);
    double[] largest = new double[POINTS];
    kernels.assignHard(values, k, largest);
    return new double[][] {values, largest};
  }
}
