package io.mixtura.dataset.rows;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a body was read, as far as it was to be found out or chosen.
 *
 * @param header whether the first line was taken for names; null where there are no lines
 * @param delimiter what separates the cells, by the name that the query parameter has for it
 * @param decimal what stands before the fraction of a number
 * @param comments lines that were left out
 * @param leftOut names of columns that were left out
 */
@Schema(description = "How the body was read; what is about lines is there for CSV only")
public record Understood(
    @Schema(description = "Whether the first line was taken for the names of the columns")
        @Nullable Boolean header,
    @Schema(description = "What separates the cells: a character, `tab` or `space`", example = ",")
        @Nullable String delimiter,
    @Schema(description = "What stands before the fraction of a number", example = ".")
        @Nullable String decimal,
    @Schema(description = "Lines that were left out as comments", example = "0")
        @Nullable Long comments,
    @Schema(description = "Names of the columns that were left out", example = "[]")
        List<String> leftOut) {

  /** Of a body without lines. */
  public static Understood columns(ColumnChoice choice) {
    return new Understood(null, null, null, null, choice.leftOut());
  }

  /** Copies the list. */
  public Understood {
    leftOut = List.copyOf(leftOut);
  }
}
