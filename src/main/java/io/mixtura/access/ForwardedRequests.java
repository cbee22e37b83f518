package io.mixtura.access;

import io.mixtura.web.problem.RefusingFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * A filter that takes a named proxy's word for who calls and under which name, and lets nobody
 * behind it see what others say of that.
 */
final class ForwardedRequests extends RefusingFilter {
  /** By these, libraries find out who calls, and under which address. */
  private static final Set<String> FORWARDING = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    FORWARDING.addAll(
        List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            "X-Forwarded-Ssl"));
  }

  private final Hosts hosts;
  private final Proxies proxies;
  private final ForwardedHeaderFilter believer = new ForwardedHeaderFilter();

  ForwardedRequests(
      Hosts hosts, Proxies proxies, ObjectProvider<HandlerExceptionResolver> refusals) {
    super(refusals);
    this.hosts = hosts;
    this.proxies = proxies;
  }

  @Override
  protected void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    InetAddress caller = InetAddress.ofLiteral(request.getRemoteAddr());
    if (!proxies.contain(caller)) {
      chain.doFilter(new Forwarded(request, Map.of()), response);
      return;
    }
    // On the proxy's own machine, a page in a browser could call past it and set such headers.
    hosts.check(request);
    Map<String, String> believed = new ForwardingHeaders(request, proxies).read();
    believer.doFilter(new Forwarded(request, believed), response, chain);
  }

  /** A request with those of the headers only, of all that are for proxies to set, that count. */
  private static final class Forwarded extends HttpServletRequestWrapper {
    private final Map<String, String> believed;

    Forwarded(HttpServletRequest request, Map<String, String> believed) {
      super(request);
      this.believed = believed;
    }

    @Override
    public @Nullable String getHeader(String name) {
      return FORWARDING.contains(name) ? believed.get(name) : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      if (!FORWARDING.contains(name)) {
        return super.getHeaders(name);
      }
      String value = believed.get(name);
      return Collections.enumeration(value == null ? List.of() : List.of(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      return Collections.enumeration(
          Collections.list(super.getHeaderNames()).stream()
              .filter(name -> !FORWARDING.contains(name) || believed.containsKey(name))
              .toList());
    }
  }
}
