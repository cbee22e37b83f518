package io.mixtura.access;

import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * The names under which the service may be called.
 *
 * <p>A page of anybody can have its own name point to 127.0.0.1 and then reads, as far as the
 * browser is concerned, what is its own (DNS rebinding). The header Host still tells the name.
 */
public final class Hosts {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

  private final List<String> named;
  private final @Nullable InetAddress address;

  /**
   * Names, beside those that loopback has.
   *
   * @param named further ones, as setting {@code mixtura.hosts} gives them
   * @param address where the service listens; null for all addresses
   */
  public Hosts(List<String> named, @Nullable InetAddress address) {
    this.named = named.stream().map(Hosts::named).toList();
    this.address = address;
  }

  /**
   * Refuses a request to a host that is not the service's.
   *
   * @throws Refusal with 403
   */
  void check(HttpServletRequest request) {
    if (!admit(request.getServerName())) {
      throw Refusal.of(
          HttpStatus.FORBIDDEN,
          HttpHeaders.HOST,
          "the service is not called '%s'; call it by an address of its own, or have its operator add the name to mixtura.hosts"
              .formatted(Excerpt.of(request.getServerName())));
    }
  }

  /** Whether requests to a host (without port; IPv6 with or without brackets) are answered. */
  boolean admit(String host) {
    String name = normalized(host);
    if (name.equals("localhost") || named.contains(name)) {
      return true;
    }
    InetAddress literal = literal(name);
    return literal != null && (isBeyondThisMachine() || isOwn(literal));
  }

  private boolean isOwn(InetAddress literal) {
    return literal.isLoopbackAddress() || literal.equals(address);
  }

  /** An address cannot be made to point elsewhere, so there it needs no naming. */
  private boolean isBeyondThisMachine() {
    return address == null || !address.isLoopbackAddress();
  }

  private static String named(String host) {
    String name = normalized(host);
    if (!NAME.matcher(name).matches() && literal(name) == null) {
      throw new UnusableSetting(
          "mixtura.hosts",
          host,
          "write names or addresses alone, such as mixtura.example.org, without scheme, port or *");
    }
    return name;
  }

  private static String normalized(String host) {
    String name = host.strip().toLowerCase(Locale.ROOT);
    boolean isBracketed = name.startsWith("[") && name.endsWith("]");
    String bare = isBracketed ? name.substring(1, name.length() - 1) : name;
    return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
  }

  /** An address as it is written; null for a name, which nobody is asked about. */
  static @Nullable InetAddress literal(String name) {
    try {
      return InetAddress.ofLiteral(name);
    } catch (IllegalArgumentException word) {
      return null;
    }
  }
}
