package io.mixtura.dataset;

import org.jspecify.annotations.Nullable;

/**
 * The summary of a column, as it is stored.
 *
 * @param count numbers in the column
 * @param standardDeviation of a sample: squared deviations divided by count − 1; null for one row
 * @param missing cells without a value, which count for nothing else here
 */
public record ColumnSummary(
    String name,
    long count,
    double mean,
    @Nullable Double standardDeviation,
    double minimum,
    double maximum,
    long missing) {}
