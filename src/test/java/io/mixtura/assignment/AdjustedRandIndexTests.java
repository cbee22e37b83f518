package io.mixtura.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Against what sklearn.metrics.adjusted_rand_score answers. */
class AdjustedRandIndexTests {

  private static double index(int[] one, int[] other) {
    long[][] counts =
        new long[Arrays.stream(one).max().orElse(-1) + 1]
            [Arrays.stream(other).max().orElse(-1) + 1];
    for (int i = 0; i < one.length; i++) {
      counts[one[i]][other[i]]++;
    }
    return AdjustedRandIndex.of(counts);
  }

  @Test
  void isThatOfScikitLearn() {
    assertThat(index(new int[] {0, 0, 1, 1}, new int[] {0, 0, 1, 1})).isEqualTo(1);
    assertThat(index(new int[] {0, 0, 1, 1}, new int[] {1, 1, 0, 0})).isEqualTo(1);
    assertThat(index(new int[] {0, 0, 1, 2}, new int[] {0, 0, 1, 1}))
        .isCloseTo(0.5714285714285714, within(1e-15));
    assertThat(index(new int[] {0, 0, 0, 0}, new int[] {0, 1, 2, 3})).isZero();
    assertThat(index(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}))
        .isCloseTo(-0.5, within(1e-15));
    assertThat(
            index(
                new int[] {0, 0, 0, 1, 1, 1, 2, 2, 2, 2}, new int[] {0, 0, 1, 1, 1, 1, 2, 2, 0, 2}))
        .isCloseTo(SKLEARN_TEN, within(1e-15));
  }

  private static final double SKLEARN_TEN = 0.4318181818181818;

  @Test
  void partitionsThatAreBothTrivialAreTheSame() {
    assertThat(index(new int[] {0, 0, 0}, new int[] {0, 0, 0})).isEqualTo(1);
    assertThat(index(new int[] {0, 1, 2}, new int[] {2, 1, 0})).isEqualTo(1);
    assertThat(index(new int[] {0}, new int[] {0})).isEqualTo(1);
    assertThat(AdjustedRandIndex.of(new long[0][])).isEqualTo(1);
  }
}
