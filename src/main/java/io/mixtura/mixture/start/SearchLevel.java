package io.mixtura.mixture.start;

import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.ExpectationMaximization;
import io.mixtura.mixture.em.ExpectationMaximization.Ending;
import io.mixtura.mixture.em.MStep;
import io.mixtura.mixture.em.Profiling;
import io.mixtura.mixture.em.ResponsibilityRule;
import io.mixtura.mixture.em.Soundness;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.Acceleration;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import java.util.random.RandomGenerator;

/** Points to try starts on: all of a fit, or a sample. */
record SearchLevel(
    EStep eStep, DataProfile data, MStep mStep, Acceleration acceleration, boolean isSample) {

  /** About so many of the points; this one if there are no more. */
  SearchLevel sample(int wanted, RandomGenerator random) {
    if (eStep.shape().size() <= wanted) {
      return this;
    }
    Observations sample = eStep.sample(wanted, random);
    EStep on = eStep.on(sample);
    // A column may have hardly a value in the sample; what all points say of it is known.
    return data.isIncomplete()
        ? new SearchLevel(on, data.ofSize(sample.size()), mStep, acceleration, true)
        : new SearchLevel(
            on,
            Profiling.of(on, mStep.family().form(sample.dimensions())),
            mStep,
            acceleration,
            true);
  }

  double size() {
    return data.size();
  }

  /** Iterations on these points. */
  ExpectationMaximization until(ConvergenceCriterion criterion) {
    return new ExpectationMaximization(
        at -> eStep.run(new ResponsibilityRule.Soft(at)),
        mStep,
        criterion,
        data,
        acceleration,
        (state, resumable) -> {});
  }

  /** How a start did that came to an end here. */
  Tried tried(int number, Ending ending, boolean isGivenUp) {
    return switch (ending) {
      case Ending.Ended(var state, var statistics, _) ->
          new Tried(
              number,
              statistics.objective() / data.size(),
              new Soundness(data, mStep, eStep).isSpurious(state, statistics),
              isGivenUp);
      case Ending.Degenerate _ -> new Tried(number, Double.NEGATIVE_INFINITY, true, false);
    };
  }
}
