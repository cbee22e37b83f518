package io.mixtura.model.document;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rule for what a model may be called. */
public final class ModelName {

  /** The names that are accepted, as a regular expression. */
  public static final String PATTERN = "[a-z0-9][a-z0-9._-]{0,62}";

  private static final Pattern VALID = Pattern.compile(PATTERN);
  private static final int LENGTH = 63;

  private ModelName() {}

  /** Whether a model may be called this. */
  public static boolean isValid(String name) {
    return VALID.matcher(name).matches();
  }

  /** What to tell somebody whose name is not accepted. */
  public static String refusal(String name) {
    return "'%s' cannot be the name of a model: 1 to 63 of a-z, 0-9, '.', '_' and '-' are accepted, of which the first is a letter or digit; '%s' would do"
        .formatted(name, from(name));
  }

  /** The nearest acceptable name: {@code old-faithful} for {@code Old Faithful.csv}. */
  public static String from(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceFirst("\\.(csv|txt|json)$", "")
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9._-]+", "-")
            .replaceFirst("^[^a-z0-9]+", "");
    String cut = plain.substring(0, Math.min(LENGTH, plain.length())).replaceFirst("[-._]+$", "");
    return cut.isEmpty() ? "model" : cut;
  }
}
