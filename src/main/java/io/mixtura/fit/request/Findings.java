package io.mixtura.fit.request;

import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * The findings of a check, everything that is wrong with a request, so that it can be put right at
 * once.
 */
public final class Findings {
  private final List<Refusal.Cause> causes = new ArrayList<>();

  /** Notes what is wrong unless the condition holds; returns the condition. */
  boolean require(boolean condition, String pointer, String detail, Object... arguments) {
    if (!condition) {
      causes.add(new Refusal.Cause(pointer, detail.formatted(arguments)));
    }
    return condition;
  }

  /** Notes what a check of the engine refuses. */
  void require(String pointer, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException refused) {
      String message = refused.getMessage();
      causes.add(new Refusal.Cause(pointer, message == null ? "not acceptable" : message));
    }
  }

  /** Whether nothing is wrong so far. */
  boolean none() {
    return causes.isEmpty();
  }

  /** Whether nothing is wrong so far with any of these properties, or below them. */
  boolean noneAt(String... pointers) {
    return Arrays.stream(pointers)
        .noneMatch(pointer ->
            causes.stream()
                .anyMatch(cause ->
                    cause.pointer().equals(pointer) || cause.pointer().startsWith(pointer + "/")));
  }

  /** Refuses the request if anything is wrong with it. */
  void refuseIfAny() {
    if (!causes.isEmpty()) {
      String detail = causes.getFirst().detail();
      throw new Refusal(
          HttpStatus.UNPROCESSABLE_CONTENT,
          causes.size() == 1 ? detail : "%d errors; the first: %s".formatted(causes.size(), detail),
          causes);
    }
  }

  /** A text of the request as messages quote it: the beginning of it. */
  public static String shown(String text) {
    return Excerpt.of(text);
  }
}
