package io.mixtura.mixture.fitting;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Standardization;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.covariance.Rescue;
import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.MStep;
import io.mixtura.mixture.em.Profiling;
import io.mixtura.mixture.em.SampleLeaps;
import io.mixtura.mixture.em.Soundness;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.family.ComponentFamily;
import io.mixtura.mixture.family.ConjugatePrior;
import io.mixtura.mixture.family.Maximization;
import io.mixtura.mixture.family.Prior;
import io.mixtura.mixture.fitting.FitOutcome.BestSoFar;
import io.mixtura.mixture.fitting.FitOutcome.Timings;
import io.mixtura.mixture.observations.SampleWeights;
import io.mixtura.mixture.observations.View;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.start.ChosenStarts;
import io.mixtura.mixture.start.Neighbours;
import io.mixtura.mixture.start.StartSearch;
import io.mixtura.mixture.start.Starts;
import io.mixtura.mixture.statistics.SecondMoments;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a fit, put together for its data in the units of the fit.
 *
 * @param spec with the family as the data have made it, and briefer where all is in vain
 * @param isInVain whether no end can be sound
 * @param units the way back to the data's own
 */
record FitParts(
    FitSpec spec,
    boolean isInVain,
    FitUnits units,
    DataProfile data,
    EStep eStep,
    MStep mStep,
    Starts starts,
    @Nullable StartSearch startSearch,
    Soundness soundness,
    @Nullable Aligning aligning) {
  /** Enough for some model to say of what is wrong with it: it is known to be spurious. */
  private static final int STARTS_IN_VAIN = 3;

  private static final int ITERATIONS_IN_VAIN = 20;

  static FitParts of(FitSpec asked, EStep given, Neighbours neighbours) {
    SampleWeights weights = given.weights();
    EStep passes = weights.unit() == 1 ? given : given.through(new View.WeightUnit(weights.unit()));
    Encoding encoding = asked.family().encoding(passes.shape().dimensions());
    Standardization standardization = null;
    EStep eStep = passes.through(encoding);
    if (asked.standardize()) {
      DataProfile raw = Profiling.of(passes, SecondMoments.DIAGONAL);
      standardization = new Standardization(raw.mean(), raw.scales());
      eStep = passes.through(standardization.view());
    }
    DataProfile data = Profiling.of(eStep, asked.family().form(eStep.shape().dimensions()));
    Rescue rescue = new Rescue(data.ofGaussian().middleCovariance(), asked.regularization());
    ComponentFamily family = believed(asked, data, standardization);
    FitSpec full = asked.with(family.on(eStep::box, data, rescue));
    // Exactly so many iterations are what is asked for, whatever they are good for.
    boolean isInVain =
        asked.convergence().tolerance() > 0
            && Soundness.isOutOfReach(full.family(), rescue, full.components(), weights.positive());
    FitSpec spec = isInVain ? full.briefly(STARTS_IN_VAIN, ITERATIONS_IN_VAIN) : full;
    MStep mStep = new MStep(spec.family(), spec.mixingWeights(), rescue);
    Starts starts = new Starts(spec, eStep, mStep, data, standardization);
    StartSearch startSearch =
        spec.initialization().isSearch()
            ? new StartSearch(spec, eStep, mStep, starts, data, neighbours, isInVain)
            : null;
    return new FitParts(
        spec,
        isInVain,
        new FitUnits(spec.algorithm(), standardization, data, weights),
        data,
        eStep,
        mStep,
        starts,
        startSearch,
        new Soundness(data, mStep, eStep),
        asked.alignedWith() == null ? null : Aligning.of(asked, asked.alignedWith(), given));
  }

  /** What is believed of the components is said in the data's units, or taken from the data. */
  private static ComponentFamily believed(
      FitSpec spec, DataProfile data, @Nullable Standardization standardization) {
    ConjugatePrior given = spec.prior();
    if (given == null) {
      return spec.family();
    }
    ConjugatePrior prior = standardization == null ? given : standardization.standardized(given);
    CovarianceStructure structure = spec.family().structure();
    return spec.family().believing(Prior.of(prior, structure, spec.components(), data));
  }

  /** The starts to follow; {@code trying} is told the number of each that is tried before. */
  ChosenStarts chosenStarts(IntConsumer trying) {
    return startSearch == null
        ? ChosenStarts.all(spec.starts())
        : startSearch.explore(spec.followed(), trying);
  }

  /** Null where there is no sample, or none that could be trusted. */
  @Nullable SampleLeaps sampleLeaps() {
    return startSearch == null ? null : startSearch.sampleLeaps();
  }

  /** How many starts are tried at most. */
  int startsAtMost() {
    return startSearch == null ? spec.starts() : startSearch.starts();
  }

  Maximization<MixtureModel> start(int number, ChosenStarts chosenStarts) {
    return startSearch == null ? starts.start(number) : startSearch.start(number, chosenStarts);
  }

  /**
   * The criterion in the units of what a pass reports. A log-likelihood has no unit; k-means
   * reports squared distances in its place, so there the tolerance is a fraction of the data's
   * variance: whether lengths are given in metres or kilometres must not decide when it ends.
   */
  ConvergenceCriterion convergence() {
    ConvergenceCriterion given = spec.convergence();
    return switch (spec.algorithm()) {
      case EM -> given;
      case KMEANS ->
          switch (given.criterion()) {
            case LOG_LIKELIHOOD -> given.scaled(data.totalVariance());
            case PARAMETERS -> given;
          };
    };
  }

  /**
   * Canonical, or after another model; but where labels say which component is which, their numbers
   * stay.
   *
   * @param model in the data's own units
   */
  int[] order(MixtureModel model) {
    if (aligning != null) {
      return aligning.order(model);
    }
    return eStep.shape().isLabelled()
        ? IntStream.range(0, model.components()).toArray()
        : model.canonicalOrder();
  }

  BestSoFar bestSoFar(
      MixtureModel model, double objective, int start, int iteration, Timings timings) {
    MixtureModel own = units.inOwnUnits(model);
    return new BestSoFar(
        own.reordered(order(own)),
        units.standardization(),
        units.inOwnUnits(objective),
        start,
        iteration,
        timings,
        units.weights().total());
  }
}
