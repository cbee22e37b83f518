package io.mixtura.mixture.start;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.EmState;
import io.mixtura.mixture.em.ExpectationMaximization;
import io.mixtura.mixture.em.ExpectationMaximization.Ending;
import io.mixtura.mixture.em.MStep;
import io.mixtura.mixture.em.Profiling;
import io.mixtura.mixture.em.ResponsibilityRule;
import io.mixtura.mixture.em.Soundness;
import io.mixtura.mixture.family.Maximization;
import io.mixtura.mixture.family.Maximization.Collapsed;
import io.mixtura.mixture.family.Maximization.Maximized;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Sampling;
import io.mixtura.mixture.observations.Shape;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.FitSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Finds out which starts of a portfolio are worth being followed: all are tried for a few
 * iterations, and the best are kept. Where there are many points this is done on a sample, the kept
 * ones are followed on a larger one, and only the best of them goes on with all points: from a
 * sample's maximum it is a short way to theirs.
 *
 * <p>C. Biernacki, G. Celeux, G. Govaert: Choosing starting values for the EM algorithm for getting
 * the highest likelihood in multivariate Gaussian mixture models. Comput. Stat. Data Anal. 41
 * (2003) 561–575.
 */
public final class StartSearch {
  /** Some starts do nothing for a while: it is the number of iterations alone that ends them. */
  private static final ConvergenceCriterion SHORT =
      new ConvergenceCriterion(ConvergenceCriterion.Criterion.LOG_LIKELIHOOD, 0, 40);

  /** Steps of k-means at most, or of a tighter model, before a start: they cost what those do. */
  public static final int CLUSTERING = 60;

  private static final int MOST_OF_A_TRY = CLUSTERING + SHORT.maxIterations() + 1;

  private static final double NEAR = 1e-5;

  private static final int FEWER = 4;

  private static final int FEWEST_POINTS = 8192;

  /** Points in the smaller sample for each component and dimension. */
  private static final int POINTS_PER_MEAN = 20;

  private static final Comparator<Tried> BEST_FIRST =
      Comparator.comparing(Tried::isSpurious)
          .thenComparing(Comparator.comparingDouble(Tried::objective).reversed())
          .thenComparingInt(Tried::number);

  private final FitSpec spec;
  private final MStep mStep;
  private final Starts starts;
  private final Level few;
  private final Level many;
  private final boolean isAll;
  private final Map<Integer, Maximization<MixtureModel>> tried = new HashMap<>();

  /** A start that has been tried, and how it did per observation. */
  private record Tried(int number, double objective, boolean isSpurious) {
    boolean isLike(Tried other) {
      return isSpurious == other.isSpurious
          && Math.abs(objective - other.objective) <= Soundness.SAME_MAXIMUM_PER_OBSERVATION;
    }
  }

  /**
   * The starts to follow, best first. Those that stand where a better one stands would most likely
   * end where that ends, and their agreement says nothing of other maxima: they are counted, and
   * followed only where there are not enough others. Behind those that were asked for come the
   * others, to take the place of any that collapse on their way, see {@link ChosenStarts#isEnough}.
   */
  private record Shortlist(List<Integer> numbers, List<Integer> copies) {

    static Shortlist of(List<Tried> bestFirst, int keep) {
      List<Tried> distinct = new ArrayList<>();
      List<Tried> alike = new ArrayList<>();
      for (Tried one : bestFirst) {
        (distinct.stream().anyMatch(one::isLike) ? alike : distinct).add(one);
      }
      int fromAlike = Math.clamp(keep - (long) distinct.size(), 0, alike.size());
      List<Tried> listed = new ArrayList<>(distinct);
      listed.addAll(alike.subList(0, fromAlike));
      int[] copies = new int[listed.size()];
      for (Tried copy : alike.subList(fromAlike, alike.size())) {
        copies[
            IntStream.range(0, copies.length)
                .filter(i -> copy.isLike(listed.get(i)))
                .findFirst()
                .orElseThrow()]++;
      }
      return new Shortlist(
          listed.stream().map(Tried::number).toList(), Arrays.stream(copies).boxed().toList());
    }

    int copiesOf(int number) {
      return copies.get(numbers.indexOf(number));
    }
  }

  /** Points to try starts on. */
  private record Level(EStep eStep, DataProfile data, Soundness soundness) {
    static Level of(EStep eStep, DataProfile data, MStep mStep) {
      return new Level(eStep, data, new Soundness(data, mStep, eStep));
    }
  }

