package io.mixtura.mixture;

import io.mixtura.mixture.kernel.Kernels;

/**
 * The arithmetic that this process computes with, its version and its kernels, for provenance and
 * checkpoints.
 */
public final class Numerics {
  private Numerics() {}

  /** The version: processes of equal versions get equal bits from equal requests. */
  public static int version() {
    return Kernels.NUMERICS;
  }

  /** The kernels that do the work, which do not change the bits. */
  public static String kernel() {
    return Kernels.best().name();
  }
}
