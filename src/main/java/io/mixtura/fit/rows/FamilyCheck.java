package io.mixtura.fit.rows;

import io.mixtura.dataset.Datasets;
import io.mixtura.dataset.StoredDataset;
import io.mixtura.dataset.column.ColumnSummary;
import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.observations.Observations;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Makes sure that columns hold what their families can have, and finds the levels. */
final class FamilyCheck {
  /** A dataset of so many numbers is read before a fit is queued: some milliseconds. */
  private static final long AT_ONCE = 1_000_000;

  private final Datasets datasets;

  FamilyCheck(Datasets datasets) {
    this.datasets = datasets;
  }

  /**
   * Before a fit is queued: all rows of small data; else rows are read only to name a bad one, if
   * the ranges of the columns tell that there is one, and the rest is left to {@link #complete}.
   */
  ResolvedFit check(ResolvedFit fit, StoredDataset dataset) {
    long numbers = (long) dataset.rows() * dataset.columns().size();
    return fit.isGaussian() || numbers > AT_ONCE && areRangesGood(fit, dataset)
        ? fit
        : complete(fit, datasets.observations(dataset), () -> false).orElse(fit);
  }

  private boolean areRangesGood(ResolvedFit fit, StoredDataset dataset) {
    List<ColumnSummary> ranges = datasets.summary(dataset.id());
    for (int j = 0; j < fit.columns().size(); j++) {
      ColumnSummary range = ranges.get(fit.data().shape().columns().indexOf(fit.columns().get(j)));
      ColumnFamily family = fit.families().get(j);
      if (family.complaint(range.minimum()) != null || family.complaint(range.maximum()) != null) {
        return false;
      }
    }
    return true;
  }

  /** Before a fit on inline data is queued: by all of them. */
  ResolvedFit check(ResolvedFit fit, InlineData data) {
    if (fit.isGaussian()) {
      return fit;
    }
    FamilyTally tally = new FamilyTally(fit);
    int[] positions = tally.positions();
    double[] values = new double[positions.length];
    data.forEach(row -> {
      for (int c = 0; c < positions.length; c++) {
        values[c] = row[positions[c]];
      }
      tally.add(values);
    });
    return tally.complete();
  }

  /** When a fit begins: by all rows; empty if it is to stop before they are read. */
  Optional<ResolvedFit> complete(ResolvedFit fit, Observations rows, BooleanSupplier stop) {
    if (fit.isGaussian()) {
      return Optional.of(fit);
    }
    FamilyTally tally = new FamilyTally(fit);
    return ColumnScan.forEach(rows, tally.positions(), stop, tally::add)
        ? Optional.of(tally.complete())
        : Optional.empty();
  }
}
