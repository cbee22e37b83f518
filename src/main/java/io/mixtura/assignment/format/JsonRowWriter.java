package io.mixtura.assignment.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Rows as JSON: {@code {…,"rows":[{"name":1.5,"others":[1.0,2.0]},…]}}. */
public final class JsonRowWriter implements RowWriter {
  private final String beginning;
  private final List<Field> fields;
  private final List<byte[]> names = new ArrayList<>();

  /**
   * A writer.
   *
   * @param head what stands before the rows, in its order
   */
  public JsonRowWriter(Map<String, Object> head, List<Field> fields) {
    String object = JsonMapper.shared().writeValueAsString(head);
    this.beginning = object.substring(0, object.length() - 1) + ",\"rows\":[";
    this.fields = fields;
    String separator = "{";
    for (Field field : fields) {
      String name = JsonMapper.shared().writeValueAsString(field.name());
      names.add((separator + name + ":").getBytes(StandardCharsets.UTF_8));
      separator = ",";
    }
  }

  @Override
  public void begin(AnswerBytes out) {
    out.append(beginning);
  }

  @Override
  public void row(double[] numbers, boolean isFirst, AnswerBytes out) {
    if (!isFirst) {
      out.append(',');
    }
    int at = 0;
    for (int f = 0; f < fields.size(); f++) {
      Field field = fields.get(f);
      out.append(names.get(f));
      switch (field.kind()) {
        case NUMBER -> number(numbers[at], out);
        case WHOLE -> out.append((int) numbers[at]);
        case LIST -> list(numbers, at, at + field.cells().size(), out);
      }
      at += field.cells().size();
    }
    out.append('}');
  }

  private static void list(double[] numbers, int from, int end, AnswerBytes out) {
    for (int i = from; i < end; i++) {
      out.append(i == from ? '[' : ',');
      number(numbers[i], out);
    }
    out.append(']');
  }

  private static void number(double number, AnswerBytes out) {
    if (Double.isFinite(number)) {
      out.append(number);
    } else {
      out.append("null");
    }
  }

  @Override
  public void end(AnswerBytes out) {
    out.append("]}");
  }
}
