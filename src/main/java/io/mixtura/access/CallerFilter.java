package io.mixtura.access;

import io.mixtura.caller.Caller;
import io.mixtura.web.problem.Refusal;
import io.mixtura.web.problem.RefusingFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * A filter that finds out who calls, and has the request answered for his tenant. Who brings
 * nothing along passes as nobody; where that will not do he is refused later. Where no keys are
 * needed, everybody is let in as {@link Caller#ANYBODY}, whatever he brings along.
 */
final class CallerFilter extends RefusingFilter {
  private static final Pattern BEARER =
      Pattern.compile("bearer +([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);

  private final KeysNeeded needed;
  private final AuthenticationManager known;

  CallerFilter(
      KeysNeeded needed,
      AuthenticationManager known,
      ObjectProvider<HandlerExceptionResolver> refusals) {
    super(refusals);
    this.needed = needed;
    this.known = known;
  }

  @Override
  protected void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    request.setAttribute(Caller.ADDRESS, request.getRemoteAddr());
    Caller caller = whoever(request, response);
    if (caller == null) {
      chain.doFilter(request, response);
      return;
    }
    request.setAttribute(Caller.ATTRIBUTE, caller);
    SecurityContextHolder.setContext(new SecurityContextImpl(new CallerToken(caller)));
    try (var _ = caller.tenant().enter()) {
      chain.doFilter(request, response);
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  private @Nullable Caller whoever(HttpServletRequest request, HttpServletResponse response) {
    try {
      return needed.now() ? caller(request, response) : Caller.ANYBODY;
    } catch (DataAccessException away) {
      throw new Refusal(
          HttpStatus.SERVICE_UNAVAILABLE, "the database does not answer; try again in a moment");
    }
  }

  private @Nullable Caller caller(HttpServletRequest request, HttpServletResponse response) {
    String presented = presented(request, response);
    if (presented == null) {
      return null;
    }
    try {
      return (Caller) known.authenticate(new BearerToken(presented)).getPrincipal();
    } catch (AuthenticationServiceException unreachable) {
      throw new Refusal(
          HttpStatus.SERVICE_UNAVAILABLE,
          "the provider of tokens cannot be asked for its keys; try again in a moment");
    } catch (AuthenticationException unknown) {
      throw unknown(String.valueOf(unknown.getMessage()), response);
    }
  }

  private static @Nullable String presented(
      HttpServletRequest request, HttpServletResponse response) {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    if (headers.isEmpty()) {
      return null;
    }
    Matcher bearer = BEARER.matcher(headers.getFirst().strip());
    if (headers.size() > 1 || !bearer.matches()) {
      throw unknown(
          "the header Authorization cannot be read; it must be sent once, as 'Bearer mx_…'",
          response);
    }
    return bearer.group(1);
  }

  /** The refusal of whoever brings along what does not tell who he is. */
  private static Refusal unknown(String detail, HttpServletResponse response) {
    response.setHeader(
        HttpHeaders.WWW_AUTHENTICATE, Unauthenticated.CHALLENGE + ", error=\"invalid_token\"");
    return Refusal.of(HttpStatus.UNAUTHORIZED, HttpHeaders.AUTHORIZATION, detail);
  }
}
