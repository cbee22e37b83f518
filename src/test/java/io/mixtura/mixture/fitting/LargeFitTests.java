package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.Recording;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Of many rows a sample finds the start, and leaps by it find the end. */
class LargeFitTests {
  private static final double[][] ROWS = overlapping();

  private static double[][] overlapping() {
    SplittableRandom random = new SplittableRandom(20261128);
    double[][] rows = new double[70_001][];
    Arrays.setAll(
        rows,
        i ->
            new double[] {
              random.nextGaussian() + (i % 3 == 0 ? 2 : 0),
              random.nextGaussian() * (i % 3 == 0 ? 1 : 1.5)
            });
    return rows;
  }

  private static FitSpec spec() {
    return SpecBuilder.em(2, CovarianceStructure.FULL)
        .from(new Initialization.Portfolio(24, 5))
        .seed(7)
        .build();
  }

  @Test
  void fewIterationsOnAllRowsLeadFromASamplesMaximumToTheirs() {
    FitOutcome.Fitted fitted = Fits.fitted(spec(), ROWS);

    assertThat((further(fitted) - fitted.logLikelihood()) / ROWS.length).isLessThan(2e-7);
    assertThat(fitted.iterations()).isLessThan(40);
    assertThat(fitted.history()).isSorted();
  }

  private static double further(FitOutcome.Fitted fitted) {
    FitSpec spec =
        SpecBuilder.em(2, CovarianceStructure.FULL)
            .restarts(1)
            .until(Criterion.LOG_LIKELIHOOD, 1e-12, 5_000)
            .build();
    try (PassThreads passThreads = new PassThreads(2)) {
      FitOutcome end = Fits.fit(spec, ROWS, passThreads, Fits.NOBODY).climb(fitted.model());
      return Fits.fitted(end).logLikelihood();
    }
  }

  @Test
  void goesOnFromEveryCheckpointToTheSameBits() {
    Recording recording = new Recording();
    List<Object> expected = Bits.of(Fits.run(spec(), ROWS, recording));
    assertThat(recording.checkpoints()).isNotEmpty();
    try (PassThreads passThreads = new PassThreads(2)) {
      for (FitCheckpoint checkpoint : recording.checkpoints()) {
        FitOutcome resumed = Fits.fit(spec(), ROWS, passThreads, Fits.NOBODY).resume(checkpoint);
        assertThat(Bits.of(resumed)).isEqualTo(expected);
      }
    }
  }
}
