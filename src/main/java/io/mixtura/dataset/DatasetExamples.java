package io.mixtura.dataset;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Documents the bodies of uploads, which Spring knows only as a stream, with the whole of a real
 * dataset as the example: "Try it out" then uploads it. Each {@link UploadFormat} has an operation
 * of its own.
 */
@Component
class DatasetExamples implements GlobalOpenApiCustomizer {
  static final ClassPathResource OLD_FAITHFUL = new ClassPathResource("samples/faithful.csv");

  private static final String FOUR_LINES =
      """
      {"a": 1.5, "b": 2}
      {"a": 1.7, "b": 2.2}
      {"a": 8, "b": 9.5}
      {"a": 8.4, "b": 9.1}
      """;

  @Override
  public void customise(OpenAPI api) {
    if (api.getPaths() == null || !api.getPaths().containsKey(DatasetController.PATH)) {
      return;
    }
    Operation any = api.getPaths().get(DatasetController.PATH).getPost();
    MediaType json = new MediaType().schema(rows()).example(fourPoints());
    any.setOperationId("uploadDataset");
    any.setRequestBody(body("application/json", json));
    List<Parameter> all = List.copyOf(any.getParameters());
    any.setParameters(all.stream().filter(each -> RowFormat.JSON.has(each.getName())).toList());
    for (UploadFormat format : UploadFormat.values()) {
      describe(requireNonNull(api.getPaths().get(format.path())).getPost(), format);
    }
  }

  private static void describe(Operation upload, UploadFormat format) {
    upload.setOperationId(format.operation());
    upload.setSummary(format.summary());
    upload.setDescription(
        "As `POST %s` with `Content-Type: %s`.".formatted(DatasetController.PATH, format.type()));
    upload.setRequestBody(body(format.type(), media(format)));
    upload.setParameters(
        upload.getParameters().stream().filter(each -> format.has(each.getName())).toList());
  }

  private static MediaType media(UploadFormat format) {
    return switch (format) {
      case CSV -> new MediaType().schema(text()).example(oldFaithful());
      case NDJSON -> new MediaType().schema(lines()).example(FOUR_LINES);
      case NPY, NPZ -> new MediaType().schema(array());
      case PARQUET -> new MediaType().schema(parquet());
    };
  }

  private static RequestBody body(String type, MediaType media) {
    return new RequestBody().required(true).content(new Content().addMediaType(type, media));
  }

  /** A file: Swagger UI lets one choose it. */
  private static Schema<?> array() {
    return typed("string")
        .format("binary")
        .description(
            "An array of one or two dimensions of numbers of any type, as numpy.save or numpy.savez writes it");
  }

  private static Schema<?> parquet() {
    return typed("string")
        .format("binary")
        .description("A Parquet file with flat columns of numbers; nulls are missing values");
  }

  /** In the order of an upload, where the columns come before the rows. */
  private static Map<String, Object> fourPoints() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", "four-points");
    body.put("columns", List.of("a", "b"));
    body.put(
        "rows", List.of(List.of(1.5, 2), List.of(1.7, 2.2), List.of(8, 9.5), List.of(8.3, 9.1)));
    return body;
  }

  private static Schema<?> text() {
    return typed("string").description("A line per row, as data files have it");
  }

  private static Schema<?> lines() {
    return typed("string").description("An object or an array of numbers per line");
  }

  private static Schema<?> rows() {
    return typed("object")
        .addProperty("name", typed("string"))
        .addProperty("columns", array(typed("string")))
        .addProperty("rows", array(array(numberOrNull())))
        .addRequiredItem("columns")
        .addRequiredItem("rows");
  }

  /** With {@code missing=keep}. */
  private static Schema<?> numberOrNull() {
    Schema<?> number = typed("number");
    number.addType("null");
    return number;
  }

  private static Schema<?> array(Schema<?> items) {
    Schema<?> array = typed("array");
    array.setItems(items);
    return array;
  }

  /** As OpenAPI 3.1 has it, where a schema may have several types. */
  private static Schema<?> typed(String type) {
    Schema<?> schema = new JsonSchema();
    schema.addType(type);
    return schema;
  }

  private static String oldFaithful() {
    try {
      return OLD_FAITHFUL.getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
