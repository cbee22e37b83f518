package io.mixtura.mixture.fitting;

import io.mixtura.mixture.em.Soundness;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.fitting.FitCheckpoint.BestStart;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Warnings to the user of a fitted model: what to know, and what to do about it. */
final class FitWarnings {
  private static final double WIDE_SCALES = 10;

  /** Below this effective number of points a component describes nothing. */
  private static final double EMPTY = 0.5;

  private final FitSpec spec;
  private final FitParts fit;
  private final List<String> columns;

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
    constants().ifPresent(warnings::add);
    combinations().ifPresent(warnings::add);
    stopping(ending.best()).ifPresent(warnings::add);
    rescued(ending).ifPresent(warnings::add);
    empty(ending).ifPresent(warnings::add);
    falls(ending).ifPresent(warnings::add);
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
    return Optional.of(
        "the columns' standard deviations differ by a factor of %.3g, and %s lets the widest decide; \"standardize\": true gives every column the same say"
            .formatted(
                ratio, spec.algorithm() == Algorithm.EM ? "covariance 'identity'" : "k-means"));
  }

  private Optional<String> constants() {
    String constants = constantColumns();
    return constants.isEmpty()
        ? Optional.empty()
        : Optional.of("constant columns tell nothing about components: " + constants);
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
          isMeantToConverge()
              ? Optional.of(
                  "not converged after %d iterations: raise convergence.maxIterations, or start a fit from this model's parameters"
                      .formatted(best.state().iteration()))
              : Optional.empty();
      case ROUNDING_LIMIT ->
          Optional.of(
              "stopped where rounding hides any further gain: columns are nearly linear combinations of others, or vary little against their distance from 0");
    };
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
              "component %d collapsed on (nearly) coincident points and only regularization keeps it apart from them: its likelihood is spurious; use fewer components or more restarts"
                  .formatted(rescued.getFirst()));
      default ->
          Optional.of(
              "components %s collapsed on (nearly) coincident points and only regularization keeps them apart from these: their likelihood is spurious; use fewer components or more restarts"
                  .formatted(listed(rescued)));
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
              "components %s have no points left: use fewer components".formatted(listed(empty)));
    };
  }

  /** {@code 1, 3 and 4}. */
  private static String listed(List<Integer> numbers) {
    List<String> texts = numbers.stream().map(Object::toString).toList();
    int last = texts.size() - 1;
    return String.join(", ", texts.subList(0, last)) + " and " + texts.get(last);
  }

  /** Nothing but a rescue makes the log-likelihood fall, and not all rescues last to the end. */
  private Optional<String> falls(Ending ending) {
    long falls = isMeantToConverge() ? ending.falls(fit.data().size()) : 0;
    return falls == 0
        ? Optional.empty()
        : Optional.of(
            "the log-likelihood fell %s on the way, where a component collapsed and regularization kept it apart from its points: see history; use fewer components, more restarts or a tighter covariance"
                .formatted(falls == 1 ? "once" : falls + " times"));
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
          "no start ended in a sound maximum: of this model %s; use fewer components, more restarts or a tighter covariance"
              .formatted(flaw(ending)));
    }
    return spec.followed() > 1 && ending.restartsReachingBest() == 1 && isMeantToConverge()
        ? Optional.of(
            "only 1 of the %d starts that were tried reached this value, so a better one may exist: raise %s"
                .formatted(ending.startsTried(), moreStarts()))
        : Optional.empty();
  }

  private String moreStarts() {
    return spec.initialization().isSearch()
        ? "initialization.starts and initialization.keep"
        : "restarts";
  }

  /** Names of the constant columns, in quotes. */
  String constantColumns() {
    return named(this::isConstant);
  }

  /** Names of the columns that others determine, in quotes. */
  String determinedColumns() {
    return named(j -> isDetermined(j) && !isConstant(j));
  }

  private boolean isConstant(int column) {
    int first = encoding().first(column);
    return IntStream.range(first, first + encoding().columns().get(column).width())
        .allMatch(encoded -> fit.data().variances()[encoded] == 0);
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
