package io.mixtura.mixture.start;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Standardization;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.em.Clusters;
import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.MStep;
import io.mixtura.mixture.em.Profiling;
import io.mixtura.mixture.em.ResponsibilityRule;
import io.mixtura.mixture.em.WildValues;
import io.mixtura.mixture.family.Components;
import io.mixtura.mixture.family.Maximization;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Permutation;
import io.mixtura.mixture.observations.Sampling;
import io.mixtura.mixture.pass.FilledObservations;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The starts of a fit: what each of them finds in the data to make a first model of. */
public final class Starts {
  /** Rows for each column of a component, with which a covariance of its own is no snare. */
  private static final int PLENTY = 30;

  /** One start in so many sees wild values as they are: they may be a cluster. */
  private static final int WILD = 3;

  private final FitSpec spec;
  private final EStep eStep;

  /** On points that have been completed where values are missing. */
  private final EStep filled;

  private final MStep mStep;
  private final DataProfile data;
  private final @Nullable Standardization standardization;
  private final FirstModels first;
  private @Nullable WhitenedClusters whitened;
  private @Nullable Starts tame;
  private @Nullable Starts steady;

  public Starts(
      FitSpec spec,
      EStep eStep,
      MStep mStep,
      DataProfile data,
      @Nullable Standardization standardization) {
    this.spec = spec;
    this.eStep = eStep;
    this.filled = filled(eStep, data);
    this.mStep = mStep;
    this.data = data;
    this.standardization = standardization;
    this.first = new FirstModels(spec, filled, mStep, data, standardization);
  }

  private static EStep filled(EStep eStep, DataProfile data) {
    return eStep.shape().isIncomplete()
        ? eStep.through(new FilledObservations.Filled(data.gaussian()))
        : eStep;
  }

  /** The same on other points of the same data. */
  Starts on(EStep others) {
    return new Starts(spec, others, mStep, data, standardization);
  }

  private Starts ofTame(EStep points) {
    DataProfile profile = Profiling.of(points, mStep.family().form(points.shape().dimensions()));
    return new Starts(spec, points, mStep, profile, standardization);
  }

  /** The start of a number, always the same one. */
  public Maximization<MixtureModel> start(int number) {
    RandomGenerator random = Sampling.generator(spec.seed(), number);
    return switch (spec.initialization()) {
      case Initialization.Portfolio _ -> ofPortfolio(number);
      case Initialization.Continued(var from, _, _) ->
          number == 0 ? first.continuing(from) : ofPortfolio(number);
      case Initialization.KMeans _ -> fromMeans(kMeansPlusPlus(random));
      case Initialization.RandomPoints _ ->
          first.at(FirstModels.places(aligned(KMeans.centres(randomPoints(random)))));
      case Initialization.Partition(var labels) ->
          first.ofPartition(labels.stream().mapToInt(Integer::intValue).toArray());
      case Initialization.Parameters parameters -> first.of(parameters);
    };
  }

  private Maximization<MixtureModel> ofPortfolio(int number) {
    return (number % WILD == 0 ? this : tame())
        .ofPortfolio(number, Sampling.generator(spec.seed(), number));
  }

  /**
   * A start of a portfolio once more, where none has led to a sound end: led on for a while by the
   * belief that keeps components from collapsing, which is more likely to end between the holes.
   *
   * @param instead the number of the one where the family knows of no such belief
   */
  Maximization<MixtureModel> again(int number, int instead) {
    return steady()
        .map(one ->
            new Relaxing(eStep, one.mStep, data)
                .from(one.ofPortfolio(number), spec.family().structure()))
        .orElseGet(() -> ofPortfolio(instead));
  }

  /** Of components that cannot collapse, if the family has such. */
  private Optional<Starts> steady() {
    if (steady == null) {
      steady =
          spec.family()
              .steadied(spec.components(), data)
              .map(family -> new MStep(family, mStep.mixingWeights(), mStep.rescue()))
              .map(one -> new Starts(spec, eStep, one, data, standardization))
              .orElse(null);
    }
    return Optional.ofNullable(steady);
  }

