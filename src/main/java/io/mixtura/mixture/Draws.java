package io.mixtura.mixture;

import io.mixtura.mixture.family.PointSource;
import io.mixtura.mixture.observations.Sampling;
import java.util.random.RandomGenerator;

/**
 * Random points of a mixture, one after the other: a component by its weight, then a point of that
 * component. The same seed gives the same points, bit for bit, on every machine.
 */
public final class Draws {
  private final PointSource points;
  private final double[] cumulative;
  private final RandomGenerator random;

  /** Draws from a mixture. */
  public Draws(MixtureModel model, long seed) {
    this.cumulative = cumulative(model);
    this.random = Sampling.generator(seed, 0);
    this.points = model.parameters().source(() -> Sampling.uniform(random));
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
    points.draw(k, point);
    return k;
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
}
