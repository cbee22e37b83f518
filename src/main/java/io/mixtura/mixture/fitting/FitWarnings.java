package io.mixtura.mixture.fitting;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.em.Soundness;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.fitting.FitCheckpoint.BestStart;
import io.mixtura.mixture.observations.Box;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Warnings to the user of a fitted model: what to know, and what to do about it. */
final class FitWarnings {
  private static final double WIDE_SCALES = 10;

  /** Standard deviations between two normal densities that together have two summits. */
  private static final double TOLD_APART = 2;

  /** Below this effective number of points a component describes nothing. */
  private static final double EMPTY = 0.5;

  private final FitSpec spec;
  private final FitParts fit;
  private final List<String> columns;
  private @Nullable Box box;

  /**
   * The end of the fit.
   *
   * @param best the start that was kept
   * @param isSpurious whether it ended in a hole of the likelihood
   * @param startsTried how many starts were tried
   * @param restartsReachingBest how many of them came to its value
   * @param statistics of a pass with its model
   * @param canonical number in the stored model of each of its components
   */
  record Ending(
      BestStart best,
      boolean isSpurious,
      int startsTried,
      int restartsReachingBest,
      SufficientStatistics statistics,
      List<Integer> canonical) {

    /** How often the objective has fallen, but for the first step, which starts from anything. */
    long falls(double size) {
      return best.state().trace().seen(statistics.objective()).falls(size);
    }
  }

  FitWarnings(FitSpec spec, FitParts fit, List<String> columns) {
    this.spec = spec;
    this.fit = fit;
    this.columns = columns;
  }

  List<String> of(Ending ending) {
    List<String> warnings = new ArrayList<>();
    scales().ifPresent(warnings::add);
    widths(ending).ifPresent(warnings::add);
    constants().ifPresent(warnings::add);
    tiny().ifPresent(warnings::add);
    combinations().ifPresent(warnings::add);
    stopping(ending.best()).ifPresent(warnings::add);
    rescued(ending).ifPresent(warnings::add);
    empty(ending).ifPresent(warnings::add);
    falls(ending).ifPresent(warnings::add);
    warnings.addAll(new TailWarnings(spec).of(ending));
    new WildCounts(encoding(), columns).of(ending).ifPresent(warnings::add);
    new IdentificationWarning(spec, fit, columns).of(ending).ifPresent(warnings::add);
    starts(ending).ifPresent(warnings::add);
    return List.copyOf(warnings);
  }

  private Optional<String> scales() {
    double ratio = fit.data().ofGaussian().scaleRatio();
    if (spec.family().structure().isEstimated()
        || encoding().numeric() == 0
        || ratio <= WIDE_SCALES) {
      return Optional.empty();
    }
    String what = "the columns' standard deviations differ by a factor of %.3g, and %s";
    return Optional.of(
        what.formatted(
            ratio,
            spec.algorithm() == Algorithm.EM
                ? "covariance 'identity' lets the widest decide; 'EEI' and 'diagonal' find a variance for each, where \"standardize\": true would make every component as wide as all data"
                : "k-means lets the widest decide; \"standardize\": true gives every column the same say"));
  }

  /**
   * Components of variance 1 in columns of variance 1 have no room beside each other, unless
   * columns are correlated; less than two standard deviations apart they have one summit together.
   */
  private Optional<String> widths(Ending ending) {
    if (spec.algorithm() != Algorithm.EM
        || !spec.standardize()
        || spec.family().structure().isEstimated()) {
      return Optional.empty();
    }
    return nearest(ending.best().state().model(), TOLD_APART)
        .map(pair ->
            "with \"standardize\": true each component of covariance 'identity' is as wide as all data in every column, and %s lie so close together that they cannot be told apart; use 'EII' or 'spherical', which estimate how wide components are, or leave standardize out"
                .formatted(
                    ComponentNames.of(
                        pair.stream().map(ending.canonical()::get).sorted().toList())));
  }

