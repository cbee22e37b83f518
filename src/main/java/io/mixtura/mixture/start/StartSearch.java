package io.mixtura.mixture.start;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.MStep;
import io.mixtura.mixture.em.NoiseWeight;
import io.mixtura.mixture.em.SampleLeaps;
import io.mixtura.mixture.em.Soundness;
import io.mixtura.mixture.family.Maximization;
import io.mixtura.mixture.observations.Sampling;
import io.mixtura.mixture.observations.Shape;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.FitSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which starts of a portfolio are worth being followed: all are tried for a few
 * iterations, and the best are kept. A third of them come from the data; the others rearrange the
 * best maximum found so far, see {@link Rearrangement}, once one is sound. Where there are many
 * points this is done on a sample, the kept ones are followed on a larger one, and only the best of
 * them goes on with all points: from a sample's maximum it is a short way to theirs.
 *
 * <p>C. Biernacki, G. Celeux, G. Govaert: Choosing starting values for the EM algorithm for getting
 * the highest likelihood in multivariate Gaussian mixture models. Comput. Stat. Data Anal. 41
 * (2003) 561–575.
 *
 * <p>N. Ueda, R. Nakano, Z. Ghahramani, G. E. Hinton: SMEM algorithm for mixture models. Neural
 * Comput. 12 (2000) 2109–2128.
 */
public final class StartSearch {
  /** What is left to gain then tells no maxima apart. */
  private static final ConvergenceCriterion SHORT =
      new ConvergenceCriterion(ConvergenceCriterion.Criterion.LOG_LIKELIHOOD, 1e-6, 40);

  /** Steps of k-means at most, or of a tighter model, before a start: they cost what those do. */
  public static final int CLUSTERING = 60;

  /** A start is looked at a few times on its way, and of few points its last pass is made again. */
  private static final double LOOKS = 1.1;

  private static final double MOST_OF_A_TRY = CLUSTERING + LOOKS * (SHORT.maxIterations() + 1);

  /** As far from a sample's maximum as leads all points to theirs as soon. */
  private static final double NEAR = 5e-5;

  /**
   * Iterations after which most starts that end spurious have come to rest, or are given up, with
   * those by which every second one is led on before.
   */
  private static final double INTO_A_HOLE = 110;

  /** How many times smaller than all points the larger sample is at least. */
  private static final int FEWER = 8;

  private static final int FEWEST_POINTS = 4096;

  /** Points in the smaller sample for each component and dimension. */
  private static final int POINTS_PER_MEAN = 10;

  /** Points for each number of a component with which a sample knows where a leap leads to. */
  private static final int POINTS_PER_NUMBER = 20;

  private final FitSpec spec;

  /** Whether starts that have not been tried may lead elsewhere. */
  private final boolean haveOthers;

  /** Whether no neighbours are known. What is told of the way of a start is told from its start. */
  private final boolean isAlone;

  private final SearchLevel all;
  private final SearchLevel few;
  private final SearchLevel many;
  private final boolean isAll;
  private final Tries tries;

  /** Where the chosen start ended on the larger sample; null if that is not known. */
  private @Nullable Maximization<MixtureModel> bestOnMany;

  /**
   * A search that has not begun.
   *
   * @param neighbours where it begins, before the starts of its own
   * @param isInVain whether no start can be sound, so that there is no point in going on for one
   */
  public StartSearch(
      FitSpec spec,
      EStep eStep,
      MStep mStep,
      Starts starts,
      DataProfile data,
      Neighbours neighbours,
      boolean isInVain) {
    this.spec = spec;
    this.isAlone = neighbours.areNone();
    this.haveOthers = spec.components() > 1 && !isInVain && isAlone;
    this.all = new SearchLevel(eStep, data, mStep, spec.acceleration(), false);
    Shape points = eStep.shape();
    RandomGenerator random = Sampling.generator(spec.seed(), spec.starts());
    this.many = all.sample(most(points.size(), points.dimensions()), random);
    this.few = many.sample(fewest(spec, points.size(), points.dimensions()), random);
    this.isAll = many == all;
    Starts onFew = few == all ? starts : starts.on(few.eStep());
    this.tries =
        new Tries(
            onFew,
            neighbours.areAll() ? 0 : spec.starts(),
            new NeighbourStarts(neighbours, onFew),
            new Race(few, SHORT, Race.FIRST_LOOK, 0),
            new Race(few, SHORT, few.isSample() ? Race.FIRST_LOOK_NEARBY : Race.FIRST_LOOK, 0),
            spec.components(),
            1 + spec.family().numbers(points.dimensions()));
  }

