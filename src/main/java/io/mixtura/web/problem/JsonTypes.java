package io.mixtura.web.problem;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

/** The names of Java's types in the words of JSON. */
final class JsonTypes {
  private static final Set<Class<?>> WHOLE =
      Set.of(
          int.class,
          long.class,
          short.class,
          Integer.class,
          Long.class,
          Short.class,
          java.math.BigInteger.class);
  private static final Set<Class<?>> DECIMAL =
      Set.of(double.class, float.class, Double.class, Float.class, java.math.BigDecimal.class);
  private static final Map<Class<?>, String> OTHERS =
      Map.of(
          boolean.class, "true or false",
          Boolean.class, "true or false",
          String.class, "a string",
          java.util.UUID.class, "a UUID in a string",
          java.time.Instant.class, "an ISO-8601 time in a string",
          Map.class, "an object");

  private JsonTypes() {}

  /** What a value of this type looks like. */
  static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (WHOLE.contains(type)) {
      return "a whole number";
    }
    if (DECIMAL.contains(type)) {
      return "a number";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(Object::toString)
              .collect(Collectors.joining(", "));
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return type.isArray() ? "an array of " + plural(type.componentType()) : "an array";
    }
    return OTHERS.getOrDefault(type, "an object");
  }

  /** The numbers that fit into a type, to be told of one that does not. */
  static String range(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "int", "Integer" -> " from %d to %d".formatted(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "long", "Long" -> " from %d to %d".formatted(Long.MIN_VALUE, Long.MAX_VALUE);
      case "double", "Double" -> " from -1.8e308 to 1.8e308";
      default -> "";
    };
  }

  private static String plural(Class<?> element) {
    if (element.isArray()) {
      return "arrays of " + plural(element.componentType());
    }
    if (WHOLE.contains(element)) {
      return "whole numbers";
    }
    if (DECIMAL.contains(element)) {
      return "numbers";
    }
    return element == String.class ? "strings" : "objects";
  }

  /** What stood there instead: the end of the sentence "must be …, but". */
  static String found(MismatchedInputException mismatched) {
    if (mismatched instanceof InvalidFormatException format && format.getValue() != null) {
      Object value = format.getValue();
      return value instanceof String text
          ? "was the string '%s'".formatted(Excerpt.of(text))
          : "was " + Excerpt.beyondRange(value.toString());
    }
    return found(mismatched.getCurrentToken());
  }

  private static String found(@Nullable JsonToken token) {
    return switch (token) {
      case START_OBJECT, PROPERTY_NAME -> "was an object";
      case START_ARRAY, END_ARRAY -> "was an array";
      case VALUE_STRING -> "was a string";
      case VALUE_NUMBER_INT -> "was a whole number";
      case VALUE_NUMBER_FLOAT -> "was a number with decimals";
      case VALUE_TRUE, VALUE_FALSE -> "was true or false";
      case VALUE_NULL -> "was null";
      // An object ended without it.
      case END_OBJECT -> "is missing";
      case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "was something else";
      case null -> "was null or missing";
    };
  }
}
