package io.mixtura.mixture.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.LocalEStep;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.family.GaussianFamily;
import io.mixtura.mixture.fitting.FitCheckpoint;
import io.mixtura.mixture.fitting.FitObserver;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.fitting.MixtureFit;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.Acceleration;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;

/** Fits in a line. */
public final class Fits {
  private Fits() {}

  public static final FitObserver NOBODY =
      new FitObserver() {
        @Override
        public boolean stopRequested() {
          return false;
        }

        @Override
        public void iterated(FitProgress progress, FitCheckpoint checkpoint) {}
      };

  public static FitSpec spec(int components, CovarianceStructure covariance) {
    return new FitSpec(
        components,
        Algorithm.EM,
        new GaussianFamily(covariance),
        new Initialization.KMeans(),
        5,
        new ConvergenceCriterion(Criterion.LOG_LIKELIHOOD, 1e-7, 500),
        1e-6,
        new MixingWeights.Learned(),
        false,
        42,
        Acceleration.SQUAREM,
        null);
  }

  public static FitOutcome run(FitSpec spec, double[][] rows) {
    return run(spec, rows, 1, Kernels.best());
  }

  public static FitOutcome run(FitSpec spec, double[][] rows, int threads, Kernels kernels) {
    try (PassThreads passThreads = new PassThreads(threads)) {
      return new MixtureFit(
              spec,
              eStep(Observations.of(rows), passThreads, kernels),
              Data.names(rows[0].length),
              NOBODY)
          .run();
    }
  }

  /** Passes that nobody stops. */
  public static LocalEStep eStep(Observations rows, PassThreads passThreads, Kernels kernels) {
    return new LocalEStep(rows, kernels, passThreads, () -> false);
  }

  /** Passes that nobody stops, by the best kernels. */
  public static LocalEStep eStep(Observations rows, PassThreads passThreads) {
    return eStep(rows, passThreads, Kernels.best());
  }

  public static FitOutcome run(FitSpec spec, double[][] rows, FitObserver observer) {
    try (PassThreads passThreads = new PassThreads(1)) {
      return fit(spec, rows, passThreads, observer).run();
    }
  }

  public static MixtureFit fit(
      FitSpec spec, double[][] rows, PassThreads passThreads, FitObserver observer) {
    return new MixtureFit(
        spec, Observations.of(rows), Data.names(rows[0].length), passThreads, observer);
  }

  public static FitOutcome run(FitSpec spec, Observations rows) {
    return run(spec, rows, 1, Kernels.best());
  }

  public static FitOutcome run(FitSpec spec, Observations rows, int threads, Kernels kernels) {
    try (PassThreads passThreads = new PassThreads(threads)) {
      return new MixtureFit(
              spec, eStep(rows, passThreads, kernels), Data.names(rows.dimensions()), NOBODY)
          .run();
    }
  }

  public static FitOutcome.Fitted fitted(FitSpec spec, Observations rows) {
    return fitted(run(spec, rows));
  }

  public static FitOutcome.Fitted fitted(FitSpec spec, double[][] rows) {
    return fitted(run(spec, rows));
  }

  public static FitOutcome.Fitted fitted(FitOutcome outcome) {
    assertThat(outcome).isInstanceOf(FitOutcome.Fitted.class);
    return (FitOutcome.Fitted) outcome;
  }
}
