package io.mixtura.dataset.ndjson;

import static io.mixtura.dataset.json.JsonRows.guarded;

import io.mixtura.dataset.json.JsonRow;
import io.mixtura.dataset.rows.Categories;
import io.mixtura.dataset.rows.ColumnChoice;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.dataset.rows.TextCells;
import io.mixtura.dataset.rows.Understood;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Points from JSON, one array or one object after the other: most often one per line. */
public final class NdjsonRows implements RowReader {
  static final String SHAPE = "[1.5,2] or {\"a\":1.5,\"b\":2} in each line";

  private final JsonParser json;
  private final NdjsonSample sample;
  private final JsonRow row;
  private final boolean ignoresOthers;
  private final Map<String, Integer> cells = new HashMap<>();

  /** In which row, counted from 1, each cell was found last. */
  private final long[] found;

  private long rows;

  /** Opens a body. */
  public static RowReader open(InputStream body, IntakeOptions options) throws IOException {
    NdjsonSample sample = NdjsonSample.of(body);
    InputStream whole = new SequenceInputStream(sample.bytes(), body);
    return guarded(() ->
        new NdjsonRows(
            new JsonFactory().createParser(ObjectReadContext.empty(), whole), sample, options));
  }

  private NdjsonRows(JsonParser json, NdjsonSample sample, IntakeOptions options) {
    this.json = json;
    this.sample = sample;
    List<String> names = sample.names();
    checkWidth(Math.max(names.size(), sample.width()));
    ColumnChoice choice =
        names.isEmpty() && !sample.areRecords()
            ? ColumnChoice.positional(sample.width(), sample.text(), options)
            : ColumnChoice.named("/columns", names, sample.text(), options);
    TextCells words =
        TextCells.of(choice, options.text().keeps() ? sample.categories() : Set.of(), options);
    this.row = new JsonRow(json, "", choice, words, !options.expectsColumns(), options.missing());
    this.ignoresOthers = options.ignoresOthers();
    for (String name : names) {
      cells.put(name, cells.size());
    }
    this.found = new long[choice.width()];
    if (sample.hasHeader()) {
      json.nextToken();
      json.skipChildren();
    }
  }

  private static void checkWidth(int width) {
    if (width > ColumnChoice.WIDEST) {
      throw Refusal.unprocessable(
          "/columns",
          "the first rows have %d columns, at most %d can be read"
              .formatted(width, ColumnChoice.WIDEST));
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
  public boolean next(double[] values) throws IOException {
    return guarded(() -> advance(values));
  }

  private boolean advance(double[] values) {
    while (!row.isHopeless() && json.nextToken() != null) {
      boolean isGood = sample.areRecords() ? readRecord(values) : row.read(rows, values);
      rows++;
      if (isGood) {
        return true;
      }
    }
    row.refuseIfBad(rows);
    return false;
  }

  /** Reads the object at whose start the parser stands. */
  private boolean readRecord(double[] values) {
    if (!json.hasToken(JsonToken.START_OBJECT)) {
      row.complain(rows, "must be an object, as the first row is");
      json.skipChildren();
      return false;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      property(name, values);
    }
    for (int cell = 0; cell < found.length; cell++) {
      if (found[cell] <= rows && row.choice().columnOf(cell) >= 0) {
        row.absent(rows, cell, values);
      }
    }
    return row.isGood();
  }

  private void property(String name, double[] values) {
    Integer cell = cells.get(name);
    if (cell == null) {
      if (!ignoresOthers) {
        row.complain(
            rows,
            "has a value for '%s', which no row before it names; name it in the first, with null if need be"
                .formatted(Excerpt.ofOneOfMany(name)));
      }
      json.skipChildren();
    } else if (found[cell] > rows) {
      row.complain(rows, "has two values for '%s'".formatted(Excerpt.ofOneOfMany(name)));
      json.skipChildren();
    } else {
      found[cell] = rows + 1;
      row.cell(rows, cell, values);
    }
  }

  @Override
  public void close() {
    json.close();
  }
}
