package io.mixtura.assignment.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What is written in the place of the numbers of a row that are codes of text. */
final class CellTexts {
  /** By cell, then by code; none of a cell that is a number. */
  private final byte[][][] byCellAndCode;

  private CellTexts(byte[][][] byCellAndCode) {
    this.byCellAndCode = byCellAndCode;
  }

  /**
   * Of the numbers of some fields.
   *
   * @param written how a text is written in the format
   */
  static CellTexts of(List<Field> fields, UnaryOperator<String> written) {
    List<byte[][]> cells = new ArrayList<>();
    for (Field field : fields) {
      for (int i = 0; i < field.cells().size(); i++) {
        List<String> texts = field.texts().isEmpty() ? List.of() : field.texts().get(i);
        cells.add(
            texts.stream()
                .map(text -> written.apply(text).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
      }
    }
    return new CellTexts(cells.toArray(byte[][][]::new));
  }

  /** Whether a number is the code of a text; a missing one is none. */
  boolean isText(int cell, double number) {
    return byCellAndCode[cell].length > 0 && !Double.isNaN(number);
  }

  void append(int cell, double code, AnswerBytes out) {
    out.append(byCellAndCode[cell][(int) code]);
  }
}
