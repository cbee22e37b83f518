package io.mixtura.mixture.fitting;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.Soundness;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.fitting.FitCheckpoint.BestStart;
import io.mixtura.mixture.fitting.FitCheckpoint.FinishedStart;
import io.mixtura.mixture.observations.Permutation;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.start.ChosenStarts;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the outcome of a fit that has ended: its model, and all that is told of it. */
final class FitReport {
  private static final double SAME_INERTIA = 1e-6;

  /** Rows that differ beyond which there is no table of answers to speak of. */
  private static final int MOST_ROWS = 100_000;

  private static final int MOST_VALUES = 1 << 22;

  private final FitSpec spec;
  private final EStep given;
  private final FitParts fit;
  private final List<String> columns;
  private final FitCheckpoint checkpoint;

  /**
   * A report.
   *
   * @param given the data in their own columns and units
   */
  FitReport(
      FitSpec spec, EStep given, FitParts fit, List<String> columns, FitCheckpoint checkpoint) {
    this.spec = spec;
    this.given = given;
    this.fit = fit;
    this.columns = columns;
    this.checkpoint = checkpoint;
  }

  FitOutcome.Fitted fitted(BestStart best, SufficientStatistics statistics) {
    boolean isEm = spec.algorithm() == Algorithm.EM;
    MixtureModel own = fit.units().inOwnUnits(best.state().model());
    int[] order = fit.order(own);
    Aligning aligning = fit.aligning();
    double objective = fit.units().inOwnUnits(statistics.logLikelihood());
    long free = spec.freeParameters(columns.size());
    int reaching = startsReaching(statistics.objective());
    return new FitOutcome.Fitted(
        own.reordered(order),
        fit.units().standardization(),
        isEm ? objective : Double.NaN,
        isEm ? Double.NaN : objective,
        isEm
            ? InformationCriteria.of(
                objective,
                free,
                fit.units().weights().total(),
                fit.units().inOwnWeights(statistics.logLargestResponsibility()))
            : null,
        goodnessOfFit(own, free),
        free,
        best.state().iteration(),
        best.reason(),
        startsTried(),
        followed(),
        chosenStarts().chosen().get(best.position()),
        reaching,
        chosenStarts().othersSpurious()
            + (int) checkpoint.finished().stream().filter(FinishedStart::isSpurious).count(),
        inverse(order).subList(0, own.clusters()),
        history(best, statistics),
        new FitWarnings(spec, fit, columns)
            .of(
                new FitWarnings.Ending(
                    best,
                    checkpoint.isSpurious(),
                    startsTried(),
                    reaching,
                    statistics,
                    inverse(order))),
        checkpoint.timings(),
        fit.units().weights().total(),
        aligning == null ? null : aligning.of(own.reordered(order)));
  }

  /** Of latent classes; null of others, and where rows with known classes are no table. */
  private @Nullable GoodnessOfFit goodnessOfFit(MixtureModel own, long freeParameters) {
    boolean isTable = own.columns().stream().allMatch(ColumnFamily::hasLevels);
    if (!isTable || given.shape().isLabelled()) {
      return null;
    }
    return given
        .distinctRows(Math.min(MOST_ROWS, MOST_VALUES / columns.size()))
        .map(rows -> GoodnessOfFit.of(own, rows, freeParameters, fit.data().size()))
        .orElse(null);
  }

  private int startsReaching(double objective) {
    double tolerance =
        spec.algorithm() == Algorithm.EM
            ? Soundness.SAME_MAXIMUM_PER_OBSERVATION * fit.data().size()
            : SAME_INERTIA * Math.abs(objective);
    boolean isSpurious = checkpoint.isSpurious();
    int reaching = chosenStarts().othersAlike();
    for (int position = 0; position < checkpoint.finished().size(); position++) {
      FinishedStart start = checkpoint.finished().get(position);
      if (start.isSpurious() == isSpurious
          && Math.abs(start.objective() - objective) <= tolerance) {
        reaching += 1 + chosenStarts().copies().get(position);
      }
    }
    return reaching;
  }

  /** More than were asked for where some ended in a hole of the likelihood. */
  private int followed() {
    return Math.max(spec.followed(), checkpoint.finished().size());
  }

  private int startsTried() {
    return chosenStarts().tried(checkpoint.finished().size());
  }

  private ChosenStarts chosenStarts() {
    return Objects.requireNonNull(checkpoint.chosenStarts());
  }

  /** What the log-likelihood has done, in the data's own units. */
  private List<Double> history(BestStart best, SufficientStatistics statistics) {
    List<Double> history = best.state().trace().seen(statistics.objective()).history();
    return history.stream().map(fit.units()::inOwnUnits).toList();
  }

  private static List<Integer> inverse(int[] order) {
    return Arrays.stream(Permutation.inverse(order)).boxed().toList();
  }

  FitOutcome.Degenerate degenerate() {
    FinishedStart last = checkpoint.finished().getLast();
    return new FitOutcome.Degenerate(
        "component %d collapsed in column '%s' (start %d of %d tried; no start did better): %s. %s"
            .formatted(
                last.collapsedComponent(),
                columns.get(last.collapsedColumn()),
                chosenStarts().chosen().get(checkpoint.finished().size() - 1),
                startsTried(),
                cause(),
                remedy()));
  }

  private String cause() {
    if (isOnePoint()) {
      return areEqual()
          ? isWeighted() ? "all rows of a weight above 0 are equal" : "all rows are equal"
          : "the rows differ by so little that the squares of the differences are 0 in double precision";
    }
    FitWarnings named = new FitWarnings(spec, fit, columns);
    String tiny = named.tinyColumns();
    if (!tiny.isEmpty()) {
      return "the values of columns (%s) differ by so little that the squares of the differences are 0 in double precision; multiply them by some power of 10, or leave them out"
          .formatted(tiny);
    }
    String constants = named.constantColumns();
    if (!constants.isEmpty()) {
      return "constant columns (" + constants + ") leave no variance to estimate";
    }
    String determined = named.determinedColumns();
    if (determined.isEmpty()) {
      return "it closed in on points that (nearly) coincide there, where the likelihood grows without bound";
    }
    int rows = fit.units().weights().positive();
    return rows <= columns.size()
        ? "%d rows span fewer dimensions than the %d columns have, so that covariances are flat"
            .formatted(rows, columns.size())
        : "columns that are linear combinations of the columns before them (%s) leave no variance of their own to estimate"
            .formatted(determined);
  }

  private boolean isWeighted() {
    return fit.eStep().shape().isWeighted();
  }

  private String remedy() {
    if (isOnePoint()) {
      return areEqual()
          ? "A mixture needs rows that differ: neither regularization nor fewer components will help"
          : "Multiply the columns by some power of 10: neither regularization nor fewer components will help";
    }
    String regularization =
        spec.regularization() > 0
            ? "Raise regularization, which at %s is too low to help"
                .formatted(spec.regularization())
            : "Set regularization above 0";
    return regularization
        + ", leave out columns that are constant or determined by others, use fewer components, or a tighter covariance such as 'tied' or 'diagonal'";
  }

  /** Whether rows that weigh anything have the same values, and not only no variance. */
  private boolean areEqual() {
    return fit.eStep().box().isPoint();
  }

  private boolean isOnePoint() {
    return Arrays.stream(fit.data().variances()).allMatch(variance -> variance == 0);
  }
}
