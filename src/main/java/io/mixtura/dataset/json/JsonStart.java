package io.mixtura.dataset.json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;

/**
 * The beginning of a JSON body, which is kept while it is looked at: of an object whose rows come
 * before their names all of it, if it is short enough, so that the names are known in time.
 */
final class JsonStart extends InputStream {
  private static final String PROPERTY = '"' + JsonColumns.NAME + '"';

  /** Bytes that show what columns hold: some rows of each but the widest bodies. */
  private static final int SAMPLE = 1 << 18;

  private final InputStream body;
  private final long most;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean isWhole;

  /**
   * Nothing is read yet.
   *
   * @param most bytes that may be kept
   */
  JsonStart(InputStream body, long most) {
    this.body = body;
    this.most = most;
  }

  /** The whole body again, once its beginning has been looked at. */
  InputStream whole() {
    return new SequenceInputStream(new ByteArrayInputStream(kept.toByteArray()), body);
  }

  /** Names that stand behind the rows; null if none are found there. What is malformed can wait. */
  @Nullable List<String> columnsBehindRows() throws IOException {
    try {
      return startsWithRows() && keepAll() && mayHaveColumns() ? findColumns() : null;
    } catch (JacksonIOException failure) {
      throw failure.getCause();
    } catch (JacksonException malformed) {
      return null;
    }
  }

  private boolean startsWithRows() {
    JsonParser json = JsonRows.FACTORY.createParser(ObjectReadContext.empty(), this);
    return json.nextToken() == JsonToken.START_OBJECT && isRowsFirst(json);
  }

  private static boolean isRowsFirst(JsonParser json) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (JsonRows.areRows(name) || name.equals(JsonColumns.NAME)) {
        return JsonRows.areRows(name);
      }
      json.skipChildren();
    }
    return false;
  }

  /** Moves to the value of such a property; false if the object ends before. */
  static boolean isBehind(JsonParser json, Predicate<String> property) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (property.test(name)) {
        return true;
      }
      json.skipChildren();
    }
    return false;
  }

  /** Columns that hold words and no number, as far as the first rows tell. */
  JsonTextColumns textColumns() throws IOException {
    kept.writeBytes(body.readNBytes(Math.max(0, SAMPLE - kept.size())));
    return JsonTextColumns.of(
        JsonRows.FACTORY.createParser(ObjectReadContext.empty(), kept.toByteArray()));
  }

  /** Keeps the body to its end; false if it is too long. */
  private boolean keepAll() throws IOException {
    kept.writeBytes(body.readNBytes((int) Math.max(0, most - kept.size())));
    int next = kept.size() < most ? -1 : body.read();
    if (next >= 0) {
      kept.write(next);
    }
    isWhole = next < 0;
    return isWhole;
  }

  /** Whether all of the body is kept, so that what was not found is not there. */
  boolean isWhole() {
    return isWhole;
  }

  /** Parsing it all a second time is worth it only then. */
  private boolean mayHaveColumns() {
    return kept.toString(StandardCharsets.ISO_8859_1).contains(PROPERTY);
  }

  private @Nullable List<String> findColumns() {
    JsonParser json = JsonRows.FACTORY.createParser(ObjectReadContext.empty(), kept.toByteArray());
    json.nextToken();
    return isBehind(json, JsonColumns.NAME::equals)
        ? JsonColumns.read(json, "/" + JsonColumns.NAME)
        : null;
  }

  @Override
  public int read() throws IOException {
    int next = body.read();
    if (next >= 0) {
      kept.write(next);
    }
    return next;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = body.read(into, offset, length);
    kept.write(into, offset, Math.max(0, count));
    return count;
  }
}
