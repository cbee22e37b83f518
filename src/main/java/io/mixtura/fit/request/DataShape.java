package io.mixtura.fit.request;

import io.mixtura.dataset.StoredDataset;
import io.mixtura.dataset.rows.Categories;
import java.util.List;

/**
 * The outline of a dataset that a request is checked against.
 *
 * @param name name of the dataset
 * @param columns its columns
 * @param rows number of its rows
 * @param text the levels of its columns of text
 */
public record DataShape(String name, List<String> columns, int rows, Categories text) {

  /** Of numbers alone. */
  public DataShape(String name, List<String> columns, int rows) {
    this(name, columns, rows, Categories.NONE);
  }

  public static DataShape of(StoredDataset dataset) {
    return new DataShape(dataset.name(), dataset.columns(), dataset.rows(), dataset.text());
  }
}
