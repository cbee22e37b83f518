package io.mixtura.web.problem;

import tools.jackson.databind.JsonNode;

/** The beginning of a text that a client has sent, as messages quote it. */
public final class Excerpt {
  private static final int LONGEST = 60;
  private static final int LONGEST_OF_MANY = 40;
  private static final String BEYOND = "%s1.8e308";

  private Excerpt() {}

  /** The beginning of a text, or all of it. */
  public static String of(String text) {
    return of(text, LONGEST);
  }

  /** A shorter one, of a cell or a name that a message may quote many of. */
  public static String ofOneOfMany(String text) {
    return of(text, LONGEST_OF_MANY);
  }

  /** A value, one beyond the range of doubles by that range: how it was written is not known. */
  public static String of(JsonNode value) {
    return value.isNumber() && !Double.isFinite(value.asDouble())
        ? BEYOND.formatted(value.asDouble() < 0 ? "below -" : "above ")
        : of(value.toString());
  }

  /** The same of a number as a reader of whole numbers tells it. */
  static String beyondRange(String number) {
    return number.endsWith("Infinity")
        ? BEYOND.formatted(number.startsWith("-") ? "below -" : "above ")
        : of(number);
  }

  private static String of(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