  public StartSearch(FitSpec spec, EStep eStep, MStep mStep, Starts starts, DataProfile data) {
    this.spec = spec;
    this.mStep = mStep;
    Level all = Level.of(eStep, data, mStep);
    Shape points = eStep.shape();
    RandomGenerator random = Sampling.generator(spec.seed(), spec.starts());
    this.many = sample(most(points.size(), points.dimensions()), all, random);
    this.few = sample(fewest(spec, points.size(), points.dimensions()), many, random);
    this.starts = few == all ? starts : starts.on(few.eStep());
    this.isAll = many == all;
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

  public static double passesAtMost(FitSpec spec, int rows, int dimensions) {
    double many = most(rows, dimensions);
    double few = Math.min(many, fewest(spec, rows, dimensions));
    double tries = spec.starts() * (double) MOST_OF_A_TRY * few;
    double followed =
        (double) ChosenStarts.SPARE
            * spec.followed()
            * (spec.convergence().maxIterations() + 1.0)
            * many;
    double all = many < rows ? spec.convergence().maxIterations() + 1.0 : 0;
    return (tries + followed) / rows + all;
  }

  /** Evaluations of the EM map, of few points or many. */
  public static double evaluationsAtMost(FitSpec spec, int rows, int dimensions) {
    double each = spec.convergence().maxIterations() + 1.0;
    return spec.starts() * (double) MOST_OF_A_TRY
        + ChosenStarts.SPARE * spec.followed() * each
        + (most(rows, dimensions) < rows ? each : 0);
  }

  private Level sample(int wanted, Level of, RandomGenerator random) {
    if (of.eStep().shape().size() <= wanted) {
      return of;
    }
    Observations sample = of.eStep().sample(wanted, random);
    EStep eStep = of.eStep().on(sample);
    if (of.data().isIncomplete()) {
      // A column may have hardly a value in the sample; what all points say of it is known.
      return Level.of(eStep, of.data().ofSize(sample.size()), mStep);
    }
    return Level.of(eStep, Profiling.of(eStep, spec.family().form(sample.dimensions())), mStep);
  }

  /**
   * The starts to follow.
   *
   * @param trying is told the number of each start that is about to be tried
   */
  public ChosenStarts explore(int keep, IntConsumer trying) {
    List<Tried> tried = new ArrayList<>();
    for (int number = 0; number < fresh(); number++) {
      trying.accept(number);
      tried.add(tried(number, few, follow(starts.start(number), few, SHORT)));
    }
    tried.sort(BEST_FIRST);
    int base = tried.getFirst().number();
    for (int number = fresh(); number < spec.starts(); number++) {
      trying.accept(number);
      tried.add(tried(number, few, follow(start(number, base), few, SHORT)));
    }
    tried.sort(BEST_FIRST);
    Shortlist shortlist = Shortlist.of(tried, keep);
    return isAll
        ? new ChosenStarts(shortlist.numbers(), shortlist.copies(), base, 0, 0)
        : bestOfSample(shortlist, keep, base, trying);
  }

  /** How many starts come from the data; the others rearrange what the best of these has led to. */
  private int fresh() {
    return spec.components() == 1 ? spec.starts() : spec.starts() - spec.starts() / 3;
  }

  private Maximization<MixtureModel> start(int number, int base) {
    return number < fresh()
        ? starts.start(number)
        : tried(base).flatMap(model -> starts.rearranged(model, number));
  }

  /** Where one of the fresh starts has led to. */
  private Maximization<MixtureModel> tried(int number) {
    Maximization<MixtureModel> known = tried.get(number);
    if (known == null) {
      known = follow(starts.start(number), few, SHORT).model();
      tried.put(number, known);
    }
    return known;
  }

  private ChosenStarts bestOfSample(Shortlist shortlist, int keep, int base, IntConsumer trying) {
    List<Tried> followed = new ArrayList<>();
    int sound = 0;
    for (int number : shortlist.numbers()) {
      if (ChosenStarts.isEnough(followed.size(), sound, keep)) {
        break;
      }
      trying.accept(number);
      Tried end = tried(number, many, onMany(number, base));
      followed.add(end);
      sound += end.isSpurious() ? 0 : 1;
    }
    followed.sort(BEST_FIRST);
    Tried best = followed.getFirst();
    int alike = -1;
    for (Tried end : followed) {
      alike += end.isLike(best) ? 1 + shortlist.copiesOf(end.number()) : 0;
    }
    long spurious = followed.stream().skip(1).filter(Tried::isSpurious).count();
    return new ChosenStarts(List.of(best.number()), List.of(0), base, alike, (int) spurious);
  }

  /** Where a start that was chosen begins: where it ended on the larger sample. */
  public Maximization<MixtureModel> start(int number, ChosenStarts chosenStarts) {
    return isAll ? start(number, chosenStarts.base()) : onMany(number, chosenStarts.base()).model();
  }

  /** Enough to compare starts on a sample, and to go on from with all points. */
  private ConvergenceCriterion nearTheEnd() {
    ConvergenceCriterion given = spec.convergence();
    return new ConvergenceCriterion(
        given.criterion(), Math.max(given.tolerance(), NEAR), given.maxIterations());
  }

  private Ending onMany(int number, int base) {
    Ending onFew = follow(start(number, base), few, SHORT);
    return follow(onFew.model(), many, nearTheEnd());
  }

  private static Tried tried(int number, Level level, Ending ending) {
    return switch (ending) {
      case Ending.Ended(var state, var statistics, _) ->
          new Tried(
              number,
              statistics.objective() / level.data().size(),
              level.soundness().isSpurious(state, statistics));
      case Ending.Degenerate _ -> new Tried(number, Double.NEGATIVE_INFINITY, true);
    };
  }

  private Ending follow(
      Maximization<MixtureModel> start, Level level, ConvergenceCriterion criterion) {
    return switch (start) {
      case Maximized<MixtureModel>(var model, _) ->
          new ExpectationMaximization(
                  at -> level.eStep().run(new ResponsibilityRule.Soft(at)),
                  mStep,
                  criterion,
                  level.data(),
                  spec.acceleration(),
                  (state, resumable) -> {})
              .run(EmState.start(model));
      case Collapsed<MixtureModel>(var component, var column) ->
          new Ending.Degenerate(component, column, 0);
    };
  }
}
