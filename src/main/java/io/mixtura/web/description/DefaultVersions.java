package io.mixtura.web.description;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * Describes the questions to a model that name no version: they are those to a version, without
 * their parameter for it, under names of their own.
 */
@Component
class DefaultVersions implements GlobalOpenApiCustomizer {
  private static final String VERSION = "version";
  private static final String ONE = "/versions/{version}";
  private static final String MODEL = "/api/v1/models/{name}";

  @Override
  public void customise(OpenAPI api) {
    if (api.getPaths() == null) {
      return;
    }
    api.getPaths()
        .forEach((path, item) -> {
          String question = path.startsWith(MODEL + "/") ? path.substring(MODEL.length()) : "";
          PathItem ofOne = api.getPaths().get(MODEL + ONE + question);
          if (!question.isEmpty() && ofOne != null) {
            ofOne.readOperations().forEach(asked -> asked.setOperationId(id(asked)));
            item.readOperations().forEach(DefaultVersions::describe);
          }
        });
  }

  private static void describe(Operation asked) {
    asked.setOperationId(id(asked) + "ByDefault");
    asked.setSummary(asked.getSummary() + ", by the default version");
    asked.getParameters().removeIf(parameter -> VERSION.equals(parameter.getName()));
    asked.setDescription(
        "The version is that of the model's `default` alias, or the newest where it has none."
            + (asked.getDescription() == null ? "" : "\n\n" + asked.getDescription()));
  }

  /** Without the number that tells it from the other one. */
  private static String id(Operation asked) {
    return asked.getOperationId().replaceFirst("_\\d+$", "");
  }
}
