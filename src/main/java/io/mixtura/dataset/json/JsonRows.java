package io.mixtura.dataset.json;

import io.mixtura.dataset.rows.Categories;
import io.mixtura.dataset.rows.ColumnChoice;
import io.mixtura.dataset.rows.ColumnNames;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.IntakeOptions.Selection;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.dataset.rows.TextCells;
import io.mixtura.dataset.rows.Understood;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.JsonRefusals;
import io.mixtura.web.problem.Refusal;
import io.mixtura.web.problem.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Points from JSON {@code {"columns":[…],"rows":[[…],…]}}, one row at a time: plain rows quickly,
 * all else token by token.
 */
public final class JsonRows implements RowReader {
  static final JsonFactory FACTORY = new JsonFactory();

  /** The property that holds the rows. */
  static final String ROWS = "rows";

  /** What pandas calls them, beside the index, in {@code orient="split"}. */
  static final String SPLIT_ROWS = "data";

  private static final String SPLIT_INDEX = "index";

  static final String SHAPE = "{\"columns\":[\"a\",\"b\"],\"rows\":[[1,2],[3,4]]}";

  private final JsonParser json;
  private final String pointer;
  private final IntakeOptions options;
  private final boolean wholeBody;
  private final Set<String> seen = new HashSet<>();
  private final @Nullable JsonTextColumns text;
  private final @Nullable List<String> behind;
  private final boolean isAllKnown;
  private @Nullable ColumnChoice named;
  private @Nullable String name;
  private final JsonRow row;
  private final @Nullable JsonBody body;
  private @Nullable JsonFastPath plain;
  private long rows;
  private boolean ended;
  private @Nullable JsonRecords records;
  private boolean isSplit;

  public static RowReader open(InputStream body, IntakeOptions options) throws IOException {
    PushbackInputStream peeked = new PushbackInputStream(body, JsonRecords.AHEAD);
    if (!JsonRecords.isIn(peeked)) {
      return openRows(peeked, options);
    }
    JsonRecords records =
        guarded(() ->
            new JsonRecords(FACTORY.createParser(ObjectReadContext.empty(), peeked), "", options));
    return ofRecords(records, () -> openRows(records, options));
  }

  /** A reader of a form of rows. */
  private interface Opening {
    RowReader open() throws IOException;
  }

  /** What is wrong is told by its place among the records. */
  private static RowReader ofRecords(JsonRecords records, Opening opening) throws IOException {
    try {
      RowReader rows = opening.open();
      ((JsonRows) rows).records = records;
      return rows;
    } catch (Refusal refusal) {
      throw records.placed(refusal);
    }
  }

  private static RowReader openRows(InputStream body, IntakeOptions options) throws IOException {
    JsonStart start = new JsonStart(body, options.held());
    List<String> behind = start.columnsBehindRows();
    JsonTextColumns text =
        options.text().drops() || options.text().keeps() ? start.textColumns() : null;
    JsonBody whole = new JsonBody(start.whole());
    return guarded(() ->
        new JsonRows(
            FACTORY.createParser(ObjectReadContext.empty(), whole),
            "",
            options,
            whole,
            text,
            behind,
            start.isWhole()));
  }

  /**
   * Reads what is part of a larger document.
   *
   * @param text reads it from its beginning, each time anew
   * @param outline the same, in which the rows may be left out; null if it is no object
   */
  public static RowReader within(
      Supplier<JsonParser> text, @Nullable JsonNode outline, String pointer, IntakeOptions options)
      throws IOException {
    JsonParser json = started(text.get());
    if (!json.hasToken(JsonToken.START_ARRAY)) {
      return rowsWithin(json, text, outline, pointer, options);
    }
    JsonRecords records = guarded(() -> new JsonRecords(json, pointer, options));
    return ofRecords(
        records,
        () ->
            rowsWithin(
                parser(records),
                () -> parser(new JsonRecords(started(text.get()), pointer, options)),
                null,
                pointer,
                options));
  }

  private static JsonParser started(JsonParser json) {
    if (!json.hasCurrentToken()) {
      json.nextToken();
    }
    return json;
  }

  private static JsonParser parser(InputStream text) {
    return FACTORY.createParser(ObjectReadContext.empty(), text);
  }

  /**
   * @param text reads the same from its beginning
   */
  private static RowReader rowsWithin(
      JsonParser json,
      Supplier<JsonParser> text,
      @Nullable JsonNode outline,
      String pointer,
      IntakeOptions options)
      throws IOException {
    return guarded(() -> {
      List<String> behind =
          outline == null ? null : columnsBehindRows(outline, pointer + "/" + JsonColumns.NAME);
      JsonTextColumns columns = options.text().keeps() ? JsonTextColumns.of(text.get()) : null;
      return new JsonRows(json, pointer, options, null, columns, behind, true);
    });
  }

