package io.mixtura.model.document;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** The rule for what a model may be called. */
public final class ModelName {

  /** The names that are accepted, as a regular expression. */
  public static final String PATTERN = "[a-z0-9][a-z0-9._-]{0,62}";

  private static final Pattern VALID = Pattern.compile(PATTERN);
  private static final int LENGTH = 63;
  private static final String END = "[-._]+$";

  /** Letters that are no others with marks. */
  private static final Map<String, String> LATIN =
      Map.of(
          "ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı",
          "i");

  private ModelName() {}

  /** Whether a model may be called this. */
  public static boolean isValid(String name) {
    return VALID.matcher(name).matches();
  }

  /** What to tell somebody whose name is not accepted. */
  public static String refusal(String name) {
    String nearest = nearest(name);
    return "'%s' cannot be the name of a model: 1 to 63 of a-z, 0-9, '.', '_' and '-' are accepted, of which the first is a letter or digit; '%s' would do"
        .formatted(name, isValid(nearest) ? nearest : distinct(nearest, name));
  }

  /**
   * The name of a model of data that are called so: the same if a model may be, else the nearest
   * one and a number made of the text, such as {@code old-faithful-05aa7b91} for {@code Old
   * Faithful.csv}. Texts that differ, be it in a capital or a blank, do not meet under one name.
   */
  public static String from(String text) {
    return isValid(text) ? text : distinct(nearest(text), text);
  }

  /** What is left of a text in letters, digits and signs that a name may have; maybe nothing. */
  private static String nearest(String text) {
    return latin(text)
        .replaceAll("[^a-z0-9._-]+", "-")
        .replaceFirst("^[^a-z0-9]+", "")
        .replaceFirst(END, "");
  }

  /** The name with a number made of the text. */
  public static String distinct(String name, String text) {
    String number = number(text.getBytes(StandardCharsets.UTF_8));
    int room = LENGTH - number.length() - 1;
    String cut = name.substring(0, Math.min(room, name.length())).replaceFirst(END, "");
    return (cut.isEmpty() ? "model" : cut) + "-" + number;
  }

  private static String number(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    return HexFormat.of().toHexDigits((int) checksum.getValue());
  }

  /** The text in small letters of the Latin alphabet, as far as it has any. */
  private static String latin(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceFirst("\\.(csv|txt|json)$", "")
            .replaceAll("\\p{M}", "");
    for (Map.Entry<String, String> letter : LATIN.entrySet()) {
      plain = plain.replace(letter.getKey(), letter.getValue());
    }
    return plain;
  }
}
