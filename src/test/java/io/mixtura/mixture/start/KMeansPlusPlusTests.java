package io.mixtura.mixture.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Observations;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Means that lie apart, drawn by chance. */
class KMeansPlusPlusTests {
  private static final int DRAWS = 200_000;

  /** Standard deviations that a count may be off: once in a billion counts. */
  private static final double SIGMAS = 6.2;

  /** The first mean by the weights, the second by the weights times the squared distances. */
  @Test
  void meansThatLieApartAreDrawnByTheirWeight() {
    long seed = System.nanoTime();
    System.out.println("means that lie apart are drawn by their weight, seed " + seed);
    RandomGenerator random = new SplittableRandom(seed);
    double[] weights = {3, 0, 1, 0.5, 0.25};
    double[][] line = new double[weights.length][];
    Arrays.setAll(line, i -> new double[] {i});
    Observations observations = Observations.of(line, weights);
    int n = weights.length;
    int[][] counts = new int[n][n];
    for (int i = 0; i < DRAWS; i++) {
      double[][] means = new KMeansPlusPlus(observations, Kernels.best(), random).means(2);
      counts[(int) means[0][0]][(int) means[1][0]]++;
    }

    for (int first = 0; first < n; first++) {
      double total = 0;
      for (int i = 0; i < n; i++) {
        total += weights[i] * (i - first) * (i - first);
      }
      for (int second = 0; second < n; second++) {
        double distance = (second - first) * (second - first);
        double share = weights[first] / 4.75 * weights[second] * distance / total;
        double deviation = Math.sqrt(DRAWS * share * (1 - share));
        assertThat((double) counts[first][second])
            .isCloseTo(DRAWS * share, within(SIGMAS * deviation));
      }
    }
  }
}
