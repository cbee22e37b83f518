package io.mixtura.web.problem;

import tools.jackson.core.JacksonException;

/** Paths written as JSON pointers (RFC 6901). */
public final class JsonPointers {
  private JsonPointers() {}

  /** Where Jackson stopped. */
  static String of(JacksonException stopped) {
    StringBuilder pointer = new StringBuilder();
    for (JacksonException.Reference step : stopped.getPath()) {
      String name = step.getPropertyName();
      pointer.append('/').append(name == null ? String.valueOf(step.getIndex()) : escaped(name));
    }
    return pointer.toString();
  }

  /** A path of bean validation: {@code a.b[0].c} is {@code /a/b/0/c}. */
  static String ofPropertyPath(String path) {
    StringBuilder pointer = new StringBuilder();
    for (String step : path.split("[.\\[\\]]+")) {
      if (!step.isEmpty()) {
        pointer.append('/').append(escaped(step));
      }
    }
    return pointer.toString();
  }

  /**
   * Where a property is.
   *
   * @param object JSON pointer of the object that has it
   */
  public static String property(String object, String name) {
    return object + '/' + escaped(name);
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
