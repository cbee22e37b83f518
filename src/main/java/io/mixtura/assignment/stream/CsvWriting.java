package io.mixtura.assignment.stream;

import io.mixtura.dataset.rows.IntakeOptions;
import org.jspecify.annotations.Nullable;

/**
 * How the CSV body of a question is written, as far as its query says so.
 *
 * @param header whether the first line names the columns
 * @param delimiter what separates the cells
 * @param decimal what stands before the fraction of a number
 * @param comment what lines begin with that are no rows
 */
public record CsvWriting(
    @Nullable String header,
    @Nullable String delimiter,
    @Nullable String decimal,
    @Nullable String comment) {

  IntakeOptions in(IntakeOptions options) {
    return options
        .withHeader(header)
        .withDelimiter(delimiter)
        .withDecimal(decimal)
        .withComment(comment);
  }
}
