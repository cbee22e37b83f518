package io.mixtura.mixture.observations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.em.Profiling;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.Weighted;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is known of weighted data before a fit, and points drawn by their weight. */
class SampleWeightsTests {
  private static final int DRAWS = 200_000;

  /** Standard deviations that a count may be off: once in a billion counts. */
  private static final double SIGMAS = 6.2;

  private final long seed = System.nanoTime();
  private final RandomGenerator random = new SplittableRandom(seed);

  @Test
  void theProfileOfWeightedDataIsThatOfNumpy() {
    double[][] rows = Data.faithful();
    double[] weights = IntStream.range(0, rows.length).mapToDouble(i -> 0.25 * (i % 5)).toArray();
    DataProfile profile;
    try (PassThreads passThreads = new PassThreads(1)) {
      Observations observations = new Weighted(rows, weights).observations();
      profile = Profiling.of(Fits.eStep(observations, passThreads), SecondMoments.FULL);
    }

    // numpy 2.4: w.sum(), np.average(x, 0, w), np.cov(x.T, aweights=w, ddof=0)
    assertThat(profile.size()).isEqualTo(135.25);
    assertThat(profile.mean())
        .containsExactly(new double[] {3.539563770794825, 71.96672828096118}, within(1e-12));
    assertThat(profile.variances())
        .containsExactly(new double[] {1.2650927560996443, 178.5719059317141}, within(1e-11));
    assertThat(profile.covariance().get(1, 0)).isCloseTo(13.553233175368407, within(1e-11));
  }

  @Test
  void pointsAreDrawnByTheirWeight() {
    System.out.println("points are drawn by their weight, seed " + seed);
    double[] weights = {0, 1, 0.5, 0, 2.5, 0};
    WeightedDraws drawing = new WeightedDraws(line(weights).observations());
    int[] counts = new int[weights.length];
    for (int i = 0; i < DRAWS; i++) {
      counts[drawing.draw(random)]++;
    }

    for (int i = 0; i < weights.length; i++) {
      assertShare(counts[i], weights[i] / 4);
    }
  }

  /** Whole tiles may weigh nothing, the first and the last among them. */
  @Test
  void noPointOfNoWeightIsEverDrawn() {
    System.out.println("no point of no weight is ever drawn, seed " + seed);
    double[] weights = new double[20 * Tile.POINTS + 17];
    for (int i = 2 * Tile.POINTS; i < 17 * Tile.POINTS; i++) {
      weights[i] = i / 700 % 2 == 0 && i % 3 == 0 ? random.nextDouble() : 0;
    }
    WeightedDraws drawing = new WeightedDraws(line(weights).observations());
    for (int i = 0; i < DRAWS; i++) {
      assertThat(weights[drawing.draw(random)]).isPositive();
      assertThat(weights[drawing.drawFrom(i, DRAWS, random)]).isPositive();
    }
    assertThat(weights[(int) FirstValues.of(line(weights).observations())[0]]).isPositive();
  }

  @Test
  void randomStartsAreDrawnByTheWeights() {
    System.out.println("random starts are drawn by the weights, seed " + seed);
    double[] weights = {3, 0, 1};
    Observations observations = line(weights).observations();
    int[] counts = new int[weights.length];
    for (int i = 0; i < DRAWS; i++) {
      counts[(int) Sampling.distinctPoints(observations, 1, random)[0][0]]++;
    }

    for (int i = 0; i < weights.length; i++) {
      assertShare(counts[i], weights[i] / 4);
    }
  }

  /** Of large data: rows as often as they weigh, so that they need no weights any more. */
  @Test
  void aSampleHoldsRowsAsOftenAsTheyWeigh() {
    System.out.println("a sample holds rows as often as they weigh, seed " + seed);
    double[] weights = new double[100_000];
    Arrays.setAll(weights, i -> i < 50_000 ? 0.2 : 0);
    weights[70_000] = 5_000;
    weights[99_999] = 5_000;

    Observations sample =
        Sampling.sample(line(weights).observations(), Sampling.mostPoints(1), random);

    assertThat(sample.isWeighted()).isFalse();
    int[] counts = new int[weights.length];
    for (int i = 0; i < sample.size(); i++) {
      counts[(int) sample.point(i)[0]]++;
    }
    assertThat(Arrays.stream(counts, 0, 50_000).sum()).isBetween(32_767, 32_769);
    assertThat(Arrays.stream(counts, 0, 50_000).max().orElseThrow()).isLessThanOrEqualTo(3);
    assertThat(counts[70_000]).isBetween(16_383, 16_385);
    assertThat(counts[99_999]).isBetween(16_383, 16_385);
  }

  /** Points 0, 1, 2 … on a line. */
  private static Weighted line(double[] weights) {
    double[][] rows = new double[weights.length][];
    Arrays.setAll(rows, i -> new double[] {i});
    return new Weighted(rows, weights);
  }

  private static void assertShare(int count, double probability) {
    double deviation = Math.sqrt(DRAWS * probability * (1 - probability));
    assertThat((double) count).isCloseTo(DRAWS * probability, within(SIGMAS * deviation));
  }
}
