package io.mixtura.web.description;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import java.util.List;
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

  /** Of our own protocol, and of one that is spoken beside it. */
  private static final List<String> MODELS = List.of("/api/v1/models/{name}", "/v2/models/{name}");

  @Override
  public void customise(OpenAPI api) {
    if (api.getPaths() == null) {
      return;
    }
    MODELS.forEach(model -> describeQuestions(model, api.getPaths()));
  }

  private static void describeQuestions(String model, Paths paths) {
    paths.forEach((path, item) -> {
      boolean isBelow = path.equals(model) || path.startsWith(model + "/");
      PathItem ofOne = isBelow ? paths.get(model + ONE + path.substring(model.length())) : null;
      if (ofOne != null && isSame(item, ofOne)) {
        ofOne.readOperations().forEach(asked -> asked.setOperationId(id(asked)));
        item.readOperations().forEach(DefaultVersions::describe);
      }
    });
  }

  /** A model may be more than its default version, and have operations of its own. */
  private static boolean isSame(PathItem model, PathItem version) {
    return model.readOperations().size() == version.readOperations().size()
        && id(model.readOperations().getFirst()).equals(id(version.readOperations().getFirst()));
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
