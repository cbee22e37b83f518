package io.mixtura.web.problem;

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
  /** More than these are counted and not listed. */
  private static final int LISTED = 100;

  private final List<Refusal.Cause> causes;
  private final Set<String> unreadable;
  private int count;

  /**
   * Findings of a request.
   *
   * @param request the shape of the request
   * @param misread what is wrong with properties that could not be read
   */
  public Findings(Class<? extends Record> request, List<Refusal.Cause> misread) {
    List<String> names =
        Arrays.stream(request.getRecordComponents()).map(RecordComponent::getName).toList();
    this.causes = new ArrayList<>(misread);
    this.count = misread.size();
    this.unreadable =
        misread.stream()
            .map(cause -> meant(property(cause.pointer()), names))
            .collect(Collectors.toSet());
  }

  /** What is misspelt stands for what it most likely is to be. */
  private static String meant(String property, List<String> names) {
    return Spelling.nearest(property.substring(1), names).map(name -> "/" + name).orElse(property);
  }

  /** The property of a request that a pointer leads into. */
  public static String property(String pointer) {
    int end = pointer.indexOf('/', 1);
    return end < 0 ? pointer : pointer.substring(0, end);
  }

  /** Whether a property stood in the request but could not be read: it only seems to be missing. */
  public boolean isUnreadable(String pointer) {
    return unreadable.contains(property(pointer));
  }

  /** Notes what is wrong unless the condition holds; returns the condition. */
  public boolean require(boolean condition, String pointer, String detail, Object... arguments) {
    if (!condition && !isUnreadable(pointer)) {
      add(new Refusal.Cause(pointer, detail.formatted(arguments)));
    }
    return condition;
  }

  /** Notes what a check of the engine refuses. */
  public boolean require(String pointer, Runnable check) {
    try {
      check.run();
      return true;
    } catch (IllegalArgumentException refused) {
      String message = refused.getMessage();
      add(new Refusal.Cause(pointer, message == null ? "not acceptable" : message));
      return false;
    }
  }

  /** Notes what else was refused. */
  public void add(Refusal refused) {
    if (refused.causes().isEmpty()) {
      add(new Refusal.Cause("", String.valueOf(refused.getMessage())));
    }
    refused.causes().forEach(this::add);
  }

  private void add(Refusal.Cause cause) {
    count++;
    if (causes.size() < LISTED) {
      causes.add(cause);
    }
  }

  /** Whether nothing is wrong so far. */
  public boolean none() {
    return causes.isEmpty();
  }

  /** Whether nothing is wrong so far with any of these properties, or below them. */
  public boolean noneAt(String... pointers) {
    return Arrays.stream(pointers)
        .noneMatch(pointer ->
            causes.stream()
                .anyMatch(cause ->
                    cause.pointer().equals(pointer) || cause.pointer().startsWith(pointer + "/")));
  }

  /** Refuses the request if anything is wrong with it. */
  public void refuseIfAny() {
    if (!causes.isEmpty()) {
      throw refusal();
    }
  }

  /** All of what is wrong. */
  public Refusal refusal() {
    String detail = causes.getFirst().detail();
    return new Refusal(
        HttpStatus.UNPROCESSABLE_CONTENT,
        count == 1 ? detail : "%d errors; the first: %s".formatted(count, detail),
        causes);
  }

  /** A text of the request as messages quote it: the beginning of it. */
  public static String shown(String text) {
    return Excerpt.of(text);
  }
}
