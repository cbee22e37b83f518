package io.mixtura.access;

import java.util.function.BooleanSupplier;

/**
 * Whether a caller needs a key, or a token: if the settings say so, if they name a provider of
 * tokens, or as soon as there is a key.
 */
final class KeysNeeded {
  private final boolean always;
  private final boolean tokens;
  private final BooleanSupplier any;

  /**
   * A rule.
   *
   * @param always whether the settings say so
   * @param tokens whether a provider of tokens is named
   * @param any whether there is a key
   */
  KeysNeeded(boolean always, boolean tokens, BooleanSupplier any) {
    this.always = always;
    this.tokens = tokens;
    this.any = any;
  }

  boolean now() {
    return always || tokens || any.getAsBoolean();
  }

  /** Whether nobody can call yet, for want of a key. */
  boolean inVain() {
    return always && !tokens && !any.getAsBoolean();
  }
}
