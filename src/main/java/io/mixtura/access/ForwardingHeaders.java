package io.mixtura.access;

import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What a proxy says of a request in {@code X-Forwarded-For}, {@code -Host}, {@code -Port} and
 * {@code -Proto}.
 *
 * <p>Proxies add to the end of what they are sent, and whoever calls can send anything: the last
 * value counts. {@code Forwarded} says the same in another way, and a proxy that sets the one lets
 * the other pass, so it is not read; nor is {@code X-Forwarded-Prefix}, for all that is linked to
 * lies at the root.
 */
final class ForwardingHeaders {
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

  private static final Pattern SCHEME = Pattern.compile("https?");
  private static final Pattern PORT = Pattern.compile("[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}");

  /** An address, with a port as some balancers write it. */
  private static final Pattern ADDRESS =
      Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::\\d+)?|([0-9.]+)(?::\\d+)?|([0-9A-Fa-f:.]+)");

  private final HttpServletRequest request;
  private final Proxies proxies;

  ForwardingHeaders(HttpServletRequest request, Proxies proxies) {
    this.request = request;
    this.proxies = proxies;
  }

  /**
   * Those that are there, by name.
   *
   * @throws Refusal with 400 if one of them cannot be read
   */
  Map<String, String> read() {
    Map<String, String> read = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    put(read, "X-Forwarded-Host", HOST, "a name or an address, and a port if it has one");
    put(read, "X-Forwarded-Proto", SCHEME, "http or https");
    put(read, "X-Forwarded-Port", PORT, "a port");
    String caller = caller();
    if (caller != null) {
      read.put("X-Forwarded-For", caller);
    }
    return read;
  }

  private void put(Map<String, String> into, String name, Pattern pattern, String right) {
    List<String> values = values(name);
    if (values.isEmpty()) {
      return;
    }
    String last = values.getLast();
    if (!pattern.matcher(last).matches()) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          name,
          "the header %s, which a proxy sets, must be %s, but was '%s'"
              .formatted(name, right, Excerpt.of(last)));
    }
    into.put(name, last);
  }

  /** The last address that is no proxy; null if what stands there is none. */
  private @Nullable String caller() {
    List<String> addresses = values("X-Forwarded-For");
    for (String text : addresses.reversed()) {
      InetAddress address = address(text);
      if (address == null || !proxies.contain(address)) {
        return address == null ? null : written(address);
      }
    }
    return null;
  }

  private static String written(InetAddress address) {
    return address instanceof Inet6Address
        ? "[" + address.getHostAddress() + "]"
        : address.getHostAddress();
  }

  private List<String> values(String name) {
    return Collections.list(request.getHeaders(name)).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private static @Nullable InetAddress address(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.group(group) != null) {
        return Hosts.literal(matcher.group(group));
      }
    }
    return null;
  }
}
