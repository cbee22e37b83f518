package io.mixtura.mixture;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Random points of a mixture, one after the other: a component by its weight, then μ + L z with Σ =
 * L Lᵀ and z independent standard normal numbers, divided by √u for t components, with u as {@link
 * GammaDraws} draws it; noise is uniform in its box. The same seed gives the same points, bit for
 * bit, on every machine.
 *
 * <p>Normal numbers come from Marsaglia's polar method: of a random point (u, v) in the unit disc,
 * with s = u² + v², both u √(−2 ln s / s) and v √(−2 ln s / s) are one. {@code nextGaussian} would
 * be faster, but which numbers it returns is not specified.
 *
 * <p>Marsaglia &amp; Bray (1964), A convenient method for generating normal variables, SIAM Review
 * 6, 260–264.
 */
public final class Draws {
  private final GaussianComponents components;
  private final double[] cumulative;
  private final RandomGenerator random;
  private final double[] normal;
  private final @Nullable GammaDraws[] stretches;
  private final @Nullable Box noise;

  /** Draws from a mixture. */
  public Draws(MixtureModel model, long seed) {
    this.components = model.gaussians();
    this.cumulative = cumulative(model);
    this.random = Sampling.generator(seed, 0);
    this.normal = new double[model.dimensions()];
    this.noise = model.noise();
    this.stretches = new GammaDraws[model.clusters()];
    for (int k = 0; k < stretches.length; k++) {
      double degrees = model.degreesOfFreedom(k);
      stretches[k] = Double.isFinite(degrees) ? new GammaDraws(degrees / 2, random) : null;
    }
  }

  private static double[] cumulative(MixtureModel model) {
    double[] cumulative = new double[model.components()];
    double sum = 0;
    for (int k = 0; k < cumulative.length; k++) {
      sum += model.weight(k);
      cumulative[k] = sum;
    }
    return cumulative;
  }

  /**
   * Draws the next point.
   *
   * @param point receives its coordinates
   * @return the component that it is of; that of the noise is the last
   */
  public int next(double[] point) {
    int k = component();
    if (noise != null && k == stretches.length) {
      fillNoise(noise, point);
      return k;
    }
    fillNormal();
    GammaDraws stretch = stretches[k];
    if (stretch != null) {
      stretch(Math.sqrt(stretch.shape() / stretch.next()));
    }
    double[] mean = components.meanArray(k);
    double[] deviation = components.covariance(k).colored(normal);
    for (int j = 0; j < mean.length; j++) {
      point[j] = mean[j] + deviation[j];
    }
    return k;
  }

  private void fillNoise(Box box, double[] point) {
    for (int j = 0; j < box.dimensions(); j++) {
      point[j] = Math.fma(Sampling.uniform(random), box.sides()[j], box.lower()[j]);
    }
  }

  private void stretch(double factor) {
    for (int j = 0; j < normal.length; j++) {
      normal[j] *= factor;
    }
  }

  /** The first whose cumulative weight is above a random share of the whole. */
  private int component() {
    int last = cumulative.length - 1;
    double share = Sampling.uniform(random) * cumulative[last];
    int k = 0;
    while (k < last && cumulative[k] <= share) {
      k++;
    }
    return k;
  }

  private void fillNormal() {
    for (int j = 0; j < normal.length; j += 2) {
      double u;
      double v;
      double s;
      do {
        u = 2 * Sampling.uniform(random) - 1;
        v = 2 * Sampling.uniform(random) - 1;
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
