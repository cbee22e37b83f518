package io.mixtura.mixture.family;

import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.special.PoissonDensity;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Random values of discrete columns, each by inversion of one uniform number: levels in their
 * order; counts from the most probable one outwards, which takes a multiple of √λ steps.
 */
final class DiscreteSource implements PointSource {
  private final DiscreteComponents components;
  private final List<Encoding.Block> blocks;
  private final int from;
  private final DoubleSupplier uniform;

  DiscreteSource(DiscreteComponents components, Encoding encoding, DoubleSupplier uniform) {
    this.components = components;
    this.blocks = encoding.discrete();
    this.from = encoding.numeric();
    this.uniform = uniform;
  }

  @Override
  public void draw(int k, double[] point) {
    double[] mean = components.mean(k);
    for (Encoding.Block block : blocks) {
      int first = block.first() - from;
      double share = uniform.getAsDouble();
      point[block.column()] =
          block.hasLevels()
              ? level(mean, first, block.family().levels(), share)
              : count(mean[first], share);
    }
  }

  /** The first level up to which the probabilities sum to more; rounding leaves the last. */
  private static double level(double[] mean, int first, List<Double> levels, double share) {
    double rest = share;
    int last = 0;
    for (int l = 0; l < levels.size(); l++) {
      double probability = mean[first + l];
      if (probability > 0) {
        last = l;
        rest -= probability;
        if (rest < 0) {
          break;
        }
      }
    }
    return levels.get(last);
  }

  /** Where the probabilities left are too small to be told from rounding, it is the mode. */
  static double count(double rate, double share) {
    double mode = Math.floor(rate);
    double up = StrictMath.exp(new PoissonDensity(rate).log(mode));
    double down = up;
    double rest = share - up;
    double above = mode;
    double below = mode;
    while (rest >= 0 && (up > 0 || below > 0 && down > 0)) {
      above++;
      up *= rate / above;
      rest -= up;
      if (rest < 0) {
        return above;
      }
      if (below > 0) {
        down *= below / rate;
        below--;
        rest -= down;
        if (rest < 0) {
          return below;
        }
      }
    }
    return mode;
  }
}