  /** All, or where that is many a sample that is a good deal smaller. */
  private static int most(int rows, int dimensions) {
    int most = Sampling.mostPoints(dimensions);
    return rows <= most ? rows : Math.min(most, rows / FEWER);
  }

  private static int fewest(FitSpec spec, int rows, int dimensions) {
    long wanted = (long) POINTS_PER_MEAN * spec.components() * dimensions;
    return (int) Math.min(rows, Math.max(FEWEST_POINTS, wanted));
  }

  /**
   * Passes over all points, if no start converges.
   *
   * @param others starts that come from neighbours
   */
  public static double passesAtMost(FitSpec spec, int others, int rows, int dimensions) {
    double many = most(rows, dimensions);
    double few = Math.min(many, fewest(spec, rows, dimensions));
    double tries = (spec.starts() + others) * MOST_OF_A_TRY * few;
    double followed = followedAtMost(spec, others) * many;
    int iterations = spec.convergence().maxIterations();
    double all = many < rows ? iterations + 1.0 : 0;
    double leaps = many < rows ? SampleLeaps.passesAtMost(iterations) * many : 0;
    return (tries + followed + leaps) / rows + all;
  }

  /**
   * With neighbours a candidate is followed twice. One that is alone goes on while no start is
   * sound, through all that were tried and others: into holes of the likelihood it is not far.
   */
  private static double followedAtMost(FitSpec spec, int others) {
    double each = spec.convergence().maxIterations() + 1.0;
    double followed = ChosenStarts.SPARE * spec.followed();
    double inVain = Math.max(0, (1 + ChosenStarts.OTHERS) * spec.starts() - followed);
    return others == 0
        ? followed * each + inVain * Math.min(each, INTO_A_HOLE)
        : 2 * followed * each;
  }

  /** Evaluations of the EM map, of few points or many. */
  public static double evaluationsAtMost(FitSpec spec, int others, int rows, int dimensions) {
    int iterations = spec.convergence().maxIterations();
    double withAll = iterations + 1.0 + SampleLeaps.passesAtMost(iterations);
    return (spec.starts() + others) * MOST_OF_A_TRY
        + followedAtMost(spec, others)
        + (most(rows, dimensions) < rows ? withAll : 0);
  }

  /** How many are tried at most. */
  public int starts() {
    return tries.count();
  }

  /**
   * The starts to follow.
   *
   * @param trying is told the number of each start that is about to be tried
   */
  public ChosenStarts explore(int keep, IntConsumer trying) {
    Optima optima = new Optima(mostMoves());
    List<Tried> tried = new ArrayList<>();
    for (int number = 0; number < starts() && !isAtRest(number, optima); number++) {
      trying.accept(number);
      if (tries.isRearrangement(number)) {
        optima.rearrange(number);
      }
      Race.Result result = tries.run(number, optima.bases(), optima.bar(few == many ? keep : 1));
      Tried end = few.tried(number, result.ending(), result.isGivenUp());
      optima.add(end);
      tried.add(end);
    }
    tried.sort(Tried.BEST_FIRST);
    Shortlist shortlist = Shortlist.of(tried, keep);
    ChosenStarts chosen = ChosenStarts.of(shortlist, tried.size(), optima.bases(), haveOthers);
    return isAll ? chosen : bestOfSample(chosen, keep, trying);
  }

