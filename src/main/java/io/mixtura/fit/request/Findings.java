package io.mixtura.fit.request;

import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import io.mixtura.web.problem.Spelling;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/**
 * The findings of a check, everything that is wrong with a request, so that it can be put right at
 * once.
 */
public final class Findings {
  private static final List<String> NAMES =
      Arrays.stream(FitRequestJson.class.getRecordComponents())
          .map(RecordComponent::getName)
          .toList();

  private final List<Refusal.Cause> causes;
  private final Set<String> unreadable;

  /**
   * Findings of a request.
   *
   * @param misread what is wrong with properties that could not be read
   */
  Findings(List<Refusal.Cause> misread) {
    this.causes = new ArrayList<>(misread);
    this.unreadable =
        misread.stream()
            .map(cause -> FitRequest.property(cause.pointer()))
            .map(Findings::meant)
            .collect(Collectors.toSet());
  }

  /** What is misspelt stands for what it most likely is to be. */
  private static String meant(String property) {
    return Spelling.nearest(property.substring(1), NAMES).map(name -> "/" + name).orElse(property);
  }

  /** Whether a property stood in the request but could not be read: it only seems to be missing. */
  boolean isUnreadable(String pointer) {
    return unreadable.contains(FitRequest.property(pointer));
  }

  /** Notes what is wrong unless the condition holds; returns the condition. */
  boolean require(boolean condition, String pointer, String detail, Object... arguments) {
    if (!condition && !isUnreadable(pointer)) {
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
      throw refusal();
    }
  }

  /** All of what is wrong. */
  Refusal refusal() {
    String detail = causes.getFirst().detail();
    return new Refusal(
        HttpStatus.UNPROCESSABLE_CONTENT,
        causes.size() == 1 ? detail : "%d errors; the first: %s".formatted(causes.size(), detail),
        causes);
  }

  /** A text of the request as messages quote it: the beginning of it. */
  public static String shown(String text) {
    return Excerpt.of(text);
  }
}
