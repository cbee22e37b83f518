package io.mixtura.fit.rows;

import io.mixtura.dataset.Datasets;
import io.mixtura.dataset.StoredDataset;
import io.mixtura.dataset.column.ColumnSummary;
import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.mixture.observations.Observations;
import java.util.function.BooleanSupplier;

/** Makes sure that the numbers of the columns that a fit names can be sample weights or labels. */
final class MarkCheck {
  private final Datasets datasets;

  MarkCheck(Datasets datasets) {
    this.datasets = datasets;
  }

  /**
   * Before a fit is queued: by the range of the column, which is known. Rows are read only to name
   * a bad one; what the range does not tell is left to {@link #checkRows}.
   */
  void checkRange(ResolvedFit fit, StoredDataset dataset) {
    if (fit.data().isWeighted()) {
      ColumnSummary range = range(dataset, fit.data().weightPosition());
      if (range.minimum() < 0 || range.maximum() == 0 || range.missing() > 0) {
        checkWeights(fit, datasets.observations(dataset), () -> false);
      }
    }
    if (fit.data().isLabelled()) {
      ColumnSummary range = range(dataset, fit.data().labelPosition());
      boolean isBeyond = range.maximum() > fit.spec().components() - 1.0;
      if (range.minimum() < -1 || range.maximum() < 0 || isBeyond) {
        checkLabels(fit, datasets.observations(dataset), () -> false);
      }
    }
  }

  /** Before a fit on inline data is queued: by all of them. */
  void check(ResolvedFit fit, InlineData data) {
    if (fit.data().isWeighted()) {
      data.tally(fit.data().weightPosition(), new WeightTally()).refuseUnlessGood(fit);
    }
    if (fit.data().isLabelled()) {
      data.tally(fit.data().labelPosition(), labels(fit)).refuseUnlessGood(fit);
    }
  }

  /** When a fit begins: by all rows, unless it is known that each weight counts. */
  void checkRows(ResolvedFit fit, StoredDataset dataset, Observations rows, BooleanSupplier stop) {
    if (fit.data().isWeighted() && !(range(dataset, fit.data().weightPosition()).minimum() > 0)) {
      checkWeights(fit, rows, stop);
    }
    if (fit.data().isLabelled()) {
      checkLabels(fit, rows, stop);
    }
  }

  private ColumnSummary range(StoredDataset dataset, int column) {
    return datasets.summary(dataset.id()).get(column);
  }

  private static LabelTally labels(ResolvedFit fit) {
    return new LabelTally(fit.spec().components(), fit.data().labels());
  }

  private static void checkWeights(ResolvedFit fit, Observations rows, BooleanSupplier stop) {
    check(fit, rows, fit.data().weightPosition(), new WeightTally(), stop);
  }

  private static void checkLabels(ResolvedFit fit, Observations rows, BooleanSupplier stop) {
    check(fit, rows, fit.data().labelPosition(), labels(fit), stop);
  }

  private static void check(
      ResolvedFit fit, Observations rows, int column, ColumnTally tally, BooleanSupplier stop) {
    if (ColumnScan.forEach(rows, new int[] {column}, stop, row -> tally.add(row[0]))) {
      tally.refuseUnlessGood(fit);
    }
  }
}
