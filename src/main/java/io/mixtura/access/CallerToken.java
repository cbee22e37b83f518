package io.mixtura.access;

import io.mixtura.caller.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** Spring Security's word for a caller who is known. */
final class CallerToken extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final transient Caller caller;

  CallerToken(Caller caller) {
    super(
        AuthorityUtils.createAuthorityList(
            caller.scopes().stream().sorted().map(scope -> "SCOPE_" + scope.code()).toList()));
    this.caller = caller;
    setAuthenticated(true);
  }

  @Override
  public Caller getPrincipal() {
    return caller;
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public String getName() {
    return caller.name();
  }
}
