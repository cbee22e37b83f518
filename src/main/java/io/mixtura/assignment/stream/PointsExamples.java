package io.mixtura.assignment.stream;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.mixtura.dataset.Intake;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents each {@link PointsQuestion} with its examples, and its answer, of which the method
 * states the shape in JSON, in the other formats.
 */
@Component
class PointsExamples implements OperationCustomizer {
  private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    PointsQuestion question = method.getMethodAnnotation(PointsQuestion.class);
    if (question != null) {
      exemplify(operation.getRequestBody().getContent(), question);
      complete(requireNonNull(operation.getResponses().get("200")).getContent(), question);
    }
    return operation;
  }

  private static void exemplify(Content asked, PointsQuestion question) {
    Object points = JsonMapper.shared().readValue(question.json(), Object.class);
    requireNonNull(asked.get(JSON)).setExample(points);
    requireNonNull(asked.get(Intake.CSV)).setExample(question.csv());
    requireNonNull(asked.get(Intake.NDJSON)).setExample(lines(points));
  }

  /** The same points, an array in each line. */
  private static String lines(Object points) {
    List<?> rows = (List<?>) requireNonNull(((Map<?, ?>) points).get("rows"));
    return rows.stream()
        .map(row -> JsonMapper.shared().writeValueAsString(row))
        .collect(joining("\n", "", "\n"));
  }

  private static void complete(Content answer, PointsQuestion question) {
    answer.addMediaType(Intake.CSV, new MediaType().schema(string()).example(question.csvAnswer()));
    answer.addMediaType(Intake.NDJSON, new MediaType().schema(string()));
    answer.addMediaType(Intake.NPY, new MediaType().schema(string().format("binary")));
  }

  /** As OpenAPI 3.1 has it, where a schema may have several types. */
  private static Schema<?> string() {
    Schema<?> schema = new JsonSchema();
    schema.addType("string");
    return schema;
  }
}
