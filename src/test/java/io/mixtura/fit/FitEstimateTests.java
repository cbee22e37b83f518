package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.fit.request.DataShape;
import io.mixtura.fit.request.Requests;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitEstimateTests {
  private static final int ROWS = 1_000_000;

  private static FitEstimate estimate(String request, int rows, int dimensions, int threads) {
    DataShape shape = new DataShape("d", List.of("a", "b"), rows);
    return FitEstimate.of(Requests.resolve(request, shape).spec(), rows, dimensions, threads);
  }

  @Test
  void theDataAreEightBytesANumber() {
    assertThat(estimate("{'components':2}", ROWS, 16, 2).dataBytes()).isEqualTo(128_000_000);
  }

  /** What has been measured for this case is 0.2 to 0.4 s on a busy machine. */
  @Test
  void anIterationTakesAboutWhatHasBeenMeasured() {
    FitEstimate estimate = estimate("{'components':5}", ROWS, 16, 2);
    assertThat(estimate.iterationMillis()).isBetween(50L, 500L);
  }

  @Test
  void moreOfAnythingCostsMore() {
    FitEstimate base = estimate("{'components':2}", ROWS, 8, 1);
    assertThat(estimate("{'components':4}", ROWS, 8, 1).iterationMillis())
        .isBetween(2 * base.iterationMillis() - 1, 2 * base.iterationMillis() + 1);
    assertThat(estimate("{'components':2}", 2 * ROWS, 8, 1).iterationMillis())
        .isBetween(2 * base.iterationMillis() - 1, 2 * base.iterationMillis() + 1);
    assertThat(estimate("{'components':2}", ROWS, 16, 1).iterationMillis())
        .isGreaterThan(2 * base.iterationMillis());
    assertThat(estimate("{'components':2}", ROWS, 8, 2).iterationMillis())
        .isBetween(base.iterationMillis() / 2 - 1, base.iterationMillis() / 2 + 1);
    assertThat(estimate("{'components':2,'covariance':'diagonal'}", ROWS, 8, 1).iterationMillis())
        .isLessThan(base.iterationMillis());
    assertThat(estimate("{'components':4}", ROWS, 8, 1).heapBytes())
        .isGreaterThan(base.heapBytes());
    assertThat(estimate("{'components':2}", ROWS, 8, 64).heapBytes())
        .isGreaterThan(base.heapBytes());
  }

  @Test
  void theHeapDoesNotGrowWithTheRows() {
    assertThat(estimate("{'components':2}", 100 * ROWS, 8, 2).heapBytes())
        .isEqualTo(estimate("{'components':2}", 1000, 8, 2).heapBytes());
  }

  @Test
  void theTimeAtMostIsThatOfAllStarts() {
    long one = estimate("{'components':2,'restarts':1}", ROWS, 8, 2).atMostMillis();
    long five = estimate("{'components':2,'restarts':5}", ROWS, 8, 2).atMostMillis();
    assertThat(five).isBetween(5 * one - 5, 5 * one + 5);
    FitEstimate single =
        estimate("{'components':2,'restarts':1,'convergence':{'maxIterations':1}}", ROWS, 8, 2);
    assertThat(single.atMostMillis())
        .isBetween(2 * single.iterationMillis() - 1, 2 * single.iterationMillis() + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'components':5,'restarts':1000,'convergence':{'maxIterations':1000000}}",
        "{'algorithm':'kmeans','components':1}",
        "{'components':1,'covariance':'identity'}"
      })
  void noCaseLeavesTheRangeOfNumbers(String request) {
    for (int rows : new int[] {5, Integer.MAX_VALUE}) {
      FitEstimate estimate = estimate(request, rows, 1024, 1);
      assertThat(estimate.dataBytes()).isPositive();
      assertThat(estimate.heapBytes()).isPositive();
      assertThat(estimate.iterationMillis()).isNotNegative();
      assertThat(estimate.atMostMillis()).isGreaterThanOrEqualTo(estimate.iterationMillis());
    }
  }

  @Test
  void theEstimateIsOfAllCandidatesAndFolds() {
    DataShape shape = new DataShape("d", List.of("a", "b"), 1_000_000);
    long sum = 0;
    long slowest = 0;
    for (int k = 1; k <= 3; k++) {
      FitEstimate one = estimate("{'components':%d}".formatted(k), shape);
      sum += one.atMostMillis();
      slowest = Math.max(slowest, one.iterationMillis());
    }

    FitEstimate all = estimate("{'components':{'max':3}}", shape);
    FitEstimate folded = estimate("{'components':{'max':3},'selection':'heldOut'}", shape);

    assertThat(all.atMostMillis()).isEqualTo(sum);
    assertThat(folded.atMostMillis()).isEqualTo(6 * sum);
    assertThat(all.iterationMillis()).isEqualTo(slowest);
    assertThat(all.dataBytes()).isEqualTo(estimate("{'components':3}", shape).dataBytes());
    assertThat(all.heapBytes()).isGreaterThan(estimate("{'components':3}", shape).heapBytes());
  }

  private static FitEstimate estimate(String request, DataShape shape) {
    return FitEstimate.of(Requests.resolve(request, shape).selection(), shape.rows(), 2, 2);
  }
}
