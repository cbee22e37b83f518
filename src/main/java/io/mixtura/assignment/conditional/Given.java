package io.mixtura.assignment.conditional;

import io.mixtura.assignment.stream.FamilyRows;
import io.mixtura.dataset.Intake;
import io.mixtura.dataset.RowsText;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.RowReader;
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

  private static double number(String name, JsonNode value) {
    double number = value.isNumber() ? value.asDouble(Double.NaN) : Double.NaN;
    if (!(Math.abs(number) <= Observations.LARGEST)) {
      throw Refusal.unprocessable(
          pointer(name), "must be a number from -1e100 to 1e100, but was " + Excerpt.of(value));
    }
    return number;
  }

  /** The rows of many points, or the one of one. */
  RowReader rows() throws IOException {
    List<String> names = model.names(columns());
    RowReader rows =
        Intake.json(
            isMany() ? text.parser() : JsonMapper.shared().treeAsTokens(single()),
            isMany() ? values : single(),
            AT,
            IntakeOptions.expecting(names));
    List<ColumnFamily> families =
        IntStream.of(columns()).mapToObj(model.version().model().columns()::get).toList();
    return FamilyRows.of(rows, names, families, AT);
  }

  private ObjectNode single() {
    ObjectNode rows = JsonMapper.shared().createObjectNode();
    ArrayNode columns = rows.putArray(COLUMNS);
    ArrayNode row = rows.putArray(ROWS).addArray();
    point()
        .forEach((name, value) -> {
          columns.add(name);
          row.add(value);
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
