package io.mixtura.serving.mlflow;

import io.mixtura.assignment.stream.ModelTexts;
import io.mixtura.dataset.Intake;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.dataset.rows.TextChoice;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of MLflow's scoring server as the table {@code {"columns":[…],"rows":[[…],…]}} or the
 * records that all points come in; {@code columns} is left out where nobody names them.
 *
 * @param points an object of columns and rows, or records
 * @param place JSON pointer to where the rows stood
 * @param params what is asked for besides
 */
record InvocationBody(JsonNode points, String place, JsonNode params) {
  private static final String SPLIT = "dataframe_split";
  private static final String RECORDS = "dataframe_records";
  private static final String INSTANCES = "instances";
  private static final String INPUTS = "inputs";
  private static final String PARAMS = "params";
  private static final List<String> FORMS = List.of(SPLIT, RECORDS, INSTANCES, INPUTS);
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Of a body that is JSON. */
  static InvocationBody of(JsonNode body) {
    if (!body.isObject()) {
      throw refused("", "the body must be an object with one of %s".formatted(named()));
    }
    List<String> present = FORMS.stream().filter(body::has).toList();
    for (String name : body.propertyNames()) {
      if (!FORMS.contains(name) && !name.equals(PARAMS)) {
        throw refused("/" + name, "unknown; there are %s, and params".formatted(named()));
      }
    }
    if (present.size() != 1) {
      throw refused("", "there must be exactly one of %s".formatted(named()));
    }
    String form = present.getFirst();
    JsonNode given = body.get(form);
    JsonNode params = body.path(PARAMS);
    return switch (form) {
      case SPLIT -> new InvocationBody(split(given), "/" + SPLIT + "/data", params);
      case RECORDS -> new InvocationBody(records(given, "/" + RECORDS), "/" + RECORDS, params);
      case INSTANCES -> new InvocationBody(points(given, "/" + INSTANCES), "/" + INSTANCES, params);
      default -> new InvocationBody(inputs(given), "/" + INPUTS, params);
    };
  }

  /** The points, one by one. */
  RowReader rows(IntakeOptions options) throws IOException {
    boolean areRecords = points.isArray();
    return Intake.json(
        () -> JsonMapper.shared().treeAsTokens(points),
        areRecords ? null : points,
        areRecords ? place : "",
        options);
  }

  /** What is wrong with a row of the table is wrong where the row came from. */
  Refusal placed(Refusal refused) {
    return new Refusal(
        refused.status(),
        String.valueOf(refused.getMessage()),
        refused.causes().stream()
            .map(cause ->
                new Refusal.Cause(cause.pointer().replaceFirst("^/rows", place), cause.detail()))
            .toList());
  }

  /** What becomes of texts that the model does not know. */
  TextChoice.Unknown unknownLevels() {
    JsonNode given = params.path(ModelTexts.UNKNOWN);
    return ModelTexts.unknown(given.isMissingNode() ? null : given.asString(""));
  }

  private static String named() {
    return FORMS.stream().collect(Collectors.joining("', '", "'", "'"));
  }

  private static Refusal refused(String pointer, String detail) {
    return Refusal.of(HttpStatus.BAD_REQUEST, pointer, detail);
  }

  /** pandas' {@code to_dict(orient="split")}. */
  private static ObjectNode split(JsonNode given) {
    JsonNode data = given.path("data");
    if (!data.isArray()) {
      throw refused("/" + SPLIT + "/data", "must be an array of rows");
    }
    return table(given.path("columns"), data);
  }

  private static ObjectNode table(JsonNode columns, JsonNode rows) {
    ObjectNode table = NODES.objectNode();
    if (columns.isArray()) {
      table.set("columns", columns);
    }
    return table.set("rows", rows);
  }

  /** How records become rows, those who read records know. */
  private static JsonNode records(JsonNode given, String at) {
    if (!given.isArray()) {
      throw refused(at, "must be an array of objects, one for each point");
    }
    for (int n = 0; n < given.size(); n++) {
      if (!given.get(n).isObject()) {
        throw refused(at + "/" + n, "must be an object that names the columns of a point");
      }
    }
    return given;
  }

  private static ObjectNode rows(JsonNode given, String at) {
    if (!given.isArray()) {
      throw refused(at, "must be an array of points");
    }
    ArrayNode rows = NODES.arrayNode();
    for (JsonNode point : given) {
      rows.add(point.isArray() ? point : NODES.arrayNode().add(point));
    }
    return table(NODES.missingNode(), rows);
  }

  /** All points at once: an array of rows, or an object of columns. */
  private static JsonNode inputs(JsonNode given) {
    if (!given.isObject()) {
      return points(given, "/" + INPUTS);
    }
    ArrayNode names = NODES.arrayNode();
    ArrayNode rows = NODES.arrayNode();
    given.propertyNames().forEach(names::add);
    for (String name : given.propertyNames()) {
      JsonNode column = given.get(name);
      boolean isFirst = names.get(0).asString().equals(name);
      if (!column.isArray() || (!isFirst && column.size() != rows.size())) {
        throw refused(
            "/" + INPUTS + "/" + name, "must be an array, as long as those of the other columns");
      }
      for (int n = 0; n < column.size(); n++) {
        ArrayNode row = isFirst ? rows.addArray() : (ArrayNode) rows.get(n);
        JsonNode value = column.get(n);
        row.add(value.isArray() && value.size() == 1 ? value.get(0) : value);
      }
    }
    return table(names, rows);
  }

  /** Points one by one, as TensorFlow Serving has them: objects, arrays, or numbers. */
  private static JsonNode points(JsonNode given, String at) {
    boolean isNamed = given.isArray() && !given.isEmpty() && given.get(0).isObject();
    return isNamed ? records(given, at) : rows(given, at);
  }
}
