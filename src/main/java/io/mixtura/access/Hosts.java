package io.mixtura.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The names under which the service may be called.
 *
 * <p>A page of anybody can have its own name point to 127.0.0.1 and then reads, as far as the
 * browser is concerned, what is its own (DNS rebinding). The header Host still tells the name.
 */
public final class Hosts {
  private final List<String> named;
  private final @Nullable InetAddress address;

  /**
   * Names, beside those that loopback has.
   *
   * @param named further ones, as setting {@code mixtura.hosts} gives them
   * @param address where the service listens; null for all addresses
   */
  public Hosts(List<String> named, @Nullable InetAddress address) {
    this.named = named.stream().map(Hosts::normalized).toList();
    this.address = address;
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

  private static String normalized(String host) {
    String name = host.strip().toLowerCase(Locale.ROOT);
    boolean isBracketed = name.startsWith("[") && name.endsWith("]");
    String bare = isBracketed ? name.substring(1, name.length() - 1) : name;
    return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
  }

  private static @Nullable InetAddress literal(String name) {
    try {
      return InetAddress.ofLiteral(name);
    } catch (IllegalArgumentException word) {
      return null;
    }
  }
}
