package io.mixtura.dataset.json;

import io.mixtura.dataset.rows.ColumnChoice;
import io.mixtura.dataset.rows.ColumnNames;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.IntakeOptions.Selection;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.JsonRefusals;
import io.mixtura.web.problem.Refusal;
import io.mixtura.web.problem.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Points from JSON {@code {"columns":[…],"rows":[[…],…]}}, one row at a time: plain rows quickly,
 * all else token by token.
 */
public final class JsonRows implements RowReader {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String SHAPE = "{\"columns\":[\"a\",\"b\"],\"rows\":[[1,2],[3,4]]}";

  private final JsonParser json;
  private final String pointer;
  private final IntakeOptions options;
  private final boolean wholeBody;
  private final Set<String> seen = new HashSet<>();
  private @Nullable ColumnChoice named;
  private @Nullable String name;
  private final JsonRow row;
  private final @Nullable JsonBody body;
  private @Nullable JsonFastPath plain;
  private long rows;
  private boolean ended;

  public static RowReader open(InputStream body, IntakeOptions options) throws IOException {
    JsonBody whole = new JsonBody(body);
    return guarded(() ->
        new JsonRows(FACTORY.createParser(ObjectReadContext.empty(), whole), "", options, whole));
  }

  public static RowReader within(JsonParser json, String pointer, IntakeOptions options)
      throws IOException {
    return guarded(() -> new JsonRows(json, pointer, options, null));
  }

  private JsonRows(
      JsonParser json, String pointer, IntakeOptions options, @Nullable JsonBody body) {
    this.json = json;
    this.pointer = pointer;
    this.options = options;
    this.body = body;
    this.wholeBody = body != null;
    enterObject();
    ColumnChoice choice = enterRows();
    this.row = new JsonRow(json, pointer, choice, !isExpected(), options.missing());
    this.plain = body == null ? null : body.plainRows(json, choice, options);
  }

  private boolean isExpected() {
    return options.selection() instanceof Selection.Expected;
  }

  private void enterObject() {
    JsonToken start = wholeBody || !json.hasCurrentToken() ? json.nextToken() : json.currentToken();
    if (start == null) {
      throw Refusal.unprocessable(pointer, "the body is empty; send " + SHAPE);
    }
    if (start != JsonToken.START_OBJECT) {
      throw Refusal.unprocessable(pointer, "must be an object such as " + SHAPE);
    }
  }

  /** Reads the properties before the rows and answers which cells of the rows are wanted. */
  private ColumnChoice enterRows() {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      if (property(json.currentName())) {
        return choice();
      }
    }
    throw Refusal.unprocessable(pointer + "/rows", "is missing; send " + SHAPE);
  }

  private ColumnChoice choice() {
    if (named != null) {
      return named;
    }
    if (options.selection() instanceof Selection.Expected(List<String> columns)) {
      return ColumnChoice.inOrder(columns);
    }
    throw Refusal.unprocessable(
        pointer + "/columns", "columns must come before rows, as in " + SHAPE);
  }

  /** Reads one property; true at the start of the rows. */
  private boolean property(String property) {
    if (!seen.add(property)) {
      throw Refusal.unprocessable(pointer + "/" + property, "is there twice; give it once");
    }
    json.nextToken();
    switch (property) {
      case "columns" -> columnNames();
      case "name" -> ownName();
      case "rows" -> {
        if (!json.hasToken(JsonToken.START_ARRAY)) {
          throw Refusal.unprocessable(
              pointer + "/rows", "must be an array of rows, as in " + SHAPE);
        }
        return true;
      }
      default -> throw unknown(property);
    }
    return false;
  }

  private Refusal unknown(String property) {
    List<String> known =
        isExpected() ? List.of("columns", "rows") : List.of("name", "columns", "rows");
    String hint = Spelling.hint(property, known);
    return Refusal.unprocessable(
        pointer + "/" + property,
        "unknown property '%s'%s"
            .formatted(
                Excerpt.ofOneOfMany(property),
                hint.isEmpty() ? "; known are " + ColumnNames.listed(known) : hint));
  }

  private void ownName() {
    if (isExpected()) {
      throw unknown("name");
    }
    if (json.hasToken(JsonToken.VALUE_NULL)) {
      return;
    }
    if (!json.hasToken(JsonToken.VALUE_STRING)) {
      throw Refusal.unprocessable(pointer + "/name", "must be a string");
    }
    name = ColumnNames.checked(pointer + "/name", "the dataset", json.getString());
  }

  private void columnNames() {
    String at = pointer + "/columns";
    if (seen.contains("rows")) {
      throw Refusal.unprocessable(at, "columns must come before rows, as in " + SHAPE);
    }
    if (isExpected() && json.hasToken(JsonToken.VALUE_NULL)) {
      return;
    }
    if (!json.hasToken(JsonToken.START_ARRAY)) {
      throw Refusal.unprocessable(at, "must be an array of names, as in " + SHAPE);
    }
    List<String> names = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (!json.hasToken(JsonToken.VALUE_STRING) || names.size() >= ColumnChoice.WIDEST) {
        throw Refusal.unprocessable(
            at + "/" + names.size(),
            "must be a string: the name of column %d (from 0), of at most %d"
                .formatted(names.size(), ColumnChoice.WIDEST));
      }
      names.add(json.getString());
    }
    named = ColumnChoice.named(at, names, options);
  }

  @Override
  public List<String> columns() {
    return row.columns();
  }

  @Override
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  @Override
  public boolean next(double[] values) throws IOException {
    if (plain != null && plain.next(values)) {
      rows++;
      return true;
    }
    return guarded(() -> placed(values));
  }

  /** As {@link #parse}; failures tell their place in the whole body. */
  private boolean placed(double[] values) {
    try {
      return parse(values);
    } catch (JacksonIOException failure) {
      throw failure;
    } catch (JacksonException malformed) {
      throw body == null ? malformed : body.placed(json, malformed);
    }
  }

  private boolean parse(double[] values) {
    if (body != null && plain != null) {
      body.parseBehind(plain, json);
      plain = null;
    }
    return advance(values);
  }

  private boolean advance(double[] values) {
    while (!ended && !row.isHopeless()) {
      if (json.nextToken() == JsonToken.END_ARRAY) {
        leaveRows();
      } else if (row.read(rows++, values)) {
        return true;
      }
    }
    row.refuseIfBad(rows);
    return false;
  }

  private void leaveRows() {
    ended = true;
    row.refuseIfBad(rows);
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      property(json.currentName());
    }
    if (wholeBody && json.nextToken() != null) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST, "", "the body goes on after the end of its JSON document");
    }
  }

  /** Jackson wraps what the body throws; callers are to see that, or a refusal. */
  private static <T> T guarded(Supplier<T> reading) throws IOException {
    try {
      return reading.get();
    } catch (JacksonIOException failure) {
      throw failure.getCause();
    } catch (JacksonException malformed) {
      throw JsonRefusals.of(malformed);
    }
  }

  @Override
  public void close() {
    if (wholeBody) {
      json.close();
    }
  }
}