  /** The two components whose means are nearest, if they are nearer than that. */
  private static Optional<List<Integer>> nearest(MixtureModel model, double least) {
    Optional<List<Integer>> nearest = Optional.empty();
    double distance = least;
    for (int k = 0; k < model.clusters(); k++) {
      for (int m = 0; m < k; m++) {
        double between = distance(model.mean(k), model.mean(m));
        if (between < distance) {
          distance = between;
          nearest = Optional.of(List.of(m, k));
        }
      }
    }
    return nearest;
  }

  private static double distance(double[] one, double[] other) {
    double squares = 0;
    for (int j = 0; j < one.length; j++) {
      squares += (one[j] - other[j]) * (one[j] - other[j]);
    }
    return Math.sqrt(squares);
  }

  private Optional<String> constants() {
    String constants = constantColumns();
    return constants.isEmpty()
        ? Optional.empty()
        : Optional.of("constant columns tell nothing about components: " + constants);
  }

  private Optional<String> tiny() {
    String tiny = tinyColumns();
    return tiny.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "columns whose values differ by so little that the squares of the differences are 0 in double precision count as constant: %s; multiply them by some power of 10"
                .formatted(tiny));
  }

  /** Not looked for where covariances have no correlations. */
  private Optional<String> combinations() {
    String combinations = determinedColumns();
    return combinations.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "columns that are linear combinations of the columns before them tell nothing more about components, and make the log-likelihood depend on regularization: "
                + combinations);
  }

  private Optional<String> stopping(BestStart best) {
    return switch (best.reason()) {
      case LOG_LIKELIHOOD_CONVERGED, PARAMETERS_CONVERGED -> Optional.empty();
      case ITERATION_LIMIT ->
          isMeantToConverge() && isForWantOfIterations(best)
              ? Optional.of(
                  "not converged after %d iterations: raise convergence.maxIterations, or start a fit from this model's parameters"
                      .formatted(best.state().iteration()))
              : Optional.empty();
      case ROUNDING_LIMIT ->
          Optional.of(
              "stopped where rounding hides any further gain: columns are nearly linear combinations of others, or vary little against their distance from 0");
    };
  }

  /** And not because more of them would be of no use. */
  private boolean isForWantOfIterations(BestStart best) {
    return !fit.isInVain() && best.state().iteration() >= spec.convergence().maxIterations();
  }

  private boolean isMeantToConverge() {
    return spec.convergence().tolerance() > 0;
  }

  private Optional<String> rescued(Ending ending) {
    List<Integer> rescued =
        ending.best().state().rescued().stream().map(ending.canonical()::get).sorted().toList();
    return switch (rescued.size()) {
      case 0 -> Optional.empty();
      case 1 ->
          Optional.of(
              "component %d collapsed on (nearly) coincident points and only regularization keeps it apart from them: its likelihood is spurious; use fewer components or %s"
                  .formatted(rescued.getFirst(), others()));
      default ->
          Optional.of(
              "components %s collapsed on (nearly) coincident points and only regularization keeps them apart from these: their likelihood is spurious; use fewer components or %s"
                  .formatted(ComponentNames.listed(rescued), others()));
    };
  }

  private Optional<String> empty(Ending ending) {
    List<Integer> empty =
        IntStream.range(0, ending.best().state().model().clusters())
            .filter(k -> ending.statistics().count(k) < EMPTY)
            .mapToObj(ending.canonical()::get)
            .sorted()
            .toList();
    return switch (empty.size()) {
      case 0 -> Optional.empty();
      case 1 ->
          Optional.of(
              "component %d has no points left: use fewer components".formatted(empty.getFirst()));
      default ->
          Optional.of(
              "components %s have no points left: use fewer components"
                  .formatted(ComponentNames.listed(empty)));
    };
  }

  /** Nothing but a rescue makes the log-likelihood fall, and not all rescues last to the end. */
  private Optional<String> falls(Ending ending) {
    long falls = isMeantToConverge() ? ending.falls(fit.data().size()) : 0;
    return falls == 0
        ? Optional.empty()
        : Optional.of(
            "the log-likelihood fell %s on the way, where a component collapsed and regularization kept it apart from its points: see history; use fewer components, %s or a tighter covariance"
                .formatted(falls == 1 ? "once" : falls + " times", others()));
  }

  private String flaw(Ending ending) {
    return fit.soundness()
        .flaw(ending.best().state(), ending.statistics())
        .map(flaw ->
            switch (flaw) {
              case Soundness.Flaw.Rescued() ->
                  "a component has collapsed, on rows that coincide or on values far from all others";
              case Soundness.Flaw.Falling() ->
                  "a component collapses and is rescued again and again, so that the log-likelihood falls";
              case Soundness.Flaw.Few(int component, double points, double needed) ->
                  "component %d stands on %.3g rows and needs %.3g"
                      .formatted(ending.canonical().get(component), points, needed);
              case Soundness.Flaw.Narrow(int component, double width) ->
                  "component %d is in some direction %.1e times as wide as the middle of the data, a spot or a plane, as repeated values or a value far from all others make it"
                      .formatted(ending.canonical().get(component), width);
            })
        .orElse("no component is sound");
  }

  private Optional<String> starts(Ending ending) {
    if (ending.isSpurious()) {
      return Optional.of(
          "no start ended in a sound maximum: of this model %s; use fewer components, %s or a tighter covariance"
              .formatted(flaw(ending), fit.isInVain() ? "more rows" : others()));
    }
    return spec.followed() > 1 && ending.restartsReachingBest() == 1 && isMeantToConverge()
        ? Optional.of(
            "only 1 of the %d starts that were tried reached this value, so a better one may exist: raise %s"
                .formatted(ending.startsTried(), moreStarts()))
        : Optional.empty();
  }

  /** What to ask for to have others tried than those that came to nothing. */
  private String others() {
    return spec.initialization().isSearch()
        ? "more starts (initialization.starts and .keep)"
        : "more restarts";
  }

  private String moreStarts() {
    return spec.initialization().isSearch()
        ? "initialization.starts and initialization.keep"
        : "restarts";
  }

  /** Names of the constant columns, in quotes. */
  String constantColumns() {
    return named(column -> hasNoVariance(column) && !differs(column));
  }

  /** Names of the columns that only seem to be constant, in quotes. */
  String tinyColumns() {
    return named(column -> hasNoVariance(column) && differs(column));
  }

  /** Names of the columns that others determine, in quotes. */
  String determinedColumns() {
    return named(j -> isDetermined(j) && !hasNoVariance(j));
  }

  private boolean hasNoVariance(int column) {
    return encoded(column).allMatch(encoded -> fit.data().variances()[encoded] == 0);
  }

  /** Whether values differ, though the square of the difference may be too small for a number. */
  private boolean differs(int column) {
    Box looked = box;
    if (looked == null) {
      looked = fit.eStep().box();
      box = looked;
    }
    double[] sides = looked.sides();
    return encoded(column).anyMatch(encoded -> sides[encoded] > 0);
  }

  private IntStream encoded(int column) {
    int first = encoding().first(column);
    return IntStream.range(first, first + encoding().columns().get(column).width());
  }

  private boolean isDetermined(int column) {
    return encoding().isGaussian(column)
        && fit.mStep().rescue().isDetermined(encoding().first(column));
  }

  private Encoding encoding() {
    return spec.family().encoding(columns.size());
  }

  private String named(IntPredicate isMeant) {
    return IntStream.range(0, columns.size())
        .filter(isMeant)
        .mapToObj(j -> "'%s'".formatted(columns.get(j)))
        .collect(Collectors.joining(", "));
  }
}
