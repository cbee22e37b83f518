package io.mixtura.web.description;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Documents which properties of answers may be null: those that are {@link Nullable} in the code.
 * Records that leave nulls or empty values out of their JSON, or one of their properties, have
 * optional ones instead. All that cannot be null are required, by which clients tell one shape from
 * another.
 */
@Component
class NullableProperties implements ModelConverter {
  private static final String NULL = "null";

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    Schema<?> schema = chain.next().resolve(type, context, chain);
    Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
    Schema<?> model =
        schema == null || !raw.isRecord() || standsForAnother(raw) ? null : model(schema, context);
    if (model != null && model.getProperties() != null) {
      require(raw, model);
      mark(raw, model.getProperties());
    }
    return schema;
  }

  /** Then its JSON is that of the other. */
  private static boolean standsForAnother(Class<?> raw) {
    return Arrays.stream(raw.getDeclaredMethods())
        .anyMatch(one -> one.isAnnotationPresent(JsonValue.class));
  }

  private static void require(Class<?> type, Schema<?> model) {
    for (RecordComponent component : type.getRecordComponents()) {
      boolean canBeLeftOut =
          component.getAnnotatedType().isAnnotationPresent(Nullable.class)
              || leavesNullsOut(component.getAccessor());
      boolean isKnown =
          model.getRequired() != null && model.getRequired().contains(component.getName());
      if (model.getProperties().containsKey(component.getName()) && !canBeLeftOut && !isKnown) {
        model.addRequiredItem(component.getName());
      }
    }
  }

  private static boolean leavesNullsOut(AnnotatedElement element) {
    JsonInclude include = element.getAnnotation(JsonInclude.class);
    return include != null
        && (include.value() == JsonInclude.Include.NON_NULL
            || include.value() == JsonInclude.Include.NON_EMPTY);
  }

  private static @Nullable Schema<?> model(Schema<?> schema, ModelConverterContext context) {
    String reference = schema.get$ref();
    return reference == null
        ? schema
        : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
  }

  @SuppressWarnings("rawtypes") // as the library has it
  private static void mark(Class<?> type, Map<String, Schema> properties) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = name(component);
      Schema<?> property = properties.get(name);
      boolean leavesOut = leavesNullsOut(type) || leavesNullsOut(component.getAccessor());
      if (property != null
          && component.getAnnotatedType().isAnnotationPresent(Nullable.class)
          && (!leavesOut || isContainer(property))) {
        properties.put(name, nullable(property));
      }
      if (property != null) {
        markItems(component.getAnnotatedType(), property);
      }
    }
  }

  /** Some names of JSON cannot be names in Java. */
  private static String name(RecordComponent component) {
    JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
    return given == null ? component.getName() : given.value();
  }

  /** Generated Java sends an empty one for one that is not given, unless it may be null. */
  private static boolean isContainer(Schema<?> property) {
    return property.getItems() != null || property.getAdditionalProperties() != null;
  }

  /** Lists may hold nulls at any depth. */
  private static void markItems(java.lang.reflect.AnnotatedType type, Schema<?> list) {
    Schema<?> items = list.getItems();
    if (items != null
        && asList(type) instanceof AnnotatedParameterizedType parameterized
        && parameterized.getAnnotatedActualTypeArguments().length == 1) {
      java.lang.reflect.AnnotatedType item = parameterized.getAnnotatedActualTypeArguments()[0];
      if (item.isAnnotationPresent(Nullable.class) && items.getTypes() != null) {
        items.addType(NULL);
      }
      markItems(item, items);
    }
  }

  /** A list with a class of its own says what it holds where it extends another. */
  private static java.lang.reflect.@Nullable AnnotatedType asList(
      java.lang.reflect.AnnotatedType type) {
    return type.getType() instanceof Class<?> own ? own.getAnnotatedSuperclass() : type;
  }

  private static Schema<?> nullable(Schema<?> property) {
    if (property.get$ref() != null) {
      return either(property);
    }
    if (property.getTypes() != null) {
      property.addType(NULL);
      allowNullAmongValues(property);
    }
    return property;
  }

  private static Schema<?> either(Schema<?> reference) {
    Schema<?> nothing = new JsonSchema();
    nothing.addType(NULL);
    Schema<?> either = new JsonSchema();
    either.setDescription(reference.getDescription());
    either.setOneOf(List.of(new JsonSchema().$ref(reference.get$ref()), nothing));
    return either;
  }

  private static <T> void allowNullAmongValues(Schema<T> property) {
    List<T> values = property.getEnum();
    if (values != null && !values.contains(null)) {
      List<@Nullable T> all = new ArrayList<>(values);
      all.add(null);
      property.setEnum(all);
    }
  }
}
