package io.mixtura.mixture.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentProblemTests {

  /** The example in the documentation of scipy.optimize.linear_sum_assignment: 1 + 2 + 2 = 5. */
  @Test
  void thePublishedExampleIsSolved() {
    double[][] cost = {{4, 1, 3}, {2, 0, 5}, {3, 2, 2}};
    assertThat(AssignmentProblem.columns(cost)).containsExactly(1, 0, 2);
  }

  @Test
  void nothingIsAssignedToNothing() {
    assertThat(AssignmentProblem.columns(new double[0][])).isEmpty();
    assertThat(AssignmentProblem.columns(new double[][] {{-7}})).containsExactly(0);
  }

  @Test
  void noPermutationCostsLess() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      int size = 1 + random.nextInt(6);
      boolean hasTies = random.nextBoolean();
      double[][] cost = new double[size][size];
      for (double[] row : cost) {
        Arrays.setAll(row, j -> hasTies ? random.nextInt(3) - 1 : random.nextDouble(-5, 5));
      }
      int[] columns = AssignmentProblem.columns(cost);
      assertThat(Arrays.stream(columns).distinct().count()).isEqualTo(size);
      assertThat(IntStream.range(0, size).mapToDouble(i -> cost[i][columns[i]]).sum())
          .as("seed %d, round %d", seed, round)
          .isCloseTo(least(cost, 0, 0), within(1e-9));
    }
  }

  /** Of all ways to assign the rows from one on to columns that are free. */
  private static double least(double[][] cost, int row, int taken) {
    if (row == cost.length) {
      return 0;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < cost.length; j++) {
      if ((taken & 1 << j) == 0) {
        least = Math.min(least, cost[row][j] + least(cost, row + 1, taken | 1 << j));
      }
    }
    return least;
  }
}
