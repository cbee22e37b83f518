package io.mixtura.mixture;

import io.mixtura.mixture.kernel.Kernels;

/** Gaussian components on a tile: log N(x | μ_k, Σ_k) and the moments about μ_k. */
final class GaussianPass implements ComponentPass {
  private static final double LOG_TWO_PI = StrictMath.log(2 * Math.PI);

  private final GaussianComponents components;
  private final Kernels kernels;
  private final int d;
  private final GaussianLogDensities logDensities;
  private final SparsePoints sparse;
  private final double[] roots = new double[Tile.POINTS];
  private final double[] weighted;

  GaussianPass(GaussianComponents components, Kernels kernels) {
    this.components = components;
    this.kernels = kernels;
    this.d = components.dimensions();
    this.logDensities = GaussianLogDensities.of(components, kernels);
    this.sparse = new SparsePoints(d);
    this.weighted = new double[d * Tile.POINTS];
  }

  /** −½ (d log 2π + log |Σ_k|). */
  @Override
  public double[] logNormalizers() {
    double[] logs = new double[components.count()];
    for (int k = 0; k < logs.length; k++) {
      logs[k] = -(d * LOG_TWO_PI + components.covariance(k).logDeterminant()) / 2;
    }
    return logs;
  }

  /** −½ (x−μ_k)ᵀ Σ_k⁻¹ (x−μ_k). */
  @Override
  public void logKernels(Tile x, double[] constants, double[] out) {
    logDensities.fill(x, constants, out);
  }

  @Override
  public void accumulate(Tile x, double[] responsibilities, SufficientStatistics into) {
    for (int k = 0; k < components.count(); k++) {
      int offset = k * Tile.POINTS;
      double count = kernels.sum(responsibilities, offset);
      into.addCount(k, count);
      if (count < SparsePoints.FEW && sparse.take(x, responsibilities, offset)) {
        add(k, sparse.values(), sparse.panels(), sparse.weights(), 0, into);
      } else {
        add(k, x.values(), x.panels(), responsibilities, offset, into);
      }
    }
  }

  private void add(
      int k, double[] x, int points, double[] r, int offset, SufficientStatistics into) {
    double[] mean = components.meanArray(k);
    switch (into.moments()) {
      case NONE -> kernels.addSums(x, points, mean, r, offset, d, into.sums(k));
      case DIAGONAL ->
          kernels.addSquares(x, points, mean, r, offset, d, into.sums(k), into.second(k));
      case FULL -> {
        kernels.weigh(x, points, mean, r, offset, d, roots, weighted, into.sums(k));
        kernels.addProducts(weighted, points, d, into.second(k));
      }
    }
  }
}
