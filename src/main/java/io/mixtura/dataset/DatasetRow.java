package io.mixtura.dataset;

import io.mixtura.dataset.store.Extent;
import java.util.List;
import java.util.UUID;

/** A dataset as the table has it: what users see, where its observations lie, its summary. */
record DatasetRow(StoredDataset dataset, UUID storage, List<ColumnSummary> summary) {

  Extent extent() {
    return new Extent(storage, dataset.rows(), dataset.columns().size());
  }
}
