package io.mixtura.dataset.view;

import io.mixtura.dataset.StoredDataset;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of sampled rows as JSON; they are written one by one. */
@Schema(name = "SampledRows", description = "Some rows of a dataset, drawn at random")
record SampledRows(
    @Schema(example = StoredDataset.EXAMPLE) String datasetId,
    @Schema(description = "Rows of the dataset", example = "272") int totalRows,
    @Schema(example = "42") long seed,
    @Schema(example = "[\"eruptions\", \"waiting\"]") List<String> columns,
    @Schema(description = "Number of each row in the dataset, from 0", example = "[0, 1]")
        List<Integer> indices,
    @Schema(
            description =
                "The numbers, row by row, of columns of text what they say; null where there is none",
            example = "[[3.6, 79.0], [1.8, 54.0]]")
        List<List<@Nullable Object>> rows) {}