  /**
   * Whether a whole turn has found nothing better. Where there are points enough for a sample, what
   * is still to be found is hardly worth as much again; where they are few, starts are cheap.
   */
  private boolean isAtRest(int number, Optima optima) {
    return few.isSample()
        && number > 0
        && optima.isAnySound()
        && tries.areAtRest(number, optima.best());
  }

  /** In one dimension a component has one middle to be parted at. */
  private int mostMoves() {
    int waysOfPair = few.eStep().shape().dimensions() == 1 ? 1 : 2;
    return waysOfPair * Rearrangement.pairs(spec.components());
  }

  private ChosenStarts bestOfSample(ChosenStarts candidates, int keep, IntConsumer trying) {
    List<Integer> bases = candidates.bases();
    Race race = ofCandidates();
    List<Tried> followed = new ArrayList<>();
    int sound = 0;
    while (!candidates.areEnough(followed.size(), sound, keep)) {
      int number = candidates.chosen().get(followed.size());
      trying.accept(number);
      double bar = sound == 0 ? Double.NEGATIVE_INFINITY : followed.getFirst().objective();
      Race.Result result = race.run(onMany(number, bases), bar);
      Tried end = many.tried(number, result.ending(), result.isGivenUp());
      followed.add(end);
      followed.sort(Tried.BEST_FIRST);
      if (followed.getFirst() == end) {
        bestOnMany = result.ending().model();
      }
      sound += end.isSpurious() ? 0 : 1;
    }
    Tried best = followed.getFirst();
    int alike = -1;
    for (Tried end : followed) {
      alike += end.isLike(best) ? 1 + candidates.copiesOf(end.number()) : 0;
    }
    long spurious = followed.stream().skip(1).filter(Tried::isSpurious).count();
    return new ChosenStarts(
        candidates.tried(followed.size()),
        List.of(best.number()),
        List.of(0),
        bases,
        alike,
        (int) spurious);
  }

  /** Where a start that was chosen begins: where it ended on the largest sample that it was on. */
  public Maximization<MixtureModel> start(int number, ChosenStarts chosenStarts) {
    List<Integer> bases = chosenStarts.bases();
    if (isAll) {
      return few == many && isAlone ? tries.start(number, bases) : onMany(number, bases);
    }
    Maximization<MixtureModel> known = bestOnMany;
    Maximization<MixtureModel> best =
        known == null
            ? ofCandidates().run(onMany(number, bases), Double.NEGATIVE_INFINITY).ending().model()
            : known;
    return best.map(model -> NoiseWeight.onMore(model, all.size()));
  }

  /** Where a start begins on the larger sample. */
  private Maximization<MixtureModel> onMany(int number, List<Integer> bases) {
    return tries.end(number, bases).map(model -> NoiseWeight.onMore(model, many.size()));
  }

  /** Leaps for iterations with all points; null where there is no sample of these. */
  public @Nullable SampleLeaps sampleLeaps() {
    int numbers = spec.family().numbers(many.eStep().shape().dimensions());
    return isAll
        ? null
        : new SampleLeaps(
            many.eStep(),
            all.size() / many.size(),
            all.mStep(),
            all.data().scales(),
            POINTS_PER_NUMBER * (1.0 + numbers));
  }

  /** Whoever cannot get ahead of the best one need not be followed. */
  private Race ofCandidates() {
    return new Race(
        many, nearTheEnd(), Race.FIRST_LOOK_NEARBY, Soundness.SAME_MAXIMUM_PER_OBSERVATION);
  }

  /** Enough to compare starts on a sample, and to go on from with all points. */
  private ConvergenceCriterion nearTheEnd() {
    ConvergenceCriterion given = spec.convergence();
    return new ConvergenceCriterion(
        given.criterion(), Math.max(given.tolerance(), NEAR), given.maxIterations());
  }
}
