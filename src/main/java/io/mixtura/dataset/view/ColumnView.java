package io.mixtura.dataset.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mixtura.dataset.column.ColumnSummary;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.IntStream;
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
    Histogram histogram,
    @ArraySchema(
            arraySchema =
                @Schema(
                    description =
                        "Of a column of text its levels and how often each stands in it, in the order of their codes, from 0, which are the numbers that all else here is about; left out of others"))
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<LevelCount> levels) {

  /** How often a level of a column of text stands in it. */
  @Schema(name = "LevelCount", description = "How often a level of a column of text stands in it")
  record LevelCount(@Schema(example = "setosa") String level, @Schema(example = "50") long count) {}

  static ColumnView of(
      ColumnSummary summary, List<String> texts, Quantiles quantiles, Histogram histogram) {
    return new ColumnView(
        summary.name(),
        summary.count(),
        summary.mean(),
        summary.standardDeviation(),
        summary.minimum(),
        summary.maximum(),
        summary.missing(),
        quantiles,
        histogram,
        levels(texts, summary.levels()));
  }

  private static @Nullable List<LevelCount> levels(
      List<String> texts, @Nullable List<Long> counts) {
    return counts == null
        ? null
        : IntStream.range(0, counts.size())
            .mapToObj(code -> new LevelCount(texts.get(code), counts.get(code)))
            .toList();
  }
}
