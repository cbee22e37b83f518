package io.mixtura.fit.request;

import io.mixtura.dataset.StoredDataset;
import java.util.List;

/**
 * The outline of a dataset that a request is checked against.
 *
 * @param name name of the dataset
 * @param columns its columns
 * @param rows number of its rows
 */
public record DataShape(String name, List<String> columns, int rows) {

  public static DataShape of(StoredDataset dataset) {
    return new DataShape(dataset.name(), dataset.columns(), dataset.rows());
  }
}