  private static @Nullable List<String> columnsBehindRows(JsonNode data, String at) {
    List<String> properties = List.copyOf(data.propertyNames());
    int columns = properties.indexOf(JsonColumns.NAME);
    int rows = Math.max(properties.indexOf(ROWS), properties.indexOf(SPLIT_ROWS));
    if (rows < 0 || columns < rows || data.path(JsonColumns.NAME).isNull()) {
      return null;
    }
    JsonParser json = JsonMapper.shared().treeAsTokens(data.get(JsonColumns.NAME));
    json.nextToken();
    return JsonColumns.read(json, at);
  }

  private JsonRows(
      JsonParser json,
      String pointer,
      IntakeOptions options,
      @Nullable JsonBody body,
      @Nullable JsonTextColumns text,
      @Nullable List<String> behind,
      boolean isAllKnown) {
    this.text = text;
    this.behind = behind;
    this.isAllKnown = isAllKnown;
    this.json = json;
    this.pointer = pointer;
    this.options = options;
    this.body = body;
    this.wholeBody = body != null;
    enterObject();
    ColumnChoice choice = enterRows();
    TextCells words = TextCells.of(choice, text == null ? Set.of() : text.categories(), options);
    this.row = new JsonRow(json, pointer, choice, words, !isExpected(), options.missing());
    // Only numbers are read in place.
    this.plain = body == null || words.isAny() ? null : body.plainRows(json, choice, options);
  }

  /** Whether a property holds the rows. */
  static boolean areRows(String property) {
    return property.equals(ROWS) || property.equals(SPLIT_ROWS);
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
    if (behind != null) {
      return named(behind);
    }
    if (options.selection() instanceof Selection.Expected(List<String> columns)) {
      return ColumnChoice.inOrder(columns);
    }
    throw isAllKnown
        ? Refusal.unprocessable(pointer + "/" + JsonColumns.NAME, "is missing; send " + SHAPE)
        : late();
  }

  private ColumnChoice named(List<String> names) {
    ColumnChoice choice =
        ColumnChoice.named(
            pointer + "/" + JsonColumns.NAME,
            names,
            text == null ? Set.of() : text.cells(),
            options);
    named = choice;
    return choice;
  }

  private Refusal late() {
    return Refusal.unprocessable(
        pointer + "/columns",
        "columns must come before rows in a body of more than %d bytes, as in %s"
            .formatted(options.held(), SHAPE));
  }

  /** Reads one property; true at the start of the rows. */
  private boolean property(String property) {
    if (!seen.add(property)) {
      throw Refusal.unprocessable(pointer + "/" + property, "is there twice; give it once");
    }
    json.nextToken();
    switch (property) {
      case SPLIT_INDEX -> json.skipChildren();
      case "columns" -> columnNames();
      case "name" -> ownName();
      case ROWS, SPLIT_ROWS -> {
        if (!seen.contains(ROWS)) {
          seen.add(ROWS);
        } else if (property.equals(SPLIT_ROWS)) {
          throw Refusal.unprocessable(
              pointer + "/" + property, "is what 'rows' are in pandas; give one of them");
        }
        isSplit = property.equals(SPLIT_ROWS);
        if (!json.hasToken(JsonToken.START_ARRAY)) {
          throw Refusal.unprocessable(
              pointer + "/" + property, "must be an array of rows, as in " + SHAPE);
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
    if (isExpected() && json.hasToken(JsonToken.VALUE_NULL)) {
      return;
    }
    List<String> names = JsonColumns.read(json, at);
    if (!seen.contains("rows")) {
      named(names);
    } else if (behind == null && !names.equals(row.columns())) {
      throw late();
    }
  }

  @Override
  public List<String> columns() {
    return row.columns();
  }

  @Override
  public Categories categories() {
    return row.words().categories();
  }

  @Override
  public Understood understood() {
    return Understood.columns(row.choice());
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
    try {
      return guarded(() -> placed(values));
    } catch (Refusal refusal) {
      throw records != null ? records.placed(refusal) : isSplit ? ofSplit(refusal) : refusal;
    }
  }

  private Refusal ofSplit(Refusal refusal) {
    String at = pointer + "/" + ROWS + "/";
    String there = pointer + "/" + SPLIT_ROWS + "/";
    List<Refusal.Cause> causes =
        refusal.causes().stream()
            .map(cause ->
                cause.pointer().startsWith(at)
                    ? new Refusal.Cause(
                        there + cause.pointer().substring(at.length()), cause.detail())
                    : cause)
            .toList();
    return new Refusal(refusal.status(), String.valueOf(refusal.getMessage()), causes);
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
  public static <T> T guarded(Supplier<T> reading) throws IOException {
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
