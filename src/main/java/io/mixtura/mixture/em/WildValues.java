package io.mixtura.mixture.em;

import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.observations.RobustScales;
import io.mixtura.mixture.observations.Sampling;
import io.mixtura.mixture.observations.View;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Values so far from all others that nothing else can be seen beside them: a mean or a cluster that
 * they have a part in says nothing of the rest, and of that no digit may be left.
 */
public final class WildValues {
  /** By so much the standard deviation of a column with one surpasses that of its middle. */
  private static final double LEAST = 30;

  /** Standard deviations of its middle from the median, up to which such a column is seen. */
  private static final double SEEN = 30;

  private WildValues() {}

  /**
   * The data as they are without: such values drawn to where they are far, but not too far. Empty
   * if there are none. Of counts and levels none is wild: the largest are what they are.
   */
  public static Optional<View> tamed(EStep eStep, DataProfile data) {
    DataProfile gaussian = data.ofGaussian();
    int[] wild =
        IntStream.range(0, gaussian.mean().length)
            .filter(j -> gaussian.scales()[j] > LEAST * gaussian.middleScales()[j])
            .toArray();
    if (wild.length == 0) {
      return Optional.empty();
    }
    double[] middles =
        RobustScales.middles(eStep.sample(RobustScales.POINTS, Sampling.generator(0, 0)));
    double[] lower = new double[middles.length];
    double[] upper = new double[middles.length];
    Arrays.fill(lower, Double.NEGATIVE_INFINITY);
    Arrays.fill(upper, Double.POSITIVE_INFINITY);
    for (int j : wild) {
      lower[j] = middles[j] - SEEN * gaussian.middleScales()[j];
      upper[j] = middles[j] + SEEN * gaussian.middleScales()[j];
    }
    return Optional.of(new View.Clipped(lower, upper));
  }
}
