package io.mixtura.dataset.view;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a dataset.
 *
 * @param columns names of the columns
 * @param rows the numbers and texts, row by row
 * @param nextPageToken what to send as {@code pageToken} for the next page; null on the last
 */
@Schema(description = "Some rows of a dataset")
public record RowsPage(
    @Schema(description = "Names of the columns", example = "[\"eruptions\", \"waiting\"]")
        List<String> columns,
    @Schema(
            description =
                "The numbers, row by row, of columns of text what they say; null where there is none",
            example = "[[3.6, 79], [1.8, 54]]")
        List<List<@Nullable Object>> rows,
    @Schema(description = "What to send as pageToken for the next page; null on the last")
        @Nullable String nextPageToken) {}
