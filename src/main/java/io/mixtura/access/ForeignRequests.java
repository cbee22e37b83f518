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
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.UrlPathHelper;

/**
 * A filter that refuses what a browser sends on behalf of other people's pages: calls under a name
 * that is not the service's, and from other origins. (Forms are refused where bodies are.)
 */
final class ForeignRequests extends RefusingFilter {
  private static final List<String> SCHEMES = List.of("http", "https");

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
    hosts.check(request);
    checkOrigin(request);
    chain.doFilter(request, response);
  }

  private static void checkOrigin(HttpServletRequest request) {
    for (String origin : Collections.list(request.getHeaders(HttpHeaders.ORIGIN))) {
      checkOrigin(origin, request);
    }
    if ("cross-site".equals(request.getHeader("Sec-Fetch-Site")) && !isVisit(request)) {
      throw Refusal.of(
          HttpStatus.FORBIDDEN,
          "Sec-Fetch-Site",
          "pages of other sites may not call this service; call it from a page of its own, or from a program");
    }
  }

  private static void checkOrigin(String origin, HttpServletRequest request) {
    if (!isOwn(origin, request)) {
      throw Refusal.of(
          HttpStatus.FORBIDDEN,
          HttpHeaders.ORIGIN,
          "pages of '%s' may not call this service; call it from a page of its own, or from a program"
              .formatted(Excerpt.of(origin)));
    }
  }

  /** Schemes may differ: a proxy may have ended TLS. Names and ports may not. */
  private static boolean isOwn(String origin, HttpServletRequest request) {
    URI page = uri(origin);
    return page != null
        && page.getHost() != null
        && SCHEMES.contains(page.getScheme())
        && page.getUserInfo() == null
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
        && DATA.stream()
            .noneMatch(UrlPathHelper.defaultInstance.getPathWithinApplication(request)::startsWith);
  }
}
