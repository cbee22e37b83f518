package io.mixtura.fit.request.choice;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * The documentation of {@link CovarianceNames}, which are a name or a list of names. A schema that
 * lists both forms has generators write Java that does not compile; this one says as much in {@code
 * if}, {@code then} and {@code else}, of which they know nothing, and is any value to them.
 */
@Component
class CovarianceSchema implements GlobalOpenApiCustomizer {
  static final String NAME = "CovarianceChoice";

  @Override
  public void customise(OpenAPI api) {
    if (api.getComponents() != null
        && api.getComponents().getSchemas() != null
        && api.getComponents().getSchemas().containsKey(NAME)) {
      api.getComponents().addSchemas(NAME, choice());
    }
  }

  private static Schema<?> choice() {
    List<String> names =
        CovarianceStructure.ALL.stream()
            .flatMap(structure -> structure.names().stream())
            .sorted()
            .toList();
    Schema<?> list = typed("array");
    list.setItems(text(names));
    List<String> namesOrAll =
        Stream.concat(names.stream(), Stream.of(CovarianceNames.ALL)).toList();
    Schema<?> choice = new JsonSchema();
    choice.setDescription(
        "The name of a covariance structure; `all` for R's 14; or a list of names to choose from");
    choice.setIf(typed("array"));
    choice.setThen(list);
    choice.setElse(text(namesOrAll));
    return choice;
  }

  private static Schema<?> text(List<String> values) {
    Schema<String> text = new Schema<>();
    text.addType("string");
    text.setEnum(values);
    return text;
  }

  private static Schema<?> typed(String type) {
    Schema<?> schema = new JsonSchema();
    schema.addType(type);
    return schema;
  }
}
