package io.mixtura.dataset.json;

import io.mixtura.dataset.rows.ColumnChoice;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.JsonPointers;
import io.mixtura.web.problem.JsonRefusals;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Records, {@code [{"a":1,"b":2},…]}, as the JSON of rows that {@link JsonRows} reads: the keys of
 * the first of them name the columns, and one that a record lacks is null.
 */
final class JsonRecords extends InputStream {
  static final String SHAPE = "[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4}]";

  /** Records that are looked at for names, as many as lines of CSV for what they hold. */
  private static final int FIRST = 32;

  /** Bytes that tell what a body is: more blanks before it are not expected. */
  static final int AHEAD = 64;

  /** A mark of the order of bytes, and blanks. */
  private static final Pattern BEFORE = Pattern.compile("^(\u00ef\u00bb\u00bf)?[\\s\u0000]*");

  private final JsonParser json;
  private final String pointer;
  private final boolean isWholeBody;
  private final boolean refusesOthers;
  private final Deque<Map<String, String>> first = new ArrayDeque<>();
  private final Set<String> columns = new LinkedHashSet<>();
  private byte[] text;
  private int at;
  private long records;
  private boolean ended;

  /**
   * Reads the first records.
   *
   * @param json at the start of the array
   * @param pointer JSON pointer of the array; empty for that of the whole body
   */
  JsonRecords(JsonParser json, String pointer, IntakeOptions options) {
    this.json = json;
    this.pointer = pointer;
    this.isWholeBody = pointer.isEmpty();
    this.refusesOthers = !options.expectsColumns();
    if (isWholeBody) {
      json.nextToken();
    }
    while (first.size() < FIRST && json.nextToken() != JsonToken.END_ARRAY) {
      Map<String, String> record = record(first.size());
      columns.addAll(record.keySet());
      first.add(record);
    }
    if (first.isEmpty()) {
      throw Refusal.unprocessable(
          pointer,
          "must be an object such as %s, or records such as %s".formatted(JsonRows.SHAPE, SHAPE));
    }
    text =
        ("{\"columns\":[%s],\"rows\":[".formatted(String.join(",", quotedColumns())))
            .getBytes(StandardCharsets.UTF_8);
  }

  private List<String> quotedColumns() {
    return columns.stream().map(JsonRecords::quoted).toList();
  }

  /** Whether a body is an array; it can be read from its beginning then, too. */
  static boolean isIn(PushbackInputStream body) throws IOException {
    byte[] ahead = body.readNBytes(AHEAD);
    body.unread(ahead);
    String text = new String(ahead, StandardCharsets.ISO_8859_1);
    return BEFORE.matcher(text).replaceFirst("").startsWith("[");
  }

  /** The values of the record at whose first token the parser stands, as they are written. */
  private Map<String, String> record(long number) {
    String here = pointer + "/" + number;
    if (!json.hasToken(JsonToken.START_OBJECT)) {
      throw Refusal.unprocessable(
          number == 0 ? pointer : here,
          "must be an object such as %s, or records such as %s".formatted(JsonRows.SHAPE, SHAPE));
    }
    Map<String, String> record = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      json.nextToken();
      if (record.put(key, value()) != null) {
        throw Refusal.unprocessable(
            JsonPointers.property(here, key), "is there twice; give it once");
      }
      if (record.size() > ColumnChoice.WIDEST) {
        throw Refusal.unprocessable(
            here, "there are more than %d names of columns".formatted(ColumnChoice.WIDEST));
      }
    }
    return record;
  }

  /** What is no cell is as good as an empty one of its kind: it is refused by its place. */
  private String value() {
    return switch (json.currentToken()) {
      case VALUE_STRING -> quoted(json.getString());
      case START_ARRAY -> skipped("[]");
      case START_OBJECT -> skipped("{}");
      default -> json.getString();
    };
  }

  private String skipped(String as) {
    json.skipChildren();
    return as;
  }

  private static String quoted(String text) {
    StringWriter quoted = new StringWriter();
    try (JsonGenerator json =
        JsonRows.FACTORY.createGenerator(ObjectWriteContext.empty(), quoted)) {
      json.writeString(text);
    }
    return quoted.toString();
  }

  /** Where a row's place, as {@link JsonRows} tells it, is among the records. */
  Refusal placed(Refusal refusal) {
    Map<String, String> names = new HashMap<>();
    for (String column : columns) {
      names.put("/" + names.size(), JsonPointers.property("", column));
    }
    String rows = pointer + "/" + JsonRows.ROWS + "/";
    List<Refusal.Cause> causes =
        refusal.causes().stream()
            .map(cause ->
                cause.pointer().startsWith(rows)
                    ? placed(cause, rows, names)
                    : ofNames(cause, pointer + "/" + JsonColumns.NAME))
            .toList();
    return new Refusal(refusal.status(), String.valueOf(refusal.getMessage()), causes);
  }

  /** The names of the columns stand in the first records. */
  private Refusal.Cause ofNames(Refusal.Cause cause, String columns) {
    return cause.pointer().startsWith(columns)
        ? new Refusal.Cause(pointer + "/0", cause.detail())
        : cause;
  }

  private Refusal.Cause placed(Refusal.Cause cause, String rows, Map<String, String> names) {
    String place = cause.pointer().substring(rows.length());
    int end = place.indexOf('/');
    String column = end < 0 ? "" : names.getOrDefault(place.substring(end), "");
    String row = end < 0 ? place : place.substring(0, end);
    return new Refusal.Cause(pointer + "/" + row + column, cause.detail());
  }

  @Override
  public int read() throws IOException {
    return prepare() ? text[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!prepare()) {
      return -1;
    }
    int count = Math.min(length, text.length - at);
    System.arraycopy(text, at, into, offset, count);
    at += count;
    return count;
  }

  /** Whether there is something to read. */
  private boolean prepare() throws IOException {
    if (at == text.length && !ended) {
      try {
        text = next().getBytes(StandardCharsets.UTF_8);
        at = 0;
      } catch (JacksonIOException failure) {
        throw failure.getCause();
      } catch (JacksonException malformed) {
        throw JsonRefusals.of(malformed);
      }
    }
    return at < text.length;
  }

  private String next() {
    if (!first.isEmpty()) {
      return row(first.remove());
    }
    // The first may have been all, so that the parser stands at the end.
    if (json.hasToken(JsonToken.END_ARRAY) || json.nextToken() == JsonToken.END_ARRAY) {
      return end();
    }
    Map<String, String> record = record(records);
    refuseOthers(record);
    return row(record);
  }

  private String row(Map<String, String> record) {
    StringBuilder row = new StringBuilder(records++ == 0 ? "[" : ",[");
    String separator = "";
    for (String column : columns) {
      row.append(separator).append(record.getOrDefault(column, "null"));
      separator = ",";
    }
    return row.append("]\n").toString();
  }

  private void refuseOthers(Map<String, String> record) {
    if (!refusesOthers || columns.containsAll(record.keySet())) {
      return;
    }
    String other =
        record.keySet().stream().filter(key -> !columns.contains(key)).findFirst().orElseThrow();
    throw Refusal.unprocessable(
        JsonPointers.property(pointer + "/" + records, other),
        "record %d has '%s', which none of the first %d has; name every column in one of them"
            .formatted(records + 1, Excerpt.ofOneOfMany(other), FIRST));
  }

  private String end() {
    ended = true;
    if (isWholeBody && json.nextToken() != null) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST, "", "the body goes on after the end of its JSON document");
    }
    return "]}";
  }

  @Override
  public void close() {
    if (isWholeBody) {
      json.close();
    }
  }
}
