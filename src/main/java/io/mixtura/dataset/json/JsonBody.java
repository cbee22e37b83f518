package io.mixtura.dataset.json;

import io.mixtura.dataset.rows.ColumnChoice;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.TextWindow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;

/** The body of a JSON document as Jackson reads it, but for rows that are read past it in place. */
final class JsonBody extends InputStream {
  /** Takes the place of the rows that Jackson has not seen: what follows is a further row. */
  private static final byte[] ROW = {'[', ']'};

  private final InputStream body;
  private InputStream source;
  private int line;
  private int lines;
  private int columns;

  JsonBody(InputStream body) {
    this.body = body;
    this.source = body;
  }

  /**
   * Takes over from a parser of this body that stands at the start of the rows.
   *
   * @return null if the body is not in UTF-8
   */
  @Nullable JsonFastPath plainRows(JsonParser json, ColumnChoice choice, IntakeOptions options) {
    TokenStreamLocation start = json.currentLocation();
    ByteArrayOutputStream ahead = new ByteArrayOutputStream();
    if (json.releaseBuffered(ahead) < 0) {
      return null;
    }
    InputStream rest = new SequenceInputStream(new ByteArrayInputStream(ahead.toByteArray()), body);
    // Every byte a character, so that what is not read in place can be given back as it is.
    TextWindow text = new TextWindow(new InputStreamReader(rest, StandardCharsets.ISO_8859_1), ']');
    source = new WindowStream(text);
    return new JsonFastPath(text, start.getColumnNr(), choice, options.keepsMissing());
  }

  /** Leaves what comes behind the rows that were read in place to the parser. */
  void parseBehind(JsonFastPath rows, JsonParser json) {
    TokenStreamLocation paused = json.currentLocation();
    line = paused.getLineNr();
    lines = rows.lines();
    columns = rows.column() - paused.getColumnNr();
    if (rows.count() > 0) {
      columns -= ROW.length;
      source = new SequenceInputStream(new ByteArrayInputStream(ROW), source);
      while (json.nextToken() != JsonToken.END_ARRAY) {}
    }
  }

  /** A failure of the parser, with the place in the whole body. */
  JacksonException placed(JsonParser json, JacksonException malformed) {
    TokenStreamLocation found = malformed.getLocation();
    if (found == null) {
      return malformed;
    }
    boolean sameLine = found.getLineNr() == line;
    return new StreamReadException(
        json,
        malformed.getOriginalMessage(),
        new TokenStreamLocation(
            found.contentReference(),
            found.getCharOffset(),
            found.getLineNr() + lines,
            found.getColumnNr() + (sameLine ? columns : 0)));
  }

  @Override
  public int read() throws IOException {
    return source.read();
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return source.read(into, offset, length);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
