package io.mixtura.assignment;

import io.mixtura.mixture.MixtureModel;

/** The densities of a mixture in two dimensions, written down from the textbook. */
final class Gaussians {
  private Gaussians() {}

  /** log (π_k N(x; μ_k, Σ_k)). */
  static double logWeightedDensity(MixtureModel model, int k, double x, double y) {
    double[] mean = model.mean(k);
    double[][] s = model.covariance(k);
    double determinant = s[0][0] * s[1][1] - s[0][1] * s[1][0];
    double dx = x - mean[0];
    double dy = y - mean[1];
    double squaredLength =
        (s[1][1] * dx * dx - 2 * s[0][1] * dx * dy + s[0][0] * dy * dy) / determinant;
    return Math.log(model.weight(k))
        - Math.log(2 * Math.PI)
        - 0.5 * Math.log(determinant)
        - 0.5 * squaredLength;
  }

  /** log p(x). */
  static double logDensity(MixtureModel model, double x, double y) {
    double sum = 0;
    for (int k = 0; k < model.components(); k++) {
      sum += Math.exp(logWeightedDensity(model, k, x, y));
    }
    return Math.log(sum);
  }

  /** p(k | x). */
  static double responsibility(MixtureModel model, int k, double x, double y) {
    return Math.exp(logWeightedDensity(model, k, x, y) - logDensity(model, x, y));
  }
}
