package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Kernels.LANES;

/** The logical lanes of a sum over points, which are added in a fixed order at its end. */
final class Lanes {
  private final double[] sums = new double[LANES];

  /** Adds a product to the lane of a point. */
  void add(int point, double a, double b) {
    int lane = point % LANES;
    sums[lane] = Math.fma(a, b, sums[lane]);
  }

  double total() {
    return total(sums, 0);
  }

  /** Halves first, then neighbours: the order in which vectors of eight add cheapest. */
  static double total(double[] lanes, int at) {
    return (lanes[at] + lanes[at + 4])
        + (lanes[at + 1] + lanes[at + 5])
        + ((lanes[at + 2] + lanes[at + 6]) + (lanes[at + 3] + lanes[at + 7]));
  }
}
