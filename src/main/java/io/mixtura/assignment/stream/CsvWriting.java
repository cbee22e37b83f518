package io.mixtura.assignment.stream;

import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.TextChoice;
import org.jspecify.annotations.Nullable;

/**
 * How the body of a question is written, as far as its query says so: what lines of CSV look like,
 * and what its texts may be.
 *
 * @param header whether the first line names the columns
 * @param delimiter what separates the cells
 * @param decimal what stands before the fraction of a number
 * @param comment what lines begin with that are no rows
 * @param unknownLevels what becomes of levels that the model has not seen
 */
public record CsvWriting(
    @Nullable String header,
    @Nullable String delimiter,
    @Nullable String decimal,
    @Nullable String comment,
    @Nullable String unknownLevels) {

  TextChoice.Unknown unknown() {
    return ModelTexts.unknown(unknownLevels);
  }

  IntakeOptions in(IntakeOptions options) {
    return options
        .withHeader(header)
        .withDelimiter(delimiter)
        .withDecimal(decimal)
        .withComment(comment);
  }
}
