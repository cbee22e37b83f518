package io.mixtura.access;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** What a request brings along to prove who sends it, not yet looked at. */
final class BearerToken extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final transient String text;

  BearerToken(String text) {
    super(AuthorityUtils.NO_AUTHORITIES);
    this.text = text;
  }

  @Override
  public String getCredentials() {
    return text;
  }

  @Override
  public String getPrincipal() {
    return "";
  }
}
