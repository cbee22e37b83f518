package io.mixtura.dataset.rows;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The text of a cell that is no number, and what it may stand for. */
public final class CellText {
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+([eE][+-]?\\d+)?");
  private static final Set<String> MISSING =
      Set.of("na", "nan", "null", "none", "n/a", "?", "-", ".", "-nan", "nil", "\\n");

  /** What spreadsheets show where a formula has no value, in English and in German. */
  private static final Set<String> WITHOUT_RESULT =
      Set.of(
          "#n/a", "#nv", "#n/v", "#value!", "#wert!", "#num!", "#zahl!", "#ref!", "#bezug!",
          "#name?", "#null!", "#div/0!");

  private static final Set<String> INFINITE =
      Set.of("inf", "infinity", "+inf", "+infinity", "-inf", "-infinity");

  private CellText() {}

  /** Whether the text is a number but for a comma in the place of the point. */
  public static boolean isDecimalComma(String text) {
    return DECIMAL_COMMA.matcher(text.strip()).matches();
  }

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

  /** Whether a text is a number or a date, or meant as one: no name of a category. */
  public static boolean isLikeANumber(String text) {
    return CellHint.isLikeANumber(text.strip());
  }

  /** Whether the text is a number with a decimal point. */
  static boolean isNumber(String text) {
    return NUMBER.matcher(text.strip()).matches();
  }

  /** Whether there is no blank in the text. */
  public static boolean isOneWord(String text) {
    return text.chars().noneMatch(Character::isWhitespace);
  }

  /** Whether the text is empty or a word for a missing value. */
  public static boolean isMissing(String text) {
    return text.isBlank() || MISSING.contains(word(text)) || isWithoutResult(text);
  }

  /** Whether the text is what a spreadsheet shows for a value that it could not work out. */
  public static boolean isWithoutResult(String text) {
    return text.strip().startsWith("#") && WITHOUT_RESULT.contains(word(text));
  }

  /** What a word for true or false stands for, 1 or 0; NaN of any other text. */
  public static double truth(String text) {
    return switch (word(text)) {
      case "true" -> 1;
      case "false" -> 0;
      default -> Double.NaN;
    };
  }

  /** Whether the text is a word for an infinite value. */
  public static boolean isInfinite(String text) {
    return INFINITE.contains(word(text));
  }

  private static String word(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
