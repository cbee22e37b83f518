package io.mixtura.mixture.statistics;

import org.jspecify.annotations.Nullable;

/**
 * The parabola through the statistics of three passes, all about the same points: s₀ + 2ar + a²v
 * with r = s₁ − s₀ and v = s₂ − 2s₁ + s₀, where a = 1 is s₂.
 *
 * <p>Lengths are taken in units of the columns' standard deviations, so that the path does not
 * depend on the data's.
 */
public final class StatisticsPath {
  private final SufficientStatistics zero;
  private final SufficientStatistics one;
  private final SufficientStatistics two;
  private final double[] scales;

  public StatisticsPath(
      SufficientStatistics zero,
      SufficientStatistics one,
      SufficientStatistics two,
      double[] scales) {
    this.zero = zero;
    this.one = one;
    this.two = two;
    this.scales = scales;
  }

  /** ‖r‖ / ‖v‖; 0 where there is none. */
  public double length() {
    double r = 0;
    double v = 0;
    for (int k = 0; k < zero.components(); k++) {
      double[] from = zero.inUnits(k, scales);
      double[] by = one.inUnits(k, scales);
      double[] to = two.inUnits(k, scales);
      for (int t = 0; t < from.length; t++) {
        double move = by[t] - from[t];
        double turn = to[t] - by[t] - move;
        r += move * move;
        v += turn * turn;
      }
    }
    return v > 0 && r < Double.POSITIVE_INFINITY ? Math.sqrt(r / v) : 0;
  }

  /** The point of a; null where a component would have no points. */
  public @Nullable SufficientStatistics at(double a) {
    SufficientStatistics there =
        zero.times((1 - a) * (1 - a)).addTimes(one, 2 * a * (1 - a)).addTimes(two, a * a);
    return there.areOfPoints() ? there : null;
  }
}
