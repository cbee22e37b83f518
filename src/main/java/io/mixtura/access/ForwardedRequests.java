package io.mixtura.access;

import io.mixtura.web.problem.Refusal;
import io.mixtura.web.problem.RefusingFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ForwardedHeaderUtils;

/**
 * A filter that takes a named proxy's word for who calls and under which name, and lets nobody
 * behind it see what others say of that.
 */
final class ForwardedRequests extends RefusingFilter {
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  /** By these, libraries find out who calls, and under which address. */
  private static final Set<String> FORWARDING =
      caseless(
          "Forwarded",
          FORWARDED_FOR,
          "X-Forwarded-Host",
          "X-Forwarded-Port",
          "X-Forwarded-Prefix",
          "X-Forwarded-Proto",
          "X-Forwarded-Ssl");

  private final Proxies proxies;
  private final ForwardedHeaderFilter believer = new ForwardedHeaderFilter();

  ForwardedRequests(Proxies proxies, ObjectProvider<HandlerExceptionResolver> refusals) {
    super(refusals);
    this.proxies = proxies;
  }

  @Override
  protected void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!proxies.contain(request.getRemoteAddr())) {
      chain.doFilter(new Unforwarded(request), response);
      return;
    }
    checkReadable(request);
    believer.doFilter(new Caller(request), response, chain);
  }

  private static void checkReadable(HttpServletRequest request) {
    HttpHeaders forwarding = new HttpHeaders();
    FORWARDING.forEach(name ->
        Collections.list(request.getHeaders(name)).forEach(value -> forwarding.add(name, value)));
    try {
      ForwardedHeaderUtils.adaptFromForwardedHeaders(URI.create("http://localhost/"), forwarding)
          .build();
    } catch (IllegalArgumentException unreadable) {
      throw new Refusal(
          HttpStatus.BAD_REQUEST,
          "the headers %s, which a proxy sets, cannot be read; a port is a number, a host a name or an address"
              .formatted(String.join(", ", forwarding.headerNames())));
    }
  }

  private static Set<String> caseless(String... names) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(List.of(names));
    return set;
  }

  /** A request without the headers that are for proxies to set. */
  private static final class Unforwarded extends HttpServletRequestWrapper {
    Unforwarded(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
      return FORWARDING.contains(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return FORWARDING.contains(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      return Collections.enumeration(
          Collections.list(super.getHeaderNames()).stream()
              .filter(name -> !FORWARDING.contains(name))
              .toList());
    }
  }

  /**
   * A request of a proxy, for the last address that is no proxy: what stands before it in the
   * header, the caller may have written there himself.
   */
  private final class Caller extends HttpServletRequestWrapper {
    Caller(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
      return name.equalsIgnoreCase(FORWARDED_FOR) ? caller() : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      String caller = name.equalsIgnoreCase(FORWARDED_FOR) ? caller() : null;
      return caller == null ? super.getHeaders(name) : Collections.enumeration(List.of(caller));
    }

    private @Nullable String caller() {
      List<String> addresses =
          Collections.list(super.getHeaders(FORWARDED_FOR)).stream()
              .flatMap(value -> List.of(value.split(",")).stream())
              .map(String::strip)
              .filter(address -> !address.isEmpty())
              .toList();
      return addresses.reversed().stream()
          .filter(address -> !proxies.contain(address))
          .findFirst()
          .orElse(addresses.isEmpty() ? null : addresses.getFirst());
    }
  }
}
