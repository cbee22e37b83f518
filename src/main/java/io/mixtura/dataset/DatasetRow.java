package io.mixtura.dataset;

import io.mixtura.dataset.column.ColumnSummary;
import io.mixtura.dataset.store.Extent;
import io.mixtura.dataset.store.Place;
import java.util.List;

/** A dataset as the table has it: what users see, where its observations lie, its summary. */
record DatasetRow(StoredDataset dataset, Place storage, List<ColumnSummary> summary) {

  Extent extent() {
    return new Extent(storage, dataset.rows(), dataset.columns().size());
  }
}
