package io.mixtura.access;

import io.mixtura.access.key.KeySecret;
import io.mixtura.access.key.Keys;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/** Knows callers by their keys. */
final class KeyProvider implements AuthenticationProvider {
  private final Keys keys;

  KeyProvider(Keys keys) {
    this.keys = keys;
  }

  @Override
  public Authentication authenticate(Authentication presented) {
    return KeySecret.parse(String.valueOf(presented.getCredentials()))
        .map(this::known)
        .orElseThrow(() ->
            new BadCredentialsException(
                "the key is not whole, or has more than belongs to it; keys look like mx_<id>_<secret>"));
  }

  private CallerToken known(KeySecret secret) {
    try {
      return new CallerToken(keys.caller(secret));
    } catch (Keys.Unusable unusable) {
      throw new BadCredentialsException(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return authentication == BearerToken.class;
  }
}
