package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.family.ConjugatePrior;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 20 rows of 30 columns: two components with shapes of their own would need 20 rows each. That no
 * maximum is sound is known before the first iteration, and hardly any is spent on it.
 */
class WideTableTests {
  private static final double[][] WIDE = wide();

  private static double[][] wide() {
    SplittableRandom random = new SplittableRandom(5);
    double[][] rows = new double[20][30];
    for (double[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.rint(100 * random.nextGaussian()) / 100;
      }
    }
    return rows;
  }

  private static List<List<Double>> unit() {
    return IntStream.range(0, 30)
        .mapToObj(i -> IntStream.range(0, 30).mapToObj(j -> i == j ? 1.0 : 0.0).toList())
        .toList();
  }

  private static SpecBuilder spec(String code) {
    return SpecBuilder.em(2, CovarianceStructure.of(code))
        .from(new Initialization.Portfolio(24, 5));
  }

  /** Counts what a fit does. */
  private static final class Count implements FitObserver {
    private final AtomicInteger tried = new AtomicInteger();
    private final AtomicInteger iterations = new AtomicInteger();

    @Override
    public boolean stopRequested() {
      return false;
    }

    @Override
    public void starting(FitProgress progress) {
      tried.addAndGet(progress.position() < 0 ? 1 : 0);
    }

    @Override
    public void iterated(FitProgress progress, FitCheckpoint checkpoint) {
      iterations.incrementAndGet();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EVE", "VVE", "EVV", "full"})
  void whatCannotBeSoundIsNotSearchedFor(String code) {
    Count count = new Count();

    FitOutcome outcome = Fits.run(spec(code).build(), WIDE, count);

    assertThat(Fits.fitted(outcome).warnings())
        .anyMatch(w -> w.startsWith("no start ended in a sound maximum") && w.contains("more rows"))
        .noneMatch(w -> w.contains("not converged"));
    assertThat(count.tried.get()).isLessThanOrEqualTo(3);
    assertThat(count.iterations.get()).isLessThanOrEqualTo(60);
  }

  /** What is believed of the components bounds the likelihood. */
  @ParameterizedTest
  @ValueSource(strings = {"EVE", "VVE", "EVV", "full"})
  void withAPriorThereIsAMaximum(String code) {
    FitSpec spec =
        spec(code)
            .prior(new ConjugatePrior(ConjugatePrior.DEFAULT_SHRINKAGE, null, null, unit()))
            // One set of axes for all comes to rest slowly.
            .until(Criterion.LOG_LIKELIHOOD, 1e-7, 20_000)
            .build();

    FitOutcome.Fitted fitted = Fits.fitted(spec, WIDE);

    assertThat(fitted.reason().isConvergence()).isTrue();
    assertThat(fitted.warnings()).noneMatch(w -> w.startsWith("no start ended"));
  }
}
