package io.mixtura.web.problem;

/** The beginning of a text that a client has sent, as messages quote it. */
public final class Excerpt {
  private static final int LONGEST = 60;
  private static final int LONGEST_OF_MANY = 40;

  private Excerpt() {}

  /** The beginning of a text, or all of it. */
  public static String of(String text) {
    return of(text, LONGEST);
  }

  /** A shorter one, of a cell or a name that a message may quote many of. */
  public static String ofOneOfMany(String text) {
    return of(text, LONGEST_OF_MANY);
  }

  private static String of(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
