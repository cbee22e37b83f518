package io.mixtura.assignment.format;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Rows as JSON arrays: {@code {…,"rows":[[1.5,null],…]}}. */
public final class JsonArrayWriter implements RowWriter {
  private final String beginning;
  private final int columns;

  /**
   * A writer.
   *
   * @param head what stands before the rows, in its order
   * @param columns how many numbers of each row are written, from its first
   */
  public JsonArrayWriter(Map<String, Object> head, int columns) {
    String object = JsonMapper.shared().writeValueAsString(head);
    this.beginning = object.substring(0, object.length() - 1) + ",\"rows\":[";
    this.columns = columns;
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
      if (Double.isFinite(numbers[j])) {
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
