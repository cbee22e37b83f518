package io.mixtura.assignment.format;

import java.util.OptionalLong;

/**
 * A writer of rows of numbers with names, one after the other. It keeps nothing, so that several
 * rows may be written at once.
 */
public interface RowWriter {

  /** Bytes in the whole answer, if that is known before the first row. */
  default OptionalLong length() {
    return OptionalLong.empty();
  }

  /** What comes before the first row. */
  void begin(AnswerBytes out);

  /**
   * One row.
   *
   * @param numbers one for each cell of the fields; what is not finite is written as none
   * @param isFirst whether it is the first of the answer
   */
  void row(double[] numbers, boolean isFirst, AnswerBytes out);

  /** What comes after the last row. */
  void end(AnswerBytes out);
}
