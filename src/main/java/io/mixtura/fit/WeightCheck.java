package io.mixtura.fit;

import io.mixtura.dataset.ColumnSummary;
import io.mixtura.dataset.Datasets;
import io.mixtura.dataset.StoredDataset;
import io.mixtura.mixture.Observations;
import io.mixtura.mixture.Tile;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Makes sure that the numbers of the column that a fit names can be sample weights. */
@Component
class WeightCheck {
  private final Datasets datasets;

  WeightCheck(Datasets datasets) {
    this.datasets = datasets;
  }

  /**
   * Before a fit is queued: by the range of the column, which is known. Rows are read only to name
   * a bad one; how many weigh nothing is left to {@link #countRows}.
   */
  void checkRange(ResolvedFit fit, StoredDataset dataset) {
    if (fit.isWeighted()) {
      ColumnSummary range = range(fit, dataset);
      if (range.minimum() < 0 || range.maximum() == 0) {
        check(fit, datasets.observations(dataset), () -> false);
      }
    }
  }

  /** Before a fit on inline data is queued: by all of them. */
  void check(ResolvedFit fit, InlineData data) {
    if (fit.isWeighted()) {
      data.tally(fit.weightPosition()).refuseUnlessGood(fit);
    }
  }

  /** When a fit begins: by all rows, unless it is known that each counts. */
  void countRows(ResolvedFit fit, StoredDataset dataset, Observations rows, BooleanSupplier stop) {
    if (fit.isWeighted() && !(range(fit, dataset).minimum() > 0)) {
      check(fit, rows, stop);
    }
  }

  private ColumnSummary range(ResolvedFit fit, StoredDataset dataset) {
    return datasets.summary(dataset.id()).columns().get(fit.weightPosition());
  }

  private static void check(ResolvedFit fit, Observations rows, BooleanSupplier stop) {
    WeightTally tally = new WeightTally();
    Observations weights = rows.columns(fit.weightPosition());
    Tile tile = new Tile(1);
    for (int index = 0; index < weights.tiles(); index++) {
      if (stop.getAsBoolean()) {
        return;
      }
      weights.read(index, tile);
      for (int p = 0; p < tile.count(); p++) {
        tally.add(tile.get(p, 0));
      }
    }
    tally.refuseUnlessGood(fit);
  }
}
