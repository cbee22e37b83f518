package io.mixtura.web;

import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import io.mixtura.web.problem.RefusingFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * A filter of all requests, those for health, metrics and documentation included, that refuses
 * queries and headers which nothing behind it could read.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class ReadableRequests extends RefusingFilter {
  private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  ReadableRequests(
      @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> refusals) {
    super(refusals);
  }

  @Override
  protected void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    checkQuery(request.getQueryString());
    checkAccept(request.getHeader(HttpHeaders.ACCEPT));
    checkContentType(request.getContentType());
    chain.doFilter(request, response);
  }

  static void checkQuery(@Nullable String query) {
    if (query == null) {
      return;
    }
    if (STRAY_PERCENT.matcher(query).find()) {
      throw new Refusal(
          HttpStatus.BAD_REQUEST,
          "the query '%s' holds a %% that encodes nothing; a %% of its own is written %%25"
              .formatted(Excerpt.of(query)));
    }
    for (String pair : query.split("&")) {
      checkParameter(pair);
    }
  }

  private static void checkParameter(String pair) {
    if (pair.startsWith("=")) {
      throw new Refusal(
          HttpStatus.BAD_REQUEST,
          "the query holds '%s', a value without a name; parameters are written name=value"
              .formatted(Excerpt.of(pair)));
    }
    if (!isUtf8(pair)) {
      throw Refusal.ofParameter(
          HttpStatus.BAD_REQUEST,
          pair.split("=", 2)[0],
          "'%s' in the query is not UTF-8; its letters beyond ASCII are percent-encoded as the bytes of UTF-8, ä as %%C3%%A4"
              .formatted(Excerpt.of(pair)));
    }
  }

  /** Strictly: overlong forms and halves of surrogate pairs are none. */
  private static boolean isUtf8(String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < encoded.length(); i++) {
      boolean isEscape = encoded.charAt(i) == '%';
      bytes.write(
          isEscape ? Integer.parseInt(encoded, i + 1, i + 3, 16) : (byte) encoded.charAt(i));
      i += isEscape ? 2 : 0;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }

  private static void checkAccept(@Nullable String accept) {
    if (accept != null && accept.chars().allMatch(letter -> letter == ',' || letter <= ' ')) {
      throw Refusal.of(
          HttpStatus.NOT_ACCEPTABLE,
          HttpHeaders.ACCEPT,
          "the header Accept names no type; leave it out, or name some, such as application/json");
    }
  }

  /** Types with wildcards can be accepted, but no body is of one. */
  private static void checkContentType(@Nullable String given) {
    String type = given == null ? "" : given.split(";", 2)[0].strip();
    if (type.startsWith("*") || type.contains("/*")) {
      throw Refusal.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          HttpHeaders.CONTENT_TYPE,
          "the header Content-Type is '%s'; it must name the one type of the body, such as application/json"
              .formatted(Excerpt.of(type)));
    }
  }
}
