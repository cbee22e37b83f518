package io.mixtura.fit;

import io.mixtura.dataset.StoredDataset;
import java.util.List;

/**
 * The outline of a dataset that a request is checked against.
 *
 * @param name name of the dataset
 * @param columns its columns
 * @param rows number of its rows
 */
record DataShape(String name, List<String> columns, int rows) {

  static DataShape of(StoredDataset dataset) {
    return new DataShape(dataset.name(), dataset.columns(), dataset.rows());
  }
}
