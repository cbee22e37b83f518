package io.mixtura.mixture.selection;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.LocalEStep;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.fitting.FitCheckpoint;
import io.mixtura.mixture.fitting.FitObserver;
import io.mixtura.mixture.fitting.FitOutcome.Degenerate;
import io.mixtura.mixture.fitting.FitOutcome.Fitted;
import io.mixtura.mixture.fitting.FitOutcome.Interrupted;
import io.mixtura.mixture.fitting.MixtureFit;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.FitInterrupted;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Permutation;
import io.mixtura.mixture.observations.Resample;
import io.mixtura.mixture.observations.SampleWeights;
import io.mixtura.mixture.observations.View;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.BootstrapSpec;
import io.mixtura.mixture.spec.FitSpec;
import java.util.List;
import java.util.Optional;

/**
 * Standard errors and intervals of a Gaussian mixture: it is fitted again and again, each time to
 * rows drawn with replacement from its own, and it is seen how far the estimates scatter.
 *
 * <p>Each replicate starts from the fitted model, so that its components keep their numbers. What a
 * replicate draws depends on the seed of the fit and on its number alone: begun again after a
 * takeover they end with the same bits.
 *
 * <p>B. Efron: Bootstrap methods: another look at the jackknife. Ann. Statist. 7 (1979) 1–26.
 */
public final class Bootstrap {
  private final BootstrapSpec bootstrap;
  private final FitSpec spec;
  private final EStep eStep;
  private final List<String> columns;
  private final BootstrapObserver observer;

  /**
   * A bootstrap that has not begun.
   *
   * @param bootstrap how many replicates
   * @param spec what was fitted: Gaussian components without noise
   * @param observations the data it was fitted to
   * @param columns their names, for messages
   * @param passThreads threads to share
   * @param observer who follows
   */
  public Bootstrap(
      BootstrapSpec bootstrap,
      FitSpec spec,
      Observations observations,
      List<String> columns,
      PassThreads passThreads,
      BootstrapObserver observer) {
    this(
        bootstrap,
        spec,
        new LocalEStep(observations, Kernels.best(), passThreads, observer::stopRequested),
        columns,
        observer);
  }

  /**
   * A bootstrap that has not begun, of points wherever they are.
   *
   * @param eStep on the data; stops when the observer asks for it
   */
  public Bootstrap(
      BootstrapSpec bootstrap,
      FitSpec spec,
      EStep eStep,
      List<String> columns,
      BootstrapObserver observer) {
    if (spec.algorithm() != Algorithm.EM || !spec.family().canBootstrap()) {
      throw new IllegalArgumentException("a bootstrap is for Gaussian components without noise");
    }
    this.bootstrap = bootstrap;
    this.spec = spec;
    this.eStep = eStep;
    this.columns = columns;
    this.observer = observer;
  }

  /** Passes on the wish to stop, and tells nobody of iterations. */
  private record Stopper(BootstrapObserver observer) implements FitObserver {
    @Override
    public boolean stopRequested() {
      return observer.stopRequested();
    }

    @Override
    public void iterated(FitProgress progress, FitCheckpoint checkpoint) {}
  }

  /**
   * Runs all replicates.
   *
   * @param fitted what the fit to all rows came to
   * @return empty if it was stopped
   */
  public Optional<BootstrapErrors> run(Fitted fitted) {
    try {
      return Optional.of(replicate(fitted));
    } catch (FitInterrupted stopped) {
      return Optional.empty();
    }
  }

  private BootstrapErrors replicate(Fitted fitted) {
    SampleWeights weights = eStep.weights();
    EStep rows = inUnitsOfFit(weights);
    // Weights that are given belong to components as the start numbers them.
    int[] numbers = numbers(fitted);
    MixtureModel start = fitted.model().reordered(numbers);
    BootstrapErrors.Collector errors =
        new BootstrapErrors.Collector(bootstrap, start.components(), start.dimensions());
    for (int b = 0; b < bootstrap.replicates(); b++) {
      observer.starting(b);
      Resample drawn = Resample.of(spec.seed(), b, weights.positiveUpTo(), observer::stopRequested);
      MixtureFit fit =
          new MixtureFit(spec.unaligned(), rows.through(drawn), columns, new Stopper(observer));
      switch (fit.climb(start)) {
        case Fitted replicate when !fit.checkpoint().isSpurious() ->
            errors.add(
                replicate
                    .model()
                    .reordered(numbers(replicate))
                    .reordered(Permutation.inverse(numbers)));
        case Fitted _, Degenerate _ -> errors.addFailure();
        case Interrupted _ -> throw new FitInterrupted();
      }
    }
    return errors.errors();
  }

  /**
   * Rows count for as much as in the fit itself, also where a prior counts for some rows and their
   * weights are small.
   */
  private EStep inUnitsOfFit(SampleWeights weights) {
    double unit = weights.unit();
    return unit == 1 ? eStep : eStep.through(new View.WeightUnit(unit));
  }

  /** Entry i is the number in the model of what the start calls component i. */
  private static int[] numbers(Fitted fitted) {
    return fitted.initialToCanonical().stream().mapToInt(Integer::intValue).toArray();
  }
}
