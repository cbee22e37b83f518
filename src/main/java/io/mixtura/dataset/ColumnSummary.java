package io.mixtura.dataset;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a column.
 *
 * @param standardDeviation of a sample: squared deviations divided by count − 1; null for one row
 */
@Schema(description = "What a column looks like")
public record ColumnSummary(
    @Schema(example = "eruptions") String name,
    @Schema(description = "Numbers in the column", example = "272") long count,
    @Schema(example = "3.4877830882352945") double mean,
    @Schema(
            description = "Of a sample: squared deviations divided by count − 1; null for one row",
            example = "1.141371251105208")
        @Nullable Double standardDeviation,
    @Schema(example = "1.6") double minimum,
    @Schema(example = "5.1") double maximum,
    @Schema(description = "Cells without a value, which count for nothing above", example = "0")
        long missing) {}
