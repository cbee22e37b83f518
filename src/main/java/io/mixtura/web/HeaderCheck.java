package io.mixtura.web;

import io.mixtura.web.body.ContentCoding;
import io.mixtura.web.idempotency.IdempotencyKey;
import io.mixtura.web.idempotency.IdempotencyKeys;
import io.mixtura.web.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses headers that can only end in a refusal, before a possibly large body is read. */
final class HeaderCheck implements HandlerInterceptor {
  private static final List<String> FORMS =
      List.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

  private static final Set<String> READING = Set.of("GET", "HEAD");

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String key = request.getHeader(IdempotencyKeys.HEADER);
    if (key != null) {
      IdempotencyKey.check(key);
    }
    checkForm(request);
    checkCoding(request, response);
    return true;
  }

  private static void checkCoding(HttpServletRequest request, HttpServletResponse response) {
    try {
      ContentCoding.of(request.getHeader(HttpHeaders.CONTENT_ENCODING));
    } catch (Refusal unknown) {
      response.setHeader(HttpHeaders.ACCEPT_ENCODING, ContentCoding.ACCEPTED);
      throw unknown;
    }
  }

  /**
   * What takes no body would not look at its type, and this is what a page of anybody can have a
   * browser send without asking first.
   */
  private static void checkForm(HttpServletRequest request) {
    String type = request.getContentType();
    if (type == null || READING.contains(request.getMethod())) {
      return;
    }
    String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (FORMS.contains(bare)) {
      throw Refusal.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          HttpHeaders.CONTENT_TYPE,
          "a body of type %s is not supported here; send none, and no Content-Type (curl -X POST, without -d)"
              .formatted(bare));
    }
  }
}
