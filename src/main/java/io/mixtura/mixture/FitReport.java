package io.mixtura.mixture;

import io.mixtura.mixture.FitCheckpoint.BestStart;
import io.mixtura.mixture.FitCheckpoint.FinishedStart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is told of a fit that has ended. */
final class FitReport {
  /** Starts this close, per observation, are taken to have reached the same maximum. */
  private static final double SAME_MAXIMUM_PER_OBSERVATION = 1e-4;

  private static final double SAME_INERTIA = 1e-6;
  private static final double WIDE_SCALES = 10;

  private final FitSpec spec;
  private final FitUnits fit;
  private final List<String> columns;
  private final FitCheckpoint checkpoint;

  FitReport(FitSpec spec, FitUnits fit, List<String> columns, FitCheckpoint checkpoint) {
    this.spec = spec;
    this.fit = fit;
    this.columns = columns;
    this.checkpoint = checkpoint;
  }

  FitOutcome.Fitted fitted(BestStart best, SufficientStatistics statistics) {
    boolean isEm = spec.algorithm() == Algorithm.EM;
    MixtureModel own = fit.inOwnUnits(best.state().model());
    int[] order = own.canonicalOrder();
    double objective = fit.inOwnUnits(statistics.logLikelihood());
    long free = freeParameters();
    return new FitOutcome.Fitted(
        own.reordered(order),
        fit.standardization(),
        isEm ? objective : Double.NaN,
        isEm ? Double.NaN : objective,
        isEm
            ? InformationCriteria.of(
                objective, free, fit.data().size(), statistics.logLargestResponsibility())
            : null,
        free,
        best.state().iteration(),
        best.reason(),
        best.start(),
        spec.starts(),
        startsReaching(statistics.logLikelihood(), best),
        (int) checkpoint.finished().stream().filter(FinishedStart::isSpurious).count(),
        inverse(order),
        warnings(best, statistics, inverse(order)),
        checkpoint.timings());
  }

  private long freeParameters() {
    int k = spec.components();
    int d = columns.size();
    return switch (spec.algorithm()) {
      case EM ->
          new GaussianFamily(spec.covariance()).freeParameters(k, d)
              + spec.mixingWeights().freeParameters(k);
      case KMEANS -> (long) k * d;
    };
  }

  private int startsReaching(double objective, BestStart best) {
    double tolerance =
        spec.algorithm() == Algorithm.EM
            ? SAME_MAXIMUM_PER_OBSERVATION * fit.data().size()
            : SAME_INERTIA * Math.abs(objective);
    boolean isSpurious = checkpoint.finished().get(best.start()).isSpurious();
    return (int)
        checkpoint.finished().stream()
            .filter(start -> start.isSpurious() == isSpurious)
            .filter(start -> Math.abs(start.objective() - objective) <= tolerance)
            .count();
  }

  private static List<Integer> inverse(int[] order) {
    Integer[] inverse = new Integer[order.length];
    for (int k = 0; k < order.length; k++) {
      inverse[order[k]] = k;
    }
    return List.of(inverse);
  }

  private List<String> warnings(
      BestStart best, SufficientStatistics statistics, List<Integer> canonical) {
    List<String> warnings = new ArrayList<>();
    if (spec.covariance() == CovarianceStructure.IDENTITY
        && fit.data().scaleRatio() > WIDE_SCALES) {
      warnings.add(
          "the columns' standard deviations differ by a factor of %.3g, and %s lets the widest decide; \"standardize\": true gives every column the same say"
              .formatted(
                  fit.data().scaleRatio(),
                  spec.algorithm() == Algorithm.EM ? "covariance 'identity'" : "k-means"));
    }
    String constants = constantColumns();
    if (!constants.isEmpty()) {
      warnings.add("constant columns tell nothing about components: " + constants);
    }
    String combinations = combinedColumns();
    if (!combinations.isEmpty()) {
      warnings.add(
          "columns that are linear combinations of the columns before them tell nothing more about components, and make the log-likelihood depend on regularization: "
              + combinations);
    }
    switch (best.reason()) {
      case LOG_LIKELIHOOD_CONVERGED, PARAMETERS_CONVERGED -> {}
      case ITERATION_LIMIT -> {
        if (spec.convergence().tolerance() > 0) {
          warnings.add(
              "not converged after %d iterations: raise convergence.maxIterations, or start a fit from this model's parameters"
                  .formatted(best.state().iteration()));
        }
      }
      case ROUNDING_LIMIT ->
          warnings.add(
              "stopped where rounding hides any further gain: columns are nearly linear combinations of others, or vary little against their distance from 0");
    }
    for (int k : best.state().rescued()) {
      warnings.add(
          "component %d collapsed on (nearly) coincident points and only regularization keeps it apart from them: its likelihood is spurious; use fewer components or more restarts"
              .formatted(canonical.get(k)));
    }
    for (int k = 0; k < statistics.components(); k++) {
      if (statistics.count(k) < 0.5) {
        warnings.add(
            "component %d has no points left: use fewer components".formatted(canonical.get(k)));
      }
    }
    if (checkpoint.finished().get(best.start()).isSpurious()) {
      warnings.add(
          "no start ended in a sound maximum: this model has a component on a handful of points, or one ten thousand times narrower than the data, as values far from all others make it; use fewer components, more restarts or a tighter covariance");
    }
    return List.copyOf(warnings);
  }

  private String constantColumns() {
    return named(this::isConstant);
  }

  /** Not looked for where covariances have no correlations. */
  private String combinedColumns() {
    return named(j -> fit.mStep().rescue().isDetermined(j) && !isConstant(j));
  }

  private boolean isConstant(int column) {
    return fit.data().variances()[column] == 0;
  }

  private String named(IntPredicate isMeant) {
    return IntStream.range(0, columns.size())
        .filter(isMeant)
        .mapToObj(j -> "'%s'".formatted(columns.get(j)))
        .collect(Collectors.joining(", "));
  }

  FitOutcome.Degenerate degenerate() {
    FinishedStart last = checkpoint.finished().getLast();
    return new FitOutcome.Degenerate(
        "component %d collapsed in column '%s' (start %d of %d; no start did better): %s. %s"
            .formatted(
                last.collapsedComponent(),
                columns.get(last.collapsedColumn()),
                checkpoint.finished().size(),
                spec.starts(),
                cause(),
                remedy()));
  }

  private String cause() {
    if (isOnePoint()) {
      return "all rows are equal";
    }
    String constants = constantColumns();
    return constants.isEmpty()
        ? "it closed in on points that (nearly) coincide there, where the likelihood grows without bound"
        : "constant columns (" + constants + ") leave no variance to estimate";
  }

  private String remedy() {
    if (isOnePoint()) {
      return "A mixture needs rows that differ: neither regularization nor fewer components will help";
    }
    String regularization =
        spec.regularization() > 0
            ? "Raise regularization, which at %s is too low to help"
                .formatted(spec.regularization())
            : "Set regularization above 0";
    return regularization
        + ", leave out columns that are constant or determined by others, use fewer components, or a tighter covariance such as 'tied' or 'diagonal'";
  }

  private boolean isOnePoint() {
    return Arrays.stream(fit.data().variances()).allMatch(variance -> variance == 0);
  }
}
