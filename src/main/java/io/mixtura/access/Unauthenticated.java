package io.mixtura.access;

import io.mixtura.web.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** The answers to those who may not: that a key is needed, or one that may do more. */
final class Unauthenticated implements AuthenticationEntryPoint, AccessDeniedHandler {
  /** What the header {@code WWW-Authenticate} asks for. */
  static final String CHALLENGE = "Bearer realm=\"mixtura\"";

  private final ObjectProvider<HandlerExceptionResolver> refusals;

  Unauthenticated(ObjectProvider<HandlerExceptionResolver> refusals) {
    this.refusals = refusals;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody) {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    answer(
        request,
        response,
        Refusal.of(
            HttpStatus.UNAUTHORIZED,
            HttpHeaders.AUTHORIZATION,
            "a key is needed; send it as the header Authorization: Bearer mx_…"));
  }

  /** Of the paths that are told apart before an endpoint is found, only an admin's are refused. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) {
    answer(
        request,
        response,
        Refusal.of(
            HttpStatus.FORBIDDEN,
            HttpHeaders.AUTHORIZATION,
            "this takes the scope 'admin', which this key does not have"));
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, Refusal refusal) {
    refusals.getObject().resolveException(request, response, null, refusal);
  }
}
