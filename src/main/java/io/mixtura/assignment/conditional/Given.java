package io.mixtura.assignment.conditional;

import io.mixtura.assignment.stream.FamilyRows;
import io.mixtura.assignment.stream.ModelTexts;
import io.mixtura.dataset.Intake;
import io.mixtura.dataset.RowsText;
import io.mixtura.dataset.rows.ColumnNames;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.dataset.rows.TextChoice;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.JsonPointers;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The given values of a request: those of one point, or many rows of them. */
final class Given {
  private static final String AT = "/given";
  private static final String COLUMNS = "columns";
  private static final String ROWS = "rows";

  private final ModelColumns model;
  private final RowsText text;
  private final ObjectNode values;

  Given(ModelColumns model, @Nullable RowsText text) {
    this.model = model;
    ObjectNode outline = text == null ? null : text.outline(ROWS);
    if (text == null || outline == null) {
      throw Refusal.unprocessable(
          AT,
          "given must be an object with the value of at least one column, such as {\"%s\": 1.5}, or {\"columns\":[…],\"rows\":[[…],…]}"
              .formatted(model.version().columns().getFirst()));
    }
    this.text = text;
    this.values = outline;
  }

  /** Whether there are many rows; a column may be called {@code rows}, but is no array. */
  boolean isMany() {
    return values.path(ROWS).isArray();
  }

  /** Numbers of the given columns. */
  int[] columns() {
    if (isMany()) {
      List<@Nullable String> names = new ArrayList<>();
      values.path(COLUMNS).forEach(name -> names.add(name.asString("")));
      return model.numbers(names, AT + "/" + COLUMNS);
    }
    if (values.isEmpty()) {
      throw Refusal.unprocessable(AT, "no value is given; give that of at least one column");
    }
    return values.propertyNames().stream()
        .mapToInt(name -> model.number(name, pointer(name)))
        .toArray();
  }

  /** The values of one point by their columns. */
  Map<String, Double> point() {
    Map<String, Double> point = new LinkedHashMap<>();
    values.forEachEntry((name, value) -> {
      double number = number(name, value);
      FamilyRows.check(model.version(), model.number(name, pointer(name)), number, pointer(name));
      point.put(name, number);
    });
    return point;
  }

  /** The same as the request says it: what stands for a level of text. */
  Map<String, Object> shown(Map<String, Double> point) {
    Map<String, Object> shown = new LinkedHashMap<>();
    point.forEach((name, number) -> {
      List<String> texts = new ModelTexts(model.version()).texts(List.of(name)).getFirst();
      shown.put(name, texts.isEmpty() ? number : texts.get(number.intValue()));
    });
    return shown;
  }

  private double number(String name, JsonNode value) {
    Map<String, Double> levels = text().codes().get(name);
    return levels == null ? number(value, pointer(name)) : level(levels, value, pointer(name));
  }

  private TextChoice.Known text() {
    return new ModelTexts(model.version()).known(TextChoice.Unknown.REFUSED_FOR_GOOD);
  }

  private static double level(Map<String, Double> levels, JsonNode value, String at) {
    Double code = value.isString() ? levels.get(value.asString().strip()) : null;
    if (code == null) {
      throw Refusal.unprocessable(
          at,
          "must be a level that the model knows, %s, but was %s"
              .formatted(ColumnNames.listed(List.copyOf(levels.keySet())), Excerpt.of(value)));
    }
    return code;
  }

  private static double number(JsonNode value, String at) {
    double number = value.isNumber() ? value.asDouble(Double.NaN) : Double.NaN;
    if (!(Math.abs(number) <= Observations.LARGEST)) {
      throw Refusal.unprocessable(
          at, "must be a number from -1e100 to 1e100, but was " + Excerpt.of(value));
    }
    return number;
  }

  /** The rows of many points, or the one of one. */
  RowReader rows() throws IOException {
    List<String> names = model.names(columns());
    RowReader rows =
        Intake.json(
            () -> isMany() ? text.parser() : JsonMapper.shared().treeAsTokens(single()),
            isMany() ? values : single(),
            AT,
            IntakeOptions.expecting(names).with(text()));
    List<ColumnFamily> families =
        IntStream.of(columns()).mapToObj(model.version().model().columns()::get).toList();
    return FamilyRows.of(rows, names, families, AT, TextChoice.Unknown.REFUSED_FOR_GOOD);
  }

  private ObjectNode single() {
    ObjectNode rows = JsonMapper.shared().createObjectNode();
    ArrayNode columns = rows.putArray(COLUMNS);
    ArrayNode row = rows.putArray(ROWS).addArray();
    point()
        .keySet()
        .forEach(name -> {
          columns.add(name);
          row.add(values.get(name));
        });
    return rows;
  }

  /** Reads all rows, so that what is wrong with one is said before the answer begins. */
  void check() throws IOException {
    try (RowReader rows = rows()) {
      double[] row = new double[rows.columns().size()];
      boolean more = rows.next(row);
      while (more) {
        more = rows.next(row);
      }
    }
  }

  private static String pointer(String name) {
    return JsonPointers.property(AT, name);
  }
}
