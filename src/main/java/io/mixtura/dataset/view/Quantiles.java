package io.mixtura.dataset.view;

import io.swagger.v3.oas.annotations.media.Schema;

/** The values below which 0, 1, 5, 25, 50, 75, 95, 99 and 100% of a column lie. */
@Schema(
    name = "Quantiles",
    description =
        "Values below which a share of the column lies: between two of them interpolated, as NumPy and R do it; with weights the least value at or below which that share of the weight lies")
record Quantiles(
    @Schema(example = "1.6") double p0,
    @Schema(example = "1.667") double p1,
    @Schema(example = "1.75") double p5,
    @Schema(example = "2.16275") double p25,
    @Schema(example = "4.0") double p50,
    @Schema(example = "4.45425") double p75,
    @Schema(example = "4.8") double p95,
    @Schema(example = "5.0") double p99,
    @Schema(example = "5.1") double p100) {

  /** The same with the ends of all values, also of those that were not looked at. */
  static Quantiles of(SortedValues values, double minimum, double maximum) {
    return new Quantiles(
        minimum,
        values.quantile(0.01),
        values.quantile(0.05),
        values.quantile(0.25),
        values.quantile(0.5),
        values.quantile(0.75),
        values.quantile(0.95),
        values.quantile(0.99),
        maximum);
  }
}
