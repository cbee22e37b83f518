package io.mixtura.dataset;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The summary of a dataset, column by column.
 *
 * @param datasetId the dataset
 * @param rows number of rows
 * @param columns one entry per column
 */
@Schema(description = "What the columns of a dataset look like")
public record DatasetSummary(
    @Schema(example = StoredDataset.EXAMPLE) String datasetId,
    @Schema(example = "272") int rows,
    List<ColumnSummary> columns) {

  /** Copies the list. */
  public DatasetSummary {
    columns = List.copyOf(columns);
  }
}
