package io.mixtura.web.problem;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/**
 * Says of JSON that could not be read what was wrong, where, and what would be right.
 *
 * <p>Text that is no JSON is answered with 400, JSON that says something else than was asked for
 * with 422.
 */
public final class JsonRefusals {
  private static final String WHOLE_BODY = "";

  /** What the parser says of NaN, before it names a setting of its own. */
  private static final Pattern NO_NUMBER = Pattern.compile("Non-standard token ('[^']*')");

  private static final Pattern OUT_OF_RANGE = Pattern.compile("Numeric value \\((\\S+)\\) out of");

  /** What the parser says of itself: where it keeps its source, which of its settings it obeys. */
  private static final Pattern INTERNALS =
      Pattern.compile(" \\(start marker at \\[Source.*|, from `[^`]*`");

  private JsonRefusals() {}

  /** The refusal for a request body that Jackson could not read. */
  public static Refusal of(JacksonException unreadable) {
    return switch (unreadable) {
      case UnrecognizedPropertyException unknown -> unknownProperty(unknown);
      case ValueInstantiationException refused -> refusedByItsType(refused);
      case InputCoercionException number -> outOfRange(number);
      case MismatchedInputException mismatched -> mismatched(mismatched);
      default -> malformed(unreadable);
    };
  }

  private static Refusal unknownProperty(UnrecognizedPropertyException unknown) {
    String name = unknown.getPropertyName();
    Collection<Object> ids = Objects.requireNonNullElse(unknown.getKnownPropertyIds(), List.of());
    List<String> known = ids.stream().map(Object::toString).toList();
    Refusal.Cause cause = unknown(JsonPointers.of(unknown), name, known);
    return Refusal.unprocessable(cause.pointer(), cause.detail());
  }

  /** What is wrong with a property that is none of those that are known. */
  public static Refusal.Cause unknown(String pointer, String name, List<String> known) {
    String hint = Spelling.hint(name, known);
    if (hint.isEmpty() && !known.isEmpty()) {
      hint = "; known are " + known.stream().sorted().collect(Collectors.joining("', '", "'", "'"));
    }
    return new Refusal.Cause(pointer, "unknown property '%s'%s".formatted(Excerpt.of(name), hint));
  }

  /** A creator of ours threw; its message was written for the user. */
  private static Refusal refusedByItsType(ValueInstantiationException refused) {
    Throwable cause = refused.getCause();
    if (cause instanceof Refusal ours) {
      return ours;
    }
    String detail = cause == null ? null : cause.getMessage();
    return Refusal.unprocessable(
        JsonPointers.of(refused), detail == null ? "this value is not accepted" : detail);
  }

  private static Refusal outOfRange(InputCoercionException number) {
    Matcher value = OUT_OF_RANGE.matcher(String.valueOf(number.getOriginalMessage()));
    String found = value.find() ? value.group(1) : "out of range";
    Class<?> type = number.getTargetType();
    boolean isWhole = found.matches("-?\\d+");
    return Refusal.unprocessable(
        JsonPointers.of(number),
        "%smust be %s%s, but was %s"
            .formatted(
                named(number),
                JsonTypes.expected(type),
                isWhole || type == Double.class ? JsonTypes.range(type) : "",
                isWhole ? found : Excerpt.beyondRange(found)));
  }

  private static Refusal mismatched(MismatchedInputException mismatched) {
    String message = String.valueOf(mismatched.getOriginalMessage());
    if (message.startsWith("Trailing token")) {
      return malformed("the body goes on after the end of its JSON document", mismatched);
    }
    return Refusal.unprocessable(
        JsonPointers.of(mismatched),
        "%smust be %s, but %s"
            .formatted(
                named(mismatched),
                JsonTypes.expected(wanted(mismatched, message)),
                JsonTypes.found(mismatched)));
  }

  /** Of an element of an array of primitives Jackson tells the array's type, not the element's. */
  private static @Nullable Class<?> wanted(MismatchedInputException mismatched, String message) {
    Class<?> type = mismatched.getTargetType();
    List<JacksonException.Reference> path = mismatched.getPath();
    boolean element =
        message.contains("element of")
            && !path.isEmpty()
            && path.getLast().getPropertyName() == null;
    return element && type != null && type.isArray() ? type.componentType() : type;
  }

  /** The property that a sentence is about, or an element of it; nothing of the whole body. */
  private static String named(JacksonException unreadable) {
    StringBuilder name = new StringBuilder();
    for (JacksonException.Reference step : unreadable.getPath()) {
      if (step.getPropertyName() == null) {
        name.append('[').append(step.getIndex()).append(']');
      } else {
        name.setLength(0);
        name.append(Excerpt.of(step.getPropertyName()));
      }
    }
    return name.isEmpty() ? "" : name.append(' ').toString();
  }

  private static Refusal malformed(JacksonException unreadable) {
    String what = firstLine(unreadable.getOriginalMessage());
    Matcher token = NO_NUMBER.matcher(what);
    if (token.lookingAt()) {
      return malformed(
          "%s is no number in JSON; a missing value is null".formatted(token.group(1)), unreadable);
    }
    return malformed(INTERNALS.matcher(what).replaceAll(""), unreadable);
  }

  private static Refusal malformed(String what, JacksonException unreadable) {
    return Refusal.of(
        HttpStatus.BAD_REQUEST,
        WHOLE_BODY,
        "malformed JSON%s: %s".formatted(place(unreadable.getLocation()), what));
  }

  private static String place(@Nullable TokenStreamLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }
}
