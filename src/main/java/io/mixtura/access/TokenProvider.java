package io.mixtura.access;

import io.mixtura.caller.Caller;
import io.mixtura.caller.Scope;
import io.mixtura.caller.Tenant;
import io.mixtura.web.problem.Excerpt;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;

/** Knows callers by the tokens that an identity provider has signed. */
final class TokenProvider implements AuthenticationProvider {
  private final JwtDecoder decoder;
  private final TokenSettings settings;

  TokenProvider(JwtDecoder decoder, TokenSettings settings) {
    this.decoder = decoder;
    this.settings = settings;
  }

  @Override
  public Authentication authenticate(Authentication presented) {
    Jwt token = decoded(String.valueOf(presented.getCredentials()));
    return new CallerToken(
        new Caller(
            tenant(token), Objects.requireNonNullElse(token.getSubject(), "token"), scopes(token)));
  }

  private Jwt decoded(String text) {
    try {
      return decoder.decode(text);
    } catch (BadJwtException bad) {
      throw new BadCredentialsException(
          "the token is not one of the provider's, or no longer good", bad);
    } catch (JwtException | JwtDecoderInitializationException unreachable) {
      throw new AuthenticationServiceException("the provider cannot be asked", unreachable);
    }
  }

  private Tenant tenant(Jwt token) {
    Object claim = token.getClaims().get(settings.tenantClaim());
    if (claim instanceof String name && Tenant.isName(name)) {
      return new Tenant(name);
    }
    throw new BadCredentialsException(
        "the token names no tenant: its claim '%s' is '%s'"
            .formatted(settings.tenantClaim(), Excerpt.of(String.valueOf(claim))));
  }

  private Set<Scope> scopes(Jwt token) {
    return words(token.getClaims().get(settings.scopesClaim()))
        .filter(word -> word.startsWith(settings.scopesPrefix()))
        .flatMap(word -> Scope.of(word.substring(settings.scopesPrefix().length())).stream())
        .collect(Collectors.toSet());
  }

  private static Stream<String> words(@Nullable Object claim) {
    return switch (claim) {
      case String text -> Arrays.stream(text.split(" "));
      case Collection<?> list -> list.stream().map(String::valueOf);
      case null, default -> Stream.empty();
    };
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return authentication == BearerToken.class;
  }
}
