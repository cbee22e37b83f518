package io.mixtura.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a malformed {@code Idempotency-Key} before a possibly large body is read. */
final class IdempotencyKeyCheck implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String key = request.getHeader(IdempotencyKeys.HEADER);
    if (key != null) {
      IdempotencyKey.check(key);
    }
    return true;
  }
}
