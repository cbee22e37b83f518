package io.mixtura.web.description;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * Documents what a property is unless it is given in its description. Generated clients send every
 * {@code default} that they find, and so ask for more than their callers did: for what is another
 * algorithm's, say.
 */
@Component
class DefaultsInWords implements GlobalOpenApiCustomizer {

  @Override
  public void customise(OpenAPI api) {
    if (api.getComponents() != null && api.getComponents().getSchemas() != null) {
      api.getComponents().getSchemas().values().forEach(DefaultsInWords::ofProperties);
    }
  }

  private static void ofProperties(Schema<?> schema) {
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(DefaultsInWords::inWords);
    }
  }

  private static void inWords(Schema<?> property) {
    Object value = property.getDefault();
    if (value == null) {
      return;
    }
    property.setDefault(null);
    property.setDefaultSetFlag(false);
    String before = property.getDescription();
    String unless = "`%s` unless given".formatted(value);
    property.setDescription(
        before == null ? unless : before + (before.endsWith(".") ? " " : ". ") + unless);
  }
}
