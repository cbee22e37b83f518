package io.mixtura.assignment.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows as JSON: {@code {…,"rows":[{"name":1.5,"others":[1.0,2.0],"groups":{"a":{"1":0.5}}},…]}}.
 */
public final class JsonRowWriter implements RowWriter {
  private final String beginning;
  private final String between;
  private final String rowEnd;
  private final String end;
  private final List<Field> fields;
  private final CellTexts texts;
  private final List<byte[]> names = new ArrayList<>();

  /** What stands before each number of a field with groups. */
  private final List<List<byte[]>> keys = new ArrayList<>();

  /**
   * A writer.
   *
   * @param head what stands before the rows, in its order
   */
  public JsonRowWriter(Map<String, Object> head, List<Field> fields) {
    this(beginning(head), ",", "", "]}", fields);
  }

  /** A writer of NDJSON: each row an object in a line of its own, and nothing else. */
  public static JsonRowWriter lines(List<Field> fields) {
    return new JsonRowWriter("", "", "\n", "", fields);
  }

  private JsonRowWriter(
      String beginning, String between, String rowEnd, String end, List<Field> fields) {
    this.beginning = beginning;
    this.between = between;
    this.rowEnd = rowEnd;
    this.end = end;
    this.fields = fields;
    this.texts = CellTexts.of(fields, JsonMapper.shared()::writeValueAsString);
    String separator = "{";
    for (Field field : fields) {
      names.add(key(separator, field.name()));
      keys.add(keys(field.groups()));
      separator = ",";
    }
  }

  private static String beginning(Map<String, Object> head) {
    String object = JsonMapper.shared().writeValueAsString(head);
    return object.substring(0, object.length() - 1) + ",\"rows\":[";
  }

  private static List<byte[]> keys(List<Field.Group> groups) {
    List<byte[]> keys = new ArrayList<>();
    String before = "{";
    for (Field.Group group : groups) {
      String separator = new String(key(before, group.column()), StandardCharsets.UTF_8) + "{";
      for (String level : group.keys()) {
        keys.add(key(separator, level));
        separator = ",";
      }
      before = "},";
    }
    return keys;
  }

  private static byte[] key(String before, String name) {
    return (before + JsonMapper.shared().writeValueAsString(name) + ":")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void begin(AnswerBytes out) {
    out.append(beginning);
  }

  @Override
  public void row(double[] numbers, boolean isFirst, AnswerBytes out) {
    if (!isFirst) {
      out.append(between);
    }
    int at = 0;
    for (int f = 0; f < fields.size(); f++) {
      Field field = fields.get(f);
      out.append(names.get(f));
      switch (field.kind()) {
        case NUMBER -> cell(numbers, at, out);
        case WHOLE -> out.append((int) numbers[at]);
        case LIST -> list(numbers, at, at + field.cells().size(), out);
        case GROUPS -> groups(keys.get(f), numbers, at, out);
      }
      at += field.cells().size();
    }
    out.append('}');
    out.append(rowEnd);
  }

  private void list(double[] numbers, int from, int end, AnswerBytes out) {
    for (int i = from; i < end; i++) {
      out.append(i == from ? '[' : ',');
      cell(numbers, i, out);
    }
    out.append(']');
  }

  private void cell(double[] numbers, int at, AnswerBytes out) {
    if (texts.isText(at, numbers[at])) {
      texts.append(at, numbers[at], out);
    } else {
      number(numbers[at], out);
    }
  }

  private static void groups(List<byte[]> keys, double[] numbers, int from, AnswerBytes out) {
    for (int i = 0; i < keys.size(); i++) {
      out.append(keys.get(i));
      number(numbers[from + i], out);
    }
    out.append("}}");
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
    out.append(end);
  }
}
