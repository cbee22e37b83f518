package io.mixtura.mixture.kernel;

import io.mixtura.mixture.kernel.KernelInputs.Kind;
import java.util.Arrays;

/** One number for all that the kernels compute, to compare JVMs by. */
public final class KernelChecksum {
  /** A remainder of every kind, and small enough for an interpreter. */
  private static final int[] DIMENSIONS = {1, 2, 4, 7};

  private KernelChecksum() {}

  /** Of both twins. */
  public static long all() {
    return 31 * of(new ScalarKernels()) + of(new VectorKernels());
  }

  private static long of(Kernels kernels) {
    long checksum = 0;
    for (Kind kind : Kind.values()) {
      for (int d : DIMENSIONS) {
        checksum =
            mix(
                checksum,
                KernelAgreementTests.whitened(kernels, inputs(kind, d), Kernels.POINTS, d));
        checksum =
            mix(
                checksum,
                KernelAgreementTests.logDensities(kernels, inputs(kind, d), Kernels.POINTS, d));
        checksum =
            mix(checksum, KernelAgreementTests.sums(kernels, inputs(kind, d), Kernels.POINTS, d));
        checksum =
            mix(
                checksum,
                KernelAgreementTests.squares(kernels, inputs(kind, d), Kernels.POINTS, d));
        checksum =
            mix(
                checksum,
                KernelAgreementTests.products(kernels, inputs(kind, d), Kernels.POINTS, d));
        checksum =
            mix(
                checksum,
                KernelAgreementTests.projected(kernels, inputs(kind, d), Kernels.POINTS, d));
        checksum = mix(checksum, KernelAgreementTests.bounded(kernels, inputs(kind, d), d));
        checksum =
            mix(checksum, KernelAgreementTests.rows(kernels, inputs(kind, d), Kernels.POINTS, d));
        checksum = mix(checksum, KernelAgreementTests.selected(kernels, inputs(kind, d), d));
        checksum = mix(checksum, KernelAgreementTests.normalized(kernels, inputs(kind, d), d));
        checksum = mix(checksum, KernelAgreementTests.assigned(kernels, inputs(kind, d), d));
        checksum = mix(checksum, KernelAgreementTests.multiplied(kernels, inputs(kind, d), d));
        checksum = mix(checksum, KernelAgreementTests.thickened(kernels, inputs(kind, d), d));
      }
    }
    return checksum;
  }

  private static KernelInputs inputs(Kind kind, int d) {
    return new KernelInputs(kind, 31L * d + kind.ordinal());
  }

  private static long mix(long checksum, double[][] results) {
    long mixed = checksum;
    for (double[] result : results) {
      mixed = mixed * 1_000_003 + Arrays.hashCode(bits(result));
    }
    return mixed;
  }

  static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