  /** The same of data without wild values; these if there are none. */
  private Starts tame() {
    Starts made = tame;
    if (made == null) {
      made = WildValues.tamed(eStep, data).map(view -> ofTame(eStep.through(view))).orElse(this);
      tame = made;
    }
    return made;
  }

  /** Each of them a different one of its kind. */
  private Maximization<MixtureModel> ofPortfolio(int number, RandomGenerator random) {
    return switch (StartKind.of(number, eStep.shape().isLabelled())) {
      case LABELS -> fromLabelled(randomPoints(random));
      case K_MEANS -> fromMeans(kMeansPlusPlus(random));
      case WHITENED_K_MEANS -> fromClusters(whitened().kMeans(random));
      case HIERARCHY -> fromClusters(whitened().hierarchy(random));
      case RANDOM_POINTS -> fromMeans(centres(randomPoints(random)));
      case RELAXED -> relaxed(random).orElseGet(() -> ofRandomResponsibilities(random));
      case RANDOM_RESPONSIBILITIES -> ofRandomResponsibilities(random);
    };
  }

  private Maximization<MixtureModel> ofRandomResponsibilities(RandomGenerator random) {
    return first.ofRandomResponsibilities(random.nextLong());
  }

  /** Empty where the components have no shape that few points decide. */
  private Optional<Maximization<MixtureModel>> relaxed(RandomGenerator random) {
    return tight()
        .map(tight -> {
          FirstModels firstTight = new FirstModels(spec, filled, tight, data, standardization);
          return relaxed(firstTight.ofPartition(aligned(whitened().hierarchy(random))), tight);
        });
  }

  private Maximization<MixtureModel> relaxed(Maximization<MixtureModel> start, MStep tight) {
    return new Relaxing(eStep, tight, data).from(start, spec.family().structure());
  }

  /** Empty where a cluster has rows enough, too. */
  private Optional<MStep> tight() {
    int dimensions = eStep.shape().dimensions();
    if (data.size() >= (double) PLENTY * spec.components() * dimensions) {
      return Optional.empty();
    }
    return spec.family()
        .tighter(dimensions)
        .map(tighter -> new MStep(tighter, mStep.mixingWeights(), mStep.rescue()));
  }

  /**
   * Another start from where one has led.
   *
   * @param move which rearrangement of it
   */
  Maximization<MixtureModel> rearranged(MixtureModel model, int number, int move) {
    Rearrangement as = Rearrangement.of(losses(model), move);
    MixtureModel from = eStep.shape().isIncomplete() ? twice(model, as) : model;
    SufficientStatistics shares = parted(from, as, number);
    Optional<MStep> tight = as.isRelaxed() ? tight() : Optional.empty();
    return tight
        .map(one -> relaxed(one.start(shares, from.parameters()), one))
        .orElseGet(() -> mStep.start(shares, from.parameters()));
  }

  /**
   * A start from where a fit of one component less has led: one of them is parted in two.
   *
   * @param rank which of them, from the one that the log-likelihood would lose most without
   */
  Maximization<MixtureModel> withOneMore(MixtureModel model, int number, int rank) {
    int k = model.clusters();
    int[] byLoss = Rearrangement.byLoss(losses(model));
    int parted = byLoss[k - 1 - rank % k];
    MixtureModel from = withCopy(model, parted);
    return mStep.start(
        parted(from, new Rearrangement(k, parted, false), number), from.parameters());
  }

  /** With a copy of one cluster behind the others. */
  private static MixtureModel withCopy(MixtureModel model, int cluster) {
    int k = model.clusters();
    return model.reordered(
        IntStream.range(0, model.components() + 1)
            .map(c -> c < k ? c : c == k ? cluster : c - 1)
            .toArray());
  }

  private double[] losses(MixtureModel model) {
    SufficientStatistics losses = eStep.run(new ResponsibilityRule.Losses(model));
    return IntStream.range(0, model.clusters()).mapToDouble(k -> losses.tallies(k)[0]).toArray();
  }

