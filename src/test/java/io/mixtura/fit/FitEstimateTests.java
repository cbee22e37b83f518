package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.fit.request.DataShape;
import io.mixtura.fit.request.Requests;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitEstimateTests {
  private static final int ROWS = 1_000_000;

  private static FitEstimate estimate(String request, int rows, int dimensions, int threads) {
    List<String> columns = IntStream.range(0, dimensions).mapToObj(j -> "x" + j).toList();
    DataShape shape = new DataShape("d", columns, rows);
    return FitEstimate.of(Requests.resolve(request, shape, dimensions), threads);
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

  /** What a job takes besides, and until its code is compiled. */
  private static final long BESIDES = 1800;

  @Test
  void theTimeAtMostIsThatOfAllStarts() {
    long one = estimate("{'components':2,'restarts':1}", ROWS, 8, 2).atMostMillis() - BESIDES;
    long five = estimate("{'components':2,'restarts':5}", ROWS, 8, 2).atMostMillis() - BESIDES;
    assertThat(five).isBetween((long) (4.9 * one), 5 * one);
    FitEstimate single =
        estimate("{'components':2,'restarts':1,'convergence':{'maxIterations':1}}", ROWS, 8, 2);
    assertThat(single.atMostMillis() - BESIDES)
        .isBetween(60 * single.iterationMillis(), 160 * single.iterationMillis());
  }

  /** Starts that converge end long before they must; without a tolerance all iterations are run. */
  @Test
  void whatIsExpectedIsLessThanTheMostUnlessAllIterationsAreWanted() {
    FitEstimate converging = estimate("{'components':4}", ROWS, 8, 2);
    assertThat(converging.expectedMillis() - BESIDES)
        .isBetween(converging.atMostMillis() / 40, converging.atMostMillis() / 8);
    FitEstimate all = estimate("{'components':4,'convergence':{'tolerance':0}}", ROWS, 8, 2);
    assertThat(all.expectedMillis() - BESIDES)
        .isBetween(all.atMostMillis() / 2 - BESIDES, all.atMostMillis() / 2);
  }

  /** The default of mixtura.limits.fit-time lets through what people ask for. */
  @Test
  void aDayIsEnoughForLargeSensibleRequestsAndNoMore() {
    long day = Duration.ofDays(1).toMillis();
    for (String sensible :
        List.of(
            "{'components':5}",
            "{'components':{'max':5},'covariance':'all'}",
            "{'components':{'max':5},'selection':'heldOut'}",
            "{'components':5,'bootstrap':{'replicates':999}}")) {
      assertThat(estimate(sensible, ROWS, 16, 2).expectedMillis()).as(sensible).isLessThan(day);
    }
    String all = "{'components':{'max':5},'covariance':'all','convergence':{'tolerance':0}}";
    assertThat(estimate(all, 100 * ROWS, 16, 2).expectedMillis()).isGreaterThan(day);
  }

  /** On a small table a pass takes nothing; all that surrounds it does. */
  @Test
  void smallTablesTakeTimeToo() {
    FitEstimate small = estimate("{'components':3}", 30, 7, 2);
    assertThat(small.iterationMillis()).isZero();
    assertThat(small.atMostMillis()).isBetween(BESIDES, 10_000L);
    long iterated = estimate("{'components':3,'covariance':'VVE'}", 30, 7, 2).atMostMillis();
    assertThat(iterated - BESIDES).isGreaterThan((small.atMostMillis() - BESIDES) * 5 / 4);
  }

  /**
   * How many levels there are is known once the data have been looked at; there may be a hundred.
   */
  @Test
  void levelsAndGapsTakeTime() {
    long numbers = estimate("{'components':3,'covariance':'diagonal'}", ROWS, 8, 2).atMostMillis();
    assertThat(estimate("{'components':3,'family':'categorical'}", ROWS, 8, 2).atMostMillis())
        .isGreaterThan(20 * numbers);
    assertThat(
            estimate("{'components':3,'covariance':'diagonal','missing':'em'}", ROWS, 8, 2)
                .atMostMillis())
        .isGreaterThan(3 * numbers);
  }

  @Test
  void replicatesTakeTime() {
    long once = estimate("{'components':2}", ROWS, 8, 2).atMostMillis();
    assertThat(
            estimate("{'components':2,'bootstrap':{'replicates':100}}", ROWS, 8, 2).atMostMillis())
        .isGreaterThan(5 * once);
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
      sum += one.atMostMillis() - BESIDES;
      slowest = Math.max(slowest, one.iterationMillis());
    }

    FitEstimate all = estimate("{'components':{'max':3}}", shape);
    FitEstimate folded = estimate("{'components':{'max':3},'selection':'heldOut'}", shape);

    assertThat(all.atMostMillis() - BESIDES).isBetween(sum - 3, sum + 3);
    assertThat(folded.atMostMillis() - BESIDES).isBetween(6 * sum - 18, 6 * sum + 18);
    assertThat(all.iterationMillis()).isEqualTo(slowest);
    assertThat(all.dataBytes()).isEqualTo(estimate("{'components':3}", shape).dataBytes());
    assertThat(all.heapBytes()).isGreaterThan(estimate("{'components':3}", shape).heapBytes());
  }

  /** What structures begin with that others have led to is kept, up to 8 MB, and written down. */
  @Test
  void endsThatAreSharedTakeHeap() {
    String small = "{'components':{'min':2,'max':3},'covariance':['EEE','full']%s}";
    FitEstimate alone = estimate(small.formatted(",'selection':'heldOut'"), ROWS, 64, 1);
    FitEstimate shared = estimate(small.formatted(""), ROWS, 64, 1);
    long numbers = 2 * (2 + 3) * (1L + 64 + 64 * 65 / 2);
    assertThat(shared.heapBytes() - alone.heapBytes()).isEqualTo(2 * 8 * numbers);

    String large = "{'components':{'min':2,'max':5},'covariance':['EEE','VEV','full']%s}";
    assertThat(
            estimate(large.formatted(""), ROWS, 256, 1).heapBytes()
                - estimate(large.formatted(",'selection':'heldOut'"), ROWS, 256, 1).heapBytes())
        .isEqualTo(2 * (8 << 20));
  }

  /** Where none is sound all that were tried are followed, and as many others. */
  @Test
  void startsThatAreFollowedForWantOfASoundOneTakeTime() {
    String request =
        "{'components':3,'initialization':{'method':'portfolio','starts':%d,'keep':1}}";
    long few = estimate(request.formatted(2), 4096, 8, 2).atMostMillis() - BESIDES;
    long many = estimate(request.formatted(48), 4096, 8, 2).atMostMillis() - BESIDES;
    assertThat(many).isGreaterThan(8 * few);
  }

  private static FitEstimate estimate(String request, DataShape shape) {
    return FitEstimate.of(Requests.resolve(request, shape), 2);
  }
}
