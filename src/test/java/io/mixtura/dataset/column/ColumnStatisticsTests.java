package io.mixtura.dataset.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.observations.Tile;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnStatisticsTests {

  private static ColumnSummary summary(double... values) {
    ColumnStatistics moments = new ColumnStatistics(1);
    Tile tile = new Tile(1);
    for (double value : values) {
      tile.add(new double[] {value});
      if (tile.isFull()) {
        moments.add(tile);
        tile.clear();
      }
    }
    if (tile.count() > 0) {
      moments.add(tile);
    }
    return moments.summaries(List.of("a")).getFirst();
  }

  @Test
  void smallSampleByHand() {
    assertThat(summary(1, 2, 3, 6))
        .isEqualTo(new ColumnSummary("a", 4, 3.0, Math.sqrt(14.0 / 3), 1.0, 6.0, 0));
  }

  @Test
  void oneRowHasNoDeviation() {
    assertThat(summary(-7.5)).isEqualTo(new ColumnSummary("a", 1, -7.5, null, -7.5, -7.5, 0));
  }

  @Test
  void missingValuesCountForNothing() {
    assertThat(summary(Double.NaN, 1, 2, Double.NaN, 3, 6))
        .isEqualTo(new ColumnSummary("a", 4, 3.0, Math.sqrt(14.0 / 3), 1.0, 6.0, 2));
  }

  @Test
  void constantColumnHasNoDeviation() {
    double[] values = new double[1000];
    Arrays.fill(values, 0.1);

    assertThat(summary(values)).isEqualTo(new ColumnSummary("a", 1000, 0.1, 0.0, 0.1, 0.1, 0));
  }

  @Test
  void largeOffsetDoesNotCancelTheSpread() {
    double[] values = new double[10_000];
    Arrays.setAll(values, i -> 1e9 + i % 2);

    assertThat(summary(values).standardDeviation())
        .isCloseTo(Math.sqrt(2500.0 / 9999), within(1e-12));
  }

  @Test
  void largestNumbersDoNotOverflow() {
    assertThat(summary(1e100, -1e100).standardDeviation())
        .isCloseTo(Math.sqrt(2) * 1e100, within(1e86));
  }

  @Test
  void agreesWithTwoPasses() {
    long seed = System.nanoTime();
    double[] values = new Random(seed).doubles(5000, -3, 10).toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();

    ColumnSummary summary = summary(values);

    assertThat(summary.mean()).as("seed %d", seed).isCloseTo(mean, within(1e-12));
    assertThat(summary.standardDeviation())
        .as("seed %d", seed)
        .isCloseTo(Math.sqrt(squares / 4999), within(1e-12));
  }
}
