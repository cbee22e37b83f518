package io.mixtura.model;

import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a version that may be moved to another one, such as {@code champion}. Where a version
 * is asked for it is written with a sign before it, {@code @champion}, so that it is no number.
 */
record Alias(String name) {
  static final String PATTERN = "[a-z][a-z0-9._-]{0,62}";

  private static final String SIGN = "@";
  private static final Pattern VALID = Pattern.compile(PATTERN);

  /** The alias that a selector of a version means; empty if it means none. */
  static Optional<String> in(String selector) {
    return selector.startsWith(SIGN) ? Optional.of(selector.substring(1)) : Optional.empty();
  }

  /** As a selector of a version. */
  static String selector(String alias) {
    return SIGN + alias;
  }

  /** The alias that a path or a body names, with the sign or without it. */
  static String bare(String given) {
    return in(given).orElse(given);
  }

  /**
   * The alias that is to be given to a version.
   *
   * @throws Refusal 422 if no version can be called so
   */
  static Alias of(String given) {
    String bare = bare(given);
    if (!VALID.matcher(bare).matches() || bare.equals(Models.LATEST)) {
      throw Refusal.unprocessable(
          "alias",
          "'%s' cannot be an alias: 1 to 63 of a-z, 0-9, '.', '_' and '-' are accepted, of which the first is a letter, and '%s' stands for the newest version; 'champion' would do"
              .formatted(Excerpt.of(bare), Models.LATEST));
    }
    return new Alias(bare);
  }
}
