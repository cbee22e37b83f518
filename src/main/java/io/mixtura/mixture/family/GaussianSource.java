package io.mixtura.mixture.family;

import java.util.function.DoubleSupplier;

/**
 * Points μ + L z with Σ = L Lᵀ and z independent standard normal numbers.
 *
 * <p>Normal numbers come from Marsaglia's polar method: of a random point (u, v) in the unit disc,
 * with s = u² + v², both u √(−2 ln s / s) and v √(−2 ln s / s) are one. {@code nextGaussian} would
 * be faster, but which numbers it returns is not specified.
 *
 * <p>Marsaglia &amp; Bray (1964), A convenient method for generating normal variables, SIAM Review
 * 6, 260–264.
 */
final class GaussianSource implements PointSource {
  private final GaussianComponents components;
  private final DoubleSupplier uniform;
  private final double[] normal;

  GaussianSource(GaussianComponents components, DoubleSupplier uniform) {
    this.components = components;
    this.uniform = uniform;
    this.normal = new double[components.dimensions()];
  }

  @Override
  public void draw(int k, double[] point) {
    draw(k, 1, point);
  }

  /** Draws a point so many times as far from the mean. */
  void draw(int k, double factor, double[] point) {
    fillNormal();
    for (int j = 0; j < normal.length; j++) {
      normal[j] *= factor;
    }
    double[] mean = components.mean(k);
    double[] deviation = components.covariance(k).colored(normal);
    for (int j = 0; j < mean.length; j++) {
      point[j] = mean[j] + deviation[j];
    }
  }

  private void fillNormal() {
    for (int j = 0; j < normal.length; j += 2) {
      double u;
      double v;
      double s;
      do {
        u = 2 * uniform.getAsDouble() - 1;
        v = 2 * uniform.getAsDouble() - 1;
        s = u * u + v * v;
      } while (s >= 1 || s == 0);
      double factor = Math.sqrt(-2 * StrictMath.log(s) / s);
      normal[j] = u * factor;
      if (j + 1 < normal.length) {
        normal[j + 1] = v * factor;
      }
    }
  }
}
