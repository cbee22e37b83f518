package io.mixtura.web;

import io.mixtura.web.idempotency.IdempotencyKey;
import io.mixtura.web.idempotency.IdempotencyKeys;
import io.mixtura.web.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses headers that can only end in a refusal, before a possibly large body is read. */
final class HeaderCheck implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String key = request.getHeader(IdempotencyKeys.HEADER);
    if (key != null) {
      IdempotencyKey.check(key);
    }
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      response.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
      throw Refusal.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          HttpHeaders.CONTENT_ENCODING,
          "bodies encoded as '%s' are not supported; send the body as it is".formatted(encoding));
    }
    return true;
  }
}
