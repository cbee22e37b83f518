package io.mixtura.fit.rows;

import io.mixtura.dataset.Datasets;
import io.mixtura.dataset.StoredDataset;
import io.mixtura.dataset.column.ColumnSummary;
import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.Refusal;
import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Makes sure that a fit takes it knowingly when values are missing in its columns. */
final class GapCheck {
  private final Datasets datasets;

  GapCheck(Datasets datasets) {
    this.datasets = datasets;
  }

  /** Before a fit is queued: by what is known of its columns. */
  void checkSummary(ResolvedFit fit, StoredDataset dataset) {
    if (fit.data().takesMissing()) {
      return;
    }
    for (ColumnSummary column : columns(fit, dataset)) {
      if (column.missing() > 0) {
        throw refusal(column, firstGap(fit, dataset, column.name()));
      }
    }
  }

  private List<ColumnSummary> columns(ResolvedFit fit, StoredDataset dataset) {
    return datasets.summary(dataset.id()).stream()
        .filter(column -> fit.columns().contains(column.name()))
        .toList();
  }

  private static Refusal refusal(ColumnSummary column, int row) {
    return Refusal.unprocessable(
        "/missing",
        "column '%s' has %d missing value%s, the first in row %d; add \"missing\": \"em\" to fit to the values that are there, or choose other columns"
            .formatted(
                Findings.shown(column.name()),
                column.missing(),
                column.missing() == 1 ? "" : "s",
                row + 1));
  }

  private int firstGap(ResolvedFit fit, StoredDataset dataset, String column) {
    Observations values = datasets.observations(dataset).columns(fit.data().position(column));
    Tile tile = new Tile(1);
    for (int index = 0; index < values.tiles(); index++) {
      values.read(index, tile);
      for (int p = 0; p < tile.count(); p++) {
        if (Double.isNaN(tile.get(p, 0))) {
          return index * Tile.POINTS + p;
        }
      }
    }
    throw new IllegalStateException("the summary counts gaps where there are none");
  }

  /** When a fit begins: its part of the rows, marked if a value of it is missing. */
  Observations select(
      ResolvedFit fit, StoredDataset dataset, Observations rows, BooleanSupplier stop) {
    Observations selected = fit.data().select(rows);
    if (columns(fit, dataset).stream().noneMatch(column -> column.missing() > 0)) {
      return selected;
    }
    if (fit.data().isWeighted()) {
      refuseColumnsWithoutWeight(fit, rows, stop);
    }
    return selected.incomplete();
  }

  /** Every column has values, but maybe only in rows of weight 0. */
  private static void refuseColumnsWithoutWeight(
      ResolvedFit fit, Observations rows, BooleanSupplier stop) {
    BitSet lacking = new BitSet();
    fit.columns().forEach(column -> lacking.set(fit.data().position(column)));
    Tile tile = new Tile(rows.dimensions());
    for (int index = 0; index < rows.tiles() && !lacking.isEmpty(); index++) {
      if (stop.getAsBoolean()) {
        return;
      }
      rows.read(index, tile);
      strike(lacking, tile, fit.data().weightPosition());
    }
    if (!lacking.isEmpty()) {
      throw Refusal.unprocessable(
          "/columns",
          "column '%s' has no value in any row of a weight above 0; leave it out"
              .formatted(Findings.shown(fit.data().shape().columns().get(lacking.nextSetBit(0)))));
    }
  }

  /** Strikes off the columns that have a value in a row that counts. */
  private static void strike(BitSet lacking, Tile tile, int weights) {
    for (int j = lacking.nextSetBit(0); j >= 0; j = lacking.nextSetBit(j + 1)) {
      for (int p = 0; p < tile.count() && lacking.get(j); p++) {
        if (tile.get(p, weights) > 0 && !Double.isNaN(tile.get(p, j))) {
          lacking.clear(j);
        }
      }
    }
  }
}
