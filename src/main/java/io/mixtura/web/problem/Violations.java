package io.mixtura.web.problem;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterValidationResult;

/** The findings of bean validation, as causes of a refusal. */
final class Violations {
  private Violations() {}

  /** Of fields of a body. */
  static List<Refusal.Cause> of(List<FieldError> errors) {
    return errors.stream()
        .map(Violations::of)
        .sorted(Comparator.comparing(Refusal.Cause::pointer).thenComparing(Refusal.Cause::detail))
        .toList();
  }

  private static Refusal.Cause of(FieldError error) {
    String field = error.getField();
    return new Refusal.Cause(
        JsonPointers.ofPropertyPath(field),
        sentence(field, error.getDefaultMessage(), error.getRejectedValue()));
  }

  /** Of a query parameter, header or part of the path. */
  static List<Refusal.Cause> of(ParameterValidationResult result) {
    String name = String.valueOf(result.getMethodParameter().getParameterName());
    return result.getResolvableErrors().stream()
        .map(MessageSourceResolvable::getDefaultMessage)
        .map(message ->
            Refusal.Cause.ofParameter(name, sentence(name, message, result.getArgument())))
        .toList();
  }

  /** All of them in one line. */
  static String summary(List<Refusal.Cause> causes) {
    return causes.stream().map(Refusal.Cause::detail).collect(Collectors.joining("; "));
  }

  private static String sentence(String name, @Nullable String message, @Nullable Object value) {
    String what = message == null ? "is not valid" : message;
    boolean tellable = value instanceof Number || value instanceof String;
    return tellable
        ? "%s %s, but was %s".formatted(name, what, value)
        : "%s %s".formatted(name, what);
  }
}
