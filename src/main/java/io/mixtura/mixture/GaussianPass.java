package io.mixtura.mixture;

import io.mixtura.mixture.kernel.Kernels;

/** Gaussian components on a tile: log N(x | μ_k, Σ_k) and the moments about μ_k. */
final class GaussianPass implements ComponentPass {
  private static final double LOG_TWO_PI = StrictMath.log(2 * Math.PI);

  private final GaussianComponents components;
  private final Kernels kernels;
  private final int d;
  private final double[] centred;
  private final double[] weighted;
  private final double[] squaredLengths = new double[Tile.POINTS];

  GaussianPass(GaussianComponents components, Kernels kernels) {
    this.components = components;
    this.kernels = kernels;
    this.d = components.dimensions();
    this.centred = new double[d * Tile.POINTS];
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
    for (int k = 0; k < components.count(); k++) {
      components
          .covariance(k)
          .squaredLengths(kernels, x.values(), components.meanArray(k), centred, squaredLengths);
      kernels.logDensities(squaredLengths, constants[k], out, k * Tile.POINTS);
    }
  }

  @Override
  public void accumulate(Tile x, double[] responsibilities, SufficientStatistics into) {
    for (int k = 0; k < components.count(); k++) {
      int offset = k * Tile.POINTS;
      into.addCount(k, kernels.sum(responsibilities, offset));
      kernels.centre(x.values(), components.meanArray(k), d, centred);
      kernels.weigh(centred, responsibilities, offset, d, weighted);
      kernels.addSums(weighted, d, into.sums(k));
      switch (into.moments()) {
        case NONE -> {}
        case DIAGONAL -> kernels.addSquares(weighted, centred, d, into.second(k));
        case FULL -> kernels.addProducts(weighted, centred, d, into.second(k));
      }
    }
  }
}
