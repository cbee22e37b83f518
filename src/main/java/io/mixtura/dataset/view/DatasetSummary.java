package io.mixtura.dataset.view;

import io.mixtura.dataset.StoredDataset;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The summary of a dataset, column by column. */
@Schema(description = "What the columns of a dataset look like")
record DatasetSummary(
    @Schema(example = StoredDataset.EXAMPLE) String datasetId,
    @Schema(example = "272") int rows,
    @Schema(
            description =
                "The column by whose values rows count in quantiles and histograms, but in its own; null if each row counts as one",
            nullable = true)
        @Nullable String weightColumn,
    @Schema(description = "Rows that the quantiles are taken from", example = "272")
        int sampledRows,
    @Schema(
            description =
                "0: quantiles are exact. Else they come from a sample, and of each but the first and the last the share of rows below it differs by at most this from what it says, but for one time in a thousand",
            example = "0.0")
        double quantileError,
    List<ColumnView> columns) {}
