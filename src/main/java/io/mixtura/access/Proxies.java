package io.mixtura.access;

import java.net.InetAddress;
import java.util.List;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * The proxies in front of the service whose word is taken for who calls and under which name.
 *
 * @param matchers one for each address or network
 */
public record Proxies(List<IpAddressMatcher> matchers) {

  /** Those that a setting names, such as {@code 10.0.0.7} or {@code 10.0.0.0/8}. */
  public static Proxies of(List<String> addresses) {
    return new Proxies(addresses.stream().map(Proxies::matcher).toList());
  }

  private static IpAddressMatcher matcher(String address) {
    try {
      return new IpAddressMatcher(address.strip());
    } catch (IllegalArgumentException unreadable) {
      throw new UnusableSetting(
          "mixtura.proxies",
          address,
          "write an address, such as 10.0.0.7, or a network, such as 10.0.0.0/8");
    }
  }

  boolean contain(InetAddress address) {
    return matchers.stream().anyMatch(matcher -> matcher.matches(address.getHostAddress()));
  }
}
