package io.mixtura.web.problem;

/** The rule for texts that can be stored, and shown, everywhere. */
public final class Printable {
  private Printable() {}

  /** Whether a text has neither control characters nor halves of surrogate pairs. */
  public static boolean is(String text) {
    return text.codePoints()
        .noneMatch(codePoint ->
            Character.isISOControl(codePoint)
                || codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }
}
