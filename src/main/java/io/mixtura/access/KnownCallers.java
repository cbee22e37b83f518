package io.mixtura.access;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/**
 * All who may call, by keys and by tokens. What begins as a key is never shown to the provider of
 * tokens.
 *
 * @param keys knows callers by keys
 * @param tokens knows callers by tokens; null if no provider of them is named
 */
record KnownCallers(KeyProvider keys, @Nullable TokenProvider tokens)
    implements AuthenticationManager {
  private static final String KEY = "mx_";

  @Override
  public Authentication authenticate(Authentication presented) {
    String text = String.valueOf(presented.getCredentials());
    if (text.startsWith(KEY)) {
      return keys.authenticate(presented);
    }
    if (tokens != null) {
      return tokens.authenticate(presented);
    }
    throw new BadCredentialsException(
        "what the header Authorization brings along is no key; keys look like mx_<id>_<secret>");
  }
}
