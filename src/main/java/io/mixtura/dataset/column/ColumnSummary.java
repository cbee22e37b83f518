package io.mixtura.dataset.column;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a column, as it is stored.
 *
 * @param count numbers in the column
 * @param standardDeviation of a sample: squared deviations divided by count − 1; null for one row
 * @param missing cells without a value, which count for nothing else here
 * @param levels of a column of text, whose numbers are those of its codes: how often each level
 *     stands in it; null of numbers
 */
public record ColumnSummary(
    String name,
    long count,
    double mean,
    @Nullable Double standardDeviation,
    double minimum,
    double maximum,
    long missing,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Long> levels) {

  /** Of a column of numbers. */
  public ColumnSummary(
      String name,
      long count,
      double mean,
      @Nullable Double standardDeviation,
      double minimum,
      double maximum,
      long missing) {
    this(name, count, mean, standardDeviation, minimum, maximum, missing, null);
  }

  ColumnSummary with(List<Long> counts) {
    return new ColumnSummary(
        name, count, mean, standardDeviation, minimum, maximum, missing, counts);
  }
}
