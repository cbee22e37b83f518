package io.mixtura.assignment.format;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Rows as JSON arrays: {@code {…,"rows":[[1.5,null],…]}}. */
public final class JsonArrayWriter implements RowWriter {
  private final String beginning;
  private final int columns;
  private final CellTexts texts;

  /**
   * A writer.
   *
   * @param head what stands before the rows, in its order
   * @param field what is written of each row, from its first number
   */
  public JsonArrayWriter(Map<String, Object> head, Field field) {
    String object = JsonMapper.shared().writeValueAsString(head);
    this.beginning = object.substring(0, object.length() - 1) + ",\"rows\":[";
    this.columns = field.cells().size();
    this.texts = CellTexts.of(List.of(field), JsonMapper.shared()::writeValueAsString);
  }

  @Override
  public void begin(AnswerBytes out) {
    out.append(beginning);
  }

  @Override
  public void row(double[] numbers, boolean isFirst, AnswerBytes out) {
    out.append(isFirst ? "[" : ",[");
    for (int j = 0; j < columns; j++) {
      if (j > 0) {
        out.append(',');
      }
      if (texts.isText(j, numbers[j])) {
        texts.append(j, numbers[j], out);
      } else if (Double.isFinite(numbers[j])) {
        out.append(numbers[j]);
      } else {
        out.append("null");
      }
    }
    out.append(']');
  }

  @Override
  public void end(AnswerBytes out) {
    out.append("]}");
  }
}
