package io.mixtura.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a model as a text names it: {@code old-faithful@3}, {@code old-faithful@latest} or
 * {@code old-faithful@champion}.
 *
 * @param name of the model
 * @param selector of the version, as it stands in a path
 */
public record VersionReference(String name, String selector) {
  /** What such a text is, for those who have written another. */
  public static final String SHAPE =
      "the name of a model, @, and a number, an alias or latest, such as 'old-faithful@champion'";

  private static final Pattern FORM = Pattern.compile("([^@/]+)@([^@/]+)");

  /** The reference that a text is; empty if it is none. */
  public static Optional<VersionReference> of(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new VersionReference(parts.group(1), selector(parts.group(2))))
        : Optional.empty();
  }

  private static String selector(String given) {
    return Models.isNumber(given) || given.equals(Models.LATEST) ? given : Alias.selector(given);
  }

  /** What names this version for ever. */
  public static String to(String name, int version) {
    return name + "@" + version;
  }
}