  /** Parted by a random plane. */
  private SufficientStatistics parted(MixtureModel model, Rearrangement as, int number) {
    RandomGenerator random = Sampling.generator(spec.seed(), number);
    double[] z = new double[model.parameters().dimensions()];
    Arrays.setAll(z, j -> random.nextDouble(-1, 1));
    double[] normal = model.parameters().normal(as.parted(), z);
    return eStep.run(new ResponsibilityRule.Parted(model, as.parted(), as.dropped(), normal));
  }

  /** With one component in the place of another, too, which then expects what that one does. */
  private static MixtureModel twice(MixtureModel model, Rearrangement as) {
    int[] order = IntStream.range(0, model.components()).toArray();
    order[as.dropped()] = as.parted();
    return model.reordered(order);
  }

  /** A start from where a fit of components of another form has led. */
  Maximization<MixtureModel> like(MixtureModel other) {
    return first.ofSharesIn(other);
  }

  /** A start from a Gaussian mixture in the data's own units. */
  public MixtureModel from(MixtureModel given) {
    return first.of(given);
  }

  private WhitenedClusters whitened() {
    WhitenedClusters made = whitened;
    if (made == null) {
      Observations points = new Whitening(data).whitened(all(filled));
      made = new WhitenedClusters(points, filled.on(points), kMeans(), spec.components());
      whitened = made;
    }
    return made;
  }

  /** Ward's method and partitions want all points here: they are few, or a sample already. */
  private static Observations all(EStep eStep) {
    return eStep.sample(eStep.shape().size(), Sampling.generator(0, 0));
  }

  private KMeans kMeans() {
    return new KMeans(mStep, data);
  }

  private Components kMeansPlusPlus(RandomGenerator random) {
    return spec.family().startsInOwnUnits()
        ? kMeans().fromScratch(filled, spec.components(), random)
        : inScaledUnits(random);
  }

  /** Counts, indicators and measurements cannot be compared but in units of their spread. */
  private Components inScaledUnits(RandomGenerator random) {
    Standardization scaling = new Standardization(data.mean(), data.scales());
    Components found =
        kMeans().fromScratch(filled.through(scaling.view()), spec.components(), random);
    return found.transformed(data.scales(), data.mean());
  }

  /** Centres that a point is near or far from in the data's units, or in those of their spread. */
  private Components centres(double[][] points) {
    return spec.family().startsInOwnUnits()
        ? KMeans.centres(points)
        : KMeans.centres(points, data.scales());
  }

  private double[][] randomPoints(RandomGenerator random) {
    return filled.distinctPoints(spec.components(), random);
  }

  private Maximization<MixtureModel> fromMeans(Components centres) {
    if (spec.algorithm() == Algorithm.KMEANS) {
      return first.asTheyAre(centres);
    }
    return first.ofNearest(aligned(centres));
  }

  /** Clusters come in any order; those that labels speak of get their numbers. */
  private Components aligned(Components centres) {
    return eStep.shape().isLabelled()
        ? centres.reordered(
            LabelAgreement.of(filled, new Clusters.Nearest(FirstModels.places(centres))).order())
        : centres;
  }

  /**
   * From the means of the points with a label.
   *
   * @param others where components that no label speaks of begin
   */
  private Maximization<MixtureModel> fromLabelled(double[][] others) {
    return first.ofNearest(KMeans.centres(LabelledMeans.of(filled, data.mean(), others)));
  }

  private Maximization<MixtureModel> fromClusters(int[] clusters) {
    return first.ofPartition(aligned(clusters));
  }

  private int[] aligned(int[] clusters) {
    if (!eStep.shape().isLabelled()) {
      return clusters;
    }
    int[] order =
        LabelAgreement.of(filled, new Clusters.Given(spec.components(), clusters)).order();
    int[] component = Permutation.inverse(order);
    return Arrays.stream(clusters).map(cluster -> component[cluster]).toArray();
  }
}
