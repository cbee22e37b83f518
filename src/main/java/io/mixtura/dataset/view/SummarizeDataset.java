package io.mixtura.dataset.view;

import io.mixtura.caller.Tenant;
import io.mixtura.dataset.DatasetTiles;
import io.mixtura.dataset.Datasets;
import io.mixtura.dataset.StoredDataset;
import io.mixtura.dataset.column.ColumnSummary;
import io.mixtura.web.problem.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Summarizes datasets, which never change: the last ones that were asked for are remembered. One at
 * a time, so that their memory is that of one.
 */
@Component
class SummarizeDataset {
  private static final int REMEMBERED = 64;

  private final Datasets datasets;
  private final ReentrantLock work = new ReentrantLock();
  private final Map<Asked, DatasetSummary> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, DatasetSummary> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** What was asked for, and by whom. */
  private record Asked(Tenant tenant, String id, @Nullable String weights) {}

  SummarizeDataset(Datasets datasets) {
    this.datasets = datasets;
  }

  /**
   * The summary.
   *
   * @param weights name of the column that rows count by; null if each counts as one
   */
  DatasetSummary of(String id, @Nullable String weights) {
    DatasetTiles tiles = datasets.tiles(id);
    List<ColumnSummary> stored = datasets.summary(id);
    int column = weights == null ? -1 : weightColumn(weights, tiles.dataset(), stored);
    Asked asked = new Asked(Tenant.current(), id, weights);
    work.lock();
    try {
      DatasetSummary before = known.get(asked);
      if (before == null) {
        before = new ColumnPasses(tiles, stored, column).summary();
        known.put(asked, before);
      }
      return before;
    } finally {
      work.unlock();
    }
  }

  private static int weightColumn(
      String name, StoredDataset dataset, List<ColumnSummary> summaries) {
    int column = dataset.columns().indexOf(name);
    if (column < 0) {
      throw Refusal.unprocessable(
          "weightColumn",
          "dataset %s has no column '%s'; it has %s"
              .formatted(dataset.id(), name, String.join(", ", dataset.columns())));
    }
    ColumnSummary weights = summaries.get(column);
    if (weights.minimum() < 0 || weights.missing() > 0 || weights.maximum() == 0) {
      throw Refusal.unprocessable(
          "weightColumn",
          "column '%s' cannot hold sample weights: they are numbers from 0 on, none missing and not all 0"
              .formatted(name));
    }
    return column;
  }
}
