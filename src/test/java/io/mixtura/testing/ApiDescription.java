package io.mixtura.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The service as it describes itself in OpenAPI 3.1, to be compared with what it does. Of JSON
 * Schema it knows what that description uses.
 */
public final class ApiDescription {
  /** Requests, which leave nulls out where answers state them. */
  private static final Set<String> WITH_OPTIONAL_PROPERTIES =
      Set.of(
          "FitRequest",
          "Initialization",
          "Prior",
          "Bootstrap",
          "Convergence",
          "ComponentRange",
          "Selection",
          "InlineData",
          "Points",
          "ModelImport",
          "SampleRequest",
          "MarginalRequest",
          "ConditionalRequest",
          "NewKey",
          "ComparisonRequest",
          "ModelPatch",
          "Invocation",
          "InferenceRequest",
          "InferenceInput",
          "InferenceOutputRequest");

  /** Only some models have them. */
  private static final Set<String> OPTIONAL_PROPERTIES =
      Set.of(
          "Assignment/noise",
          "FitProgress/replicate",
          "FitResult/history",
          "FitResult/alignment",
          "Assignment/componentNames",
          "Assignments/componentNames",
          "Labels/componentNames",
          "Sample/componentNames",
          "Marginal/componentNames",
          "Conditional/componentNames",
          "ComparedVersion/componentNames",
          "ComparedVersion/noise",
          "FitProgress/replicates",
          "Marginal/degreesOfFreedom",
          "Marginal/noise",
          "Conditional/degreesOfFreedom",
          "Timings/bootstrapMillis",
          "Dataset/categories",
          "UploadedDataset/categories",
          "ColumnSummary/levels",
          "FitResult/labels",
          "Conditional/probabilities",
          "Prediction/probabilities",
          "Imputation/probabilities",
          "InferenceAnswer/id",
          "InferenceTensor/data");

  /** What the names of answers end with that have one of several shapes, and not all properties. */
  private static final String ONE_OF_SEVERAL = "Answer";

  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:.*Z");

  private final JsonNode api;

  public ApiDescription(JsonNode api) {
    this.api = api;
  }

  /** An operation. */
  public record Operation(String id, String method, String path, JsonNode description) {}

  /** All operations. */
  public List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    api.get("paths")
        .forEachEntry((path, methods) ->
            methods.forEachEntry((method, operation) ->
                operations.add(
                    new Operation(
                        operation.get("operationId").asString(),
                        method.toUpperCase(Locale.ROOT),
                        path,
                        operation))));
    return operations;
  }

  /** In what a value differs from its schema; empty if in nothing. */
  public List<String> violations(JsonNode schema, JsonNode value) {
    List<String> found = new ArrayList<>();
    compare(schema, value, "", "", found);
    return found;
  }

  private void compare(
      JsonNode schema, JsonNode value, String name, String at, List<String> found) {
    if (schema.has("$ref")) {
      String reference = schema.get("$ref").asString();
      compare(
          api.at(reference.substring(1)),
          value,
          reference.substring(reference.lastIndexOf('/') + 1),
          at,
          found);
    } else if (schema.has("if")) {
      boolean holds = violations(schema.get("if"), value).isEmpty();
      compare(schema.path(holds ? "then" : "else"), value, name, at, found);
    } else if (schema.has("oneOf")) {
      compareWithOneOf(schema.get("oneOf"), value, at, found);
    } else {
      compareValue(schema, value, name, at, found);
    }
  }

  private void compareWithOneOf(JsonNode choices, JsonNode value, String at, List<String> found) {
    List<String> all = new ArrayList<>();
    long matching =
        choices
            .valueStream()
            .filter(choice -> {
              List<String> differences = new ArrayList<>();
              compare(choice, value, "", at, differences);
              all.addAll(differences);
              return differences.isEmpty();
            })
            .count();
    if (matching != 1) {
      found.add("%s is %d of the choices: %s".formatted(at, matching, all));
    }
  }

  private void compareValue(
      JsonNode schema, JsonNode value, String name, String at, List<String> found) {
    if (schema.has("type") && !types(schema).contains(type(value)) && !isWhole(schema, value)) {
      found.add("%s is %s instead of %s".formatted(at, type(value), types(schema)));
      return;
    }
    if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
      found.add("%s is %s, which is none of %s".formatted(at, value, schema.get("enum")));
    }
    if (value.isString()) {
      compareText(schema, value.asString(), at, found);
    } else if (value.isArray() && schema.has("items")) {
      for (int i = 0; i < value.size(); i++) {
        compare(schema.get("items"), value.get(i), "", at + "/" + i, found);
      }
    } else if (value.isObject() && schema.has("properties")) {
      compareProperties(schema, value, name, at, found);
    }
  }

  private void compareProperties(
      JsonNode schema, JsonNode value, String name, String at, List<String> found) {
    JsonNode properties = schema.get("properties");
    value.forEachEntry((property, each) -> {
      if (properties.has(property)) {
        compare(properties.get(property), each, "", at + "/" + property, found);
      } else if (!schema.path("additionalProperties").asBoolean(false)) {
        found.add("%s/%s is not documented".formatted(at, property));
      }
    });
    for (String property : properties.propertyNames()) {
      boolean isRequired =
          !OPTIONAL_PROPERTIES.contains(name + "/" + property)
                  && !WITH_OPTIONAL_PROPERTIES.contains(name)
                  && !name.endsWith(ONE_OF_SEVERAL)
              || schema.path("required").valueStream().anyMatch(r -> r.asString().equals(property));
      if (isRequired && !value.has(property)) {
        found.add("%s/%s is missing".formatted(at, property));
      }
    }
  }

  private static void compareText(JsonNode schema, String text, String at, List<String> found) {
    Pattern pattern =
        switch (schema.path("format").asString("")) {
          case "uuid" -> UUID;
          case "date-time" -> TIME;
          default -> Pattern.compile(schema.path("pattern").asString(".*"), Pattern.DOTALL);
        };
    if (!pattern.matcher(text).matches()) {
      found.add("%s is '%s', which is no %s".formatted(at, text, pattern));
    }
  }

  private static List<String> types(JsonNode schema) {
    JsonNode type = schema.get("type");
    return type.isArray()
        ? type.valueStream().map(JsonNode::asString).toList()
        : List.of(type.asString());
  }

  /** A whole number is a number, too. */
  private static boolean isWhole(JsonNode schema, JsonNode value) {
    return value.isIntegralNumber() && types(schema).contains("number");
  }

  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case ARRAY -> "array";
      case OBJECT -> "object";
      case NULL -> "null";
      case BINARY, MISSING, POJO -> "nothing of JSON";
    };
  }
}
