package io.mixtura.web.description;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * Documents answers that have one of several shapes as a single one that has the properties of all.
 * Generated Java takes any object for each of the shapes, and then refuses it as it is more than
 * one.
 */
@Component
class OneShape implements GlobalOpenApiCustomizer {
  private static final String SCHEMAS = "#/components/schemas/";

  @Override
  public void customise(OpenAPI api) {
    if (api.getPaths() != null) {
      api.getPaths().values().stream()
          .flatMap(path -> path.readOperations().stream())
          .forEach(operation -> ofAnswers(api, operation));
    }
  }

  private static void ofAnswers(OpenAPI api, Operation operation) {
    operation.getResponses().values().stream()
        .filter(answer -> answer.getContent() != null)
        .flatMap(answer -> answer.getContent().values().stream())
        .filter(media -> media.getSchema() != null && media.getSchema().getOneOf() != null)
        .forEach(media -> ofAnswer(api, operation.getOperationId(), media));
  }

  @SuppressWarnings("rawtypes") // as the library has it
  private static void ofAnswer(OpenAPI api, String operation, MediaType media) {
    List<String> names = new ArrayList<>();
    for (Object shape : media.getSchema().getOneOf()) {
      names.add(((Schema) shape).get$ref().substring(SCHEMAS.length()));
    }
    String name = Character.toUpperCase(operation.charAt(0)) + operation.substring(1) + "Answer";
    api.schema(name, merged(names, api.getComponents().getSchemas()));
    media.setSchema(new JsonSchema().$ref(SCHEMAS + name));
  }

  @SuppressWarnings("rawtypes")
  private static Schema<?> merged(List<String> names, Map<String, Schema> schemas) {
    Schema<?> merged = new JsonSchema();
    merged.addType("object");
    merged.setDescription(
        names.stream().collect(Collectors.joining("` or `", "The properties of `", "`")));
    List<Schema<?>> shapes = new ArrayList<>();
    names.forEach(name -> shapes.add(Objects.requireNonNull(schemas.get(name), name)));
    for (Schema<?> shape : shapes) {
      shape.getProperties().forEach((property, schema) -> add(merged, property, schema));
    }
    for (String property : merged.getProperties().keySet()) {
      if (shapes.stream().allMatch(shape -> requires(shape, property))) {
        merged.addRequiredItem(property);
      }
    }
    return merged;
  }

  private static boolean requires(Schema<?> shape, String property) {
    return shape.getRequired() != null && shape.getRequired().contains(property);
  }

  /** What is one thing in one shape and another in another may be anything. */
  private static void add(Schema<?> merged, String property, Schema<?> schema) {
    Schema<?> other =
        merged.getProperties() == null ? null : (Schema<?>) merged.getProperties().get(property);
    boolean differs = other != null && !Objects.equals(other.getTypes(), schema.getTypes());
    merged.addProperty(property, differs ? new JsonSchema() : schema);
  }
}
