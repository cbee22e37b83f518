package io.mixtura.web.problem;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;

/**
 * The reading of a record that goes on after a property which cannot be read, so that all that is
 * wrong is known in the end. What it skips is read nowhere; text that is no JSON ends it.
 */
public final class CompleteReading {
  private final JsonParser parser;
  private final DeserializationContext context;
  private final Map<String, String> otherNames;
  private final List<Refusal.Cause> misread = new ArrayList<>();
  private final Deque<Step> path = new ArrayDeque<>();

  /** A property on the way from the whole to what is read, the innermost first. */
  private record Step(Class<?> owner, String property) {}

  public CompleteReading(JsonParser parser, DeserializationContext context) {
    this(parser, context, Map.of());
  }

  /**
   * @param otherNames what properties are called elsewhere, with what to write here
   */
  public CompleteReading(
      JsonParser parser, DeserializationContext context, Map<String, String> otherNames) {
    this.parser = parser;
    this.context = context;
    this.otherNames = otherNames;
  }

  /** What is wrong with properties that could not be read, and are missing therefore. */
  public List<Refusal.Cause> misread() {
    return List.copyOf(misread);
  }

  /** Reads the object at whose start the parser stands. */
  public <T extends Record> T record(Class<T> type) {
    RecordComponent[] properties = type.getRecordComponents();
    List<String> names = Arrays.stream(properties).map(RecordComponent::getName).toList();
    @Nullable Object[] values = new @Nullable Object[properties.length];
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      path.push(new Step(type, name));
      int at = names.indexOf(name);
      if (at >= 0) {
        values[at] = property(type, properties[at]);
      } else {
        parser.skipChildren();
        complain(name, names);
      }
      path.pop();
    }
    return made(type, values);
  }

  private void complain(String name, List<String> names) {
    if (context.isEnabled(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)) {
      StringBuilder pointer = new StringBuilder();
      path.descendingIterator()
          .forEachRemaining(step -> pointer.append(JsonPointers.property("", step.property())));
      misread.add(
          enclosing(name)
              .or(() -> elsewhere(name))
              .map(whole -> new Refusal.Cause(pointer.toString(), whole))
              .orElseGet(() -> JsonRefusals.unknown(pointer.toString(), name, names)));
    }
  }

  /** What to say of a property that the object has that this one is part of. */
  private Optional<String> enclosing(String name) {
    return path.stream()
        .skip(1)
        .limit(1)
        .filter(part ->
            Arrays.stream(part.owner().getRecordComponents())
                .anyMatch(component -> component.getName().equals(name)))
        .map(part ->
            "unknown property '%s'; it stands beside '%s', not in it"
                .formatted(name, part.property()))
        .findFirst();
  }

  /** What to say of a property that other programs have. */
  private Optional<String> elsewhere(String name) {
    return Optional.ofNullable(otherNames.get(name))
        .map(here -> "unknown property '%s'; %s".formatted(name, here));
  }

  private @Nullable Object property(Class<?> owner, RecordComponent property) {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    Class<?> type = property.getType();
    boolean isPart = type.isRecord() && type.getDeclaringClass() == owner;
    return isPart && parser.currentToken() == JsonToken.START_OBJECT
        ? part(type.asSubclass(Record.class))
        : value(property.getGenericType());
  }

  /** A part that is not as it was meant would be judged by what it lacks. */
  private @Nullable Object part(Class<? extends Record> type) {
    int before = misread.size();
    Object part = record(type);
    return misread.size() == before ? part : null;
  }

  private @Nullable Object value(Type type) {
    int depth = parser.streamReadContext().getNestingDepth();
    int outside = parser.currentToken().isStructStart() ? depth - 1 : depth;
    try {
      return context.readValue(parser, context.getTypeFactory().constructType(type));
    } catch (Refusal refused) {
      misread.addAll(refused.causes());
    } catch (DatabindException | InputCoercionException mismatched) {
      misread.addAll(JsonRefusals.of(placed(mismatched)).causes());
    }
    while (parser.streamReadContext().getNestingDepth() > outside) {
      parser.nextToken();
    }
    return null;
  }

  private JacksonException placed(JacksonException mismatched) {
    JacksonException placed = mismatched;
    for (Step step : path) {
      placed = placed.prependPath(step.owner(), step.property());
    }
    return placed;
  }

  private static <T> T made(Class<T> type, @Nullable Object[] values) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<T> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return canonical.newInstance(values);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("a record has a constructor of its components", impossible);
    }
  }
}
