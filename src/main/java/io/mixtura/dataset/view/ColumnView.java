package io.mixtura.dataset.view;

import io.mixtura.dataset.ColumnSummary;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A column as one looks at it: its summary, its quantiles and its histogram. */
@Schema(name = "ColumnSummary", description = "What a column looks like")
record ColumnView(
    @Schema(example = "eruptions") String name,
    @Schema(description = "Numbers in the column", example = "272") long count,
    @Schema(example = "3.4877830882352945") double mean,
    @Schema(
            description = "Of a sample: squared deviations divided by count − 1; null for one row",
            example = "1.141371251105208")
        @Nullable Double standardDeviation,
    @Schema(example = "1.6") double minimum,
    @Schema(example = "5.1") double maximum,
    @Schema(description = "Cells without a value, which count for nothing else here", example = "0")
        long missing,
    Quantiles quantiles,
    Histogram histogram) {

  static ColumnView of(ColumnSummary summary, Quantiles quantiles, Histogram histogram) {
    return new ColumnView(
        summary.name(),
        summary.count(),
        summary.mean(),
        summary.standardDeviation(),
        summary.minimum(),
        summary.maximum(),
        summary.missing(),
        quantiles,
        histogram);
  }
}
