package io.mixtura.access;

import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import io.mixtura.web.problem.RefusingFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * A filter that refuses what a browser sends on behalf of other people's pages: calls under a name
 * that is not the service's, from other origins, and as a form.
 */
final class ForeignRequests extends RefusingFilter {
  /** What a page of anybody can send without asking the browser first. */
  private static final List<String> FORMS =
      List.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** Here are no pages, only data. */
  private static final List<String> DATA = List.of("/api/", "/actuator", "/v3/");

  private final Hosts hosts;

  ForeignRequests(Hosts hosts, ObjectProvider<HandlerExceptionResolver> refusals) {
    super(refusals);
    this.hosts = hosts;
  }

  @Override
  protected void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    checkHost(request);
    checkOrigin(request);
    checkForm(request);
    chain.doFilter(request, response);
  }

  private void checkHost(HttpServletRequest request) {
    if (!hosts.admit(request.getServerName())) {
      throw Refusal.of(
          HttpStatus.FORBIDDEN,
          HttpHeaders.HOST,
          "the service is not called '%s'; call it by an address of its own, or have its operator add the name to mixtura.hosts"
              .formatted(Excerpt.of(request.getServerName())));
    }
  }

  private static void checkOrigin(HttpServletRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !isOwn(origin, request)) {
      throw Refusal.of(
          HttpStatus.FORBIDDEN,
          HttpHeaders.ORIGIN,
          "pages of '%s' may not call this service; call it from a page of its own, or from a program"
              .formatted(Excerpt.of(origin)));
    }
    if ("cross-site".equals(request.getHeader("Sec-Fetch-Site")) && !isVisit(request)) {
      throw Refusal.of(
          HttpStatus.FORBIDDEN,
          "Sec-Fetch-Site",
          "pages of other sites may not call this service; call it from a page of its own, or from a program");
    }
  }

  /** Schemes may differ: a proxy may have ended TLS. Names and ports may not. */
  private static boolean isOwn(String origin, HttpServletRequest request) {
    URI page = uri(origin);
    return page != null
        && page.getHost() != null
        && page.getHost().equalsIgnoreCase(request.getServerName())
        && (page.getPort() == request.getServerPort()
            || (page.getPort() < 0 && isDefault(request.getServerPort())));
  }

  private static boolean isDefault(int port) {
    return port == 80 || port == 443;
  }

  private static @Nullable URI uri(String origin) {
    try {
      return URI.create(origin);
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  /** Whether somebody follows a link from another site to one of our pages. */
  private static boolean isVisit(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
        && DATA.stream().noneMatch(request.getRequestURI()::startsWith);
  }

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
          "bodies of %s are not read%s; name what the body is, such as Content-Type: application/json or text/csv"
              .formatted(bare, ofCurl(bare)));
    }
  }

  private static String ofCurl(String type) {
    return switch (type) {
      case "application/x-www-form-urlencoded" -> "; curl names this type unless told otherwise";
      case "multipart/form-data" ->
          ". Send the file itself as the body (curl --data-binary @file, not -F)";
      default -> "";
    };
  }
}
