package io.mixtura.dataset.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BinsTests {
  private static Bins of(double... values) {
    SortedValues sorted = SortedValues.of(values.clone());
    double[] ends = Arrays.stream(values).sorted().toArray();
    return Bins.of(sorted, Quantiles.of(sorted, ends[0], ends[ends.length - 1]));
  }

  private static Histogram histogram(double... values) {
    Histogram.Counter counter = new Histogram.Counter(of(values), false);
    for (double value : values) {
      counter.add(value, 1);
    }
    return counter.histogram();
  }

  private static double[] normal(int count, double scale) {
    Random random = new Random(5);
    return IntStream.range(0, count).mapToDouble(_ -> scale * random.nextGaussian()).toArray();
  }

  /** 2 × 1.349 / ∛1000 = 0.27, rounded up. */
  @Test
  void binsAreAsWideAsFreedmanAndDiaconisHaveIt() {
    double[] edges = of(normal(1000, 1)).edges();

    assertThat(edges[1] - edges[0]).isCloseTo(0.5, within(1e-12));
    assertThat(edges).contains(-0.5, 0.5);
  }

  /**
   * By the quartiles alone, which lie 10 apart, there would be 4: range 11 / (2 · 10 / ∛200 = 3.4).
   */
  @Test
  void twoClustersAreSeenApart() {
    double[] values = normal(200, 0.1);
    for (int i = 0; i < 100; i++) {
      values[i] += 10;
    }
    double[] edges = of(values).edges();

    assertThat(edges).hasSizeGreaterThan(6);
    assertThat(edges[1] - edges[0]).isCloseTo(2, within(1e-12));
  }

  @Test
  void edgesAreDecimals() {
    double[] edges = of(normal(100_000, 0.1)).edges();

    assertThat(Arrays.stream(edges).mapToObj(Double::toString))
        .allSatisfy(edge -> assertThat(edge.length()).isLessThan(9));
  }

  @Test
  void fewWholeNumbersHaveABinEach() {
    Histogram histogram = histogram(0, 1, 1, 3);

    assertThat(histogram.whole()).isTrue();
    assertThat(histogram.edges()).containsExactly(-0.5, 0.5, 1.5, 2.5, 3.5);
    assertThat(histogram.counts()).containsExactly(1L, 2L, 0L, 1L);
  }

  @Test
  void whatIsFarOutIsCountedAside() {
    double[] values = normal(2000, 1);
    values[0] = 1e6;
    values[1] = -1e50;

    Histogram histogram = histogram(values);

    assertThat(histogram.above()).isEqualTo(1L);
    assertThat(histogram.below()).isEqualTo(1L);
    assertThat(histogram.counts()).hasSizeBetween(5, 62);
    assertThat(histogram.counts().stream().mapToLong(Number::longValue).sum()).isEqualTo(1998);
  }

  @Test
  void whateverTheValuesAreAllAreCounted() {
    double[][] all = {
      {3.5},
      {3.5, 3.5, 3.5},
      {1e100, -1e100},
      {1e100, 1e100},
      {1e15, 1e15 + 1, 1e15 + 3},
      {0, 0, 0, 0, 0, 0, 0, 0, 0, 1e-300},
      {4e-320, 8e-320},
      {0, 0, 0, 0, 0, 0, 0, 0, 0, 1234.5},
      {0.1, 0.2, 0.30000000000000004},
      normal(50, 1e-90),
      IntStream.range(0, 500).mapToDouble(i -> i * 1000).toArray(),
    };
    for (double[] values : all) {
      Histogram histogram = histogram(values);
      assertThat(histogram.edges()).as(Arrays.toString(values)).isSorted().doesNotHaveDuplicates();
      assertThat(histogram.counts()).hasSize(histogram.edges().size() - 1).hasSizeBetween(1, 130);
      assertThat(histogram.edges()).allMatch(Double::isFinite);
      assertThat(
              histogram.counts().stream().mapToLong(Number::longValue).sum()
                  + histogram.below().longValue()
                  + histogram.above().longValue())
          .isEqualTo(values.length);
    }
  }

  /** As if a row of weight 2 stood there twice. */
  @Test
  void weightsAreRepetitions() {
    SortedValues weighted = SortedValues.of(new double[] {3, 1, 2}, new double[] {1, 2, 0});

    assertThat(weighted.quantile(0.5)).isEqualTo(1);
    assertThat(weighted.quantile(0.67)).isEqualTo(3);
    assertThat(weighted.quantile(2 / 3.0)).isEqualTo(1);
  }
}
