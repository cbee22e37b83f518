package io.mixtura.dataset.ndjson;

import static io.mixtura.dataset.json.JsonRows.guarded;

import io.mixtura.dataset.json.WordsAndNumbers;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The first rows of a body, as far as they tell of all others: whether rows are arrays or objects,
 * and how their columns are named. An object may leave out what it has no value for, so names are
 * gathered from all of them.
 */
final class NdjsonSample {
  /** As many as the lines of CSV that are looked at. */
  private static final int ROWS = 32;

  /** Bytes that are looked at, or one row if that is longer. */
  private static final int USUAL = 1 << 18;

  /** Of the first row: as many columns as can be read, each with all its digits and its name. */
  private static final int LONGEST_ROW = 1 << 22;

  private static final int PIECE = 1 << 13;

  private final byte[] bytes;
  private final Map<String, Integer> cells = new LinkedHashMap<>();
  private final WordsAndNumbers kinds = new WordsAndNumbers();
  private boolean areRecords;
  private List<String> header = List.of();
  private int width;
  private int rows;

  private NdjsonSample(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads the beginning of a body. */
  static NdjsonSample of(InputStream body) throws IOException {
    NdjsonSample sample = new NdjsonSample(beginning(body));
    return guarded(() -> {
      sample.look();
      return sample;
    });
  }

  /** No more than needed: who waits for answers before sending on shall get them. */
  private static byte[] beginning(InputStream body) throws IOException {
    ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    int lines = 0;
    int count = 0;
    while (count >= 0 && lines < ROWS && (lines == 0 || beginning.size() < USUAL)) {
      if (beginning.size() > LONGEST_ROW) {
        throw Refusal.unprocessable(
            "/rows/0", "the first line has more than %d bytes".formatted(LONGEST_ROW));
      }
      count = body.read(piece);
      for (int i = 0; i < count; i++) {
        lines += piece[i] == '\n' ? 1 : 0;
      }
      beginning.write(piece, 0, Math.max(0, count));
    }
    return beginning.toByteArray();
  }

  private static JsonParser parser(byte[] bytes) {
    return new JsonFactory().createParser(ObjectReadContext.empty(), bytes);
  }

  private void look() {
    try (JsonParser json = parser(bytes)) {
      look(json);
    } catch (JacksonException brokenOff) {
      if (rows == 0 && header.isEmpty()) {
        throw brokenOff;
      }
      // What was seen until then has to do.
    }
  }

  private void look(JsonParser json) {
    JsonToken first = json.nextToken();
    if (first == null) {
      throw Refusal.unprocessable("", "the body is empty; send " + NdjsonRows.SHAPE);
    }
    if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "/rows/0",
          "the first row is '%s', but must be an array or an object; send %s"
              .formatted(Excerpt.ofOneOfMany(json.getString()), NdjsonRows.SHAPE));
    }
    areRecords = first == JsonToken.START_OBJECT;
    while (json.hasToken(first) && rows < ROWS) {
      if (areRecords) {
        lookAtRecord(json);
      } else {
        lookAtArray(json);
      }
      json.nextToken();
    }
  }

  private void lookAtRecord(JsonParser json) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      int cell = cells.computeIfAbsent(json.currentName(), _ -> cells.size());
      json.nextToken();
      kinds.look(cell, json);
      json.skipChildren();
    }
    rows++;
  }

  private void lookAtArray(JsonParser json) {
    boolean isFirst = rows == 0 && header.isEmpty();
    List<String> names = new ArrayList<>();
    WordsAndNumbers first = new WordsAndNumbers();
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      (isFirst ? first : kinds).look(count++, json);
      if (json.hasToken(JsonToken.VALUE_STRING)) {
        names.add(json.getString());
      }
      json.skipChildren();
    }
    if (isFirst && count > 0 && names.size() == count && first.words().size() == count) {
      header = names;
    } else {
      kinds.add(first);
      rows++;
    }
    width = isFirst ? count : width;
  }

  /** All that was read. */
  InputStream bytes() {
    return new ByteArrayInputStream(bytes);
  }

  /** Whether rows are objects. */
  boolean areRecords() {
    return areRecords;
  }

  /** Whether the first array names the columns, as some files begin. */
  boolean hasHeader() {
    return !header.isEmpty();
  }

  /** Names of the columns; none if rows are arrays and no line names them. */
  List<String> names() {
    return areRecords ? List.copyOf(cells.keySet()) : header;
  }

  /** Values in the first array. */
  int width() {
    return width;
  }

  /** Columns whose text names categories. */
  Set<Integer> categories() {
    return kinds.categories();
  }

  /** Columns that hold words and no number. */
  Set<Integer> text() {
    return kinds.words();
  }
}
