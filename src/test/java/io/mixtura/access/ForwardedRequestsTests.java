package io.mixtura.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

class ForwardedRequestsTests {
  private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

  private final ForwardedRequests filter =
      new ForwardedRequests(
          new Hosts(List.of("mixtura.example.org", "backend"), InetAddress.ofLiteral("127.0.0.1")),
          Proxies.of(List.of("10.0.0.0/8", "2001:db8::7")),
          beans.getBeanProvider(HandlerExceptionResolver.class));

  @Test
  void aNamedProxyTellsWhoCallsAndHow() throws Exception {
    HttpServletRequest seen = passed(forwarded("10.1.2.3"));

    assertThat(seen.getServerName()).isEqualTo("mixtura.example.org");
    assertThat(seen.getScheme()).isEqualTo("https");
    assertThat(seen.getServerPort()).isEqualTo(443);
    assertThat(seen.getRemoteAddr()).isEqualTo("192.0.2.1");
    assertThat(seen.getContextPath()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.9", "127.0.0.1", "2001:db8::8"})
  void nobodyElseDoes(String address) throws Exception {
    HttpServletRequest seen = passed(forwarded(address));

    assertThat(seen.getServerName()).isEqualTo("localhost");
    assertThat(seen.getRemoteAddr()).isEqualTo(address);
    assertThat(seen.getHeader("x-forwarded-host")).isNull();
    assertThat(seen.getHeaders("X-Forwarded-For").hasMoreElements()).isFalse();
    assertThat(seen.getHeaderNames().asIterator()).toIterable().containsExactly("Accept");
  }

  /** Whoever calls can write the header, too; proxies add to its end. */
  @ParameterizedTest
  @CsvSource({
    "'192.0.2.1', 192.0.2.1",
    "'6.6.6.6, 192.0.2.1', 192.0.2.1",
    "'6.6.6.6, 192.0.2.1, 10.9.9.9', 192.0.2.1",
    "'10.9.9.9', 10.0.0.1",
    "'192.0.2.1:5000', 192.0.2.1",
    "'[2001:db8::1]:44', [2001:db8:0:0:0:0:0:1]",
    "'2001:db8::1', [2001:db8:0:0:0:0:0:1]",
    "'6.6.6.6, unknown', 10.0.0.1",
    "'evil.example, 10.0.0.5', 10.0.0.1",
    "'999.1.1.1', 10.0.0.1",
    "' , ', 10.0.0.1"
  })
  void theCallerIsTheLastWhoIsNoProxy(String header, String caller) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/fits");
    request.setRemoteAddr("10.0.0.1");
    request.addHeader("X-Forwarded-For", header);

    assertThat(passed(request).getRemoteAddr()).isEqualTo(caller);
  }

  /** The caller's own values stand before what a proxy adds; what else he sends nobody sees. */
  @Test
  void theLastValueCountsAndOneHeaderOfAKind() throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/fits");
    request.setRemoteAddr("10.0.0.1");
    request.addHeader("X-Forwarded-Host", "evil.example");
    request.addHeader("X-Forwarded-Host", "evil.example, mixtura.example.org");
    request.addHeader("Forwarded", "host=evil.example");
    request.addHeader("X-Forwarded-Prefix", "//evil.example");

    HttpServletRequest seen = passed(request);

    assertThat(seen.getServerName()).isEqualTo("mixtura.example.org");
    assertThat(seen.getContextPath()).isEmpty();
    assertThat(seen.getHeader("Forwarded")).isNull();
    assertThat(seen.getHeader("X-Forwarded-Prefix")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "X-Forwarded-Port, x",
    "X-Forwarded-Port, 99999",
    "X-Forwarded-Port, 0",
    "X-Forwarded-Proto, javascript",
    "X-Forwarded-Proto, ht tp",
    "X-Forwarded-Host, a b",
    "X-Forwarded-Host, a/b"
  })
  void whatCannotBeReadIsRefused(String name, String value) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/fits");
    request.setRemoteAddr("10.0.0.1");
    request.addHeader(name, value);

    assertThat(refused(request)).contains(name).contains(value);
  }

  /** A page that reaches the machine of a proxy could set the headers of one. */
  @Test
  void theProxysOwnHostMustBeOneOfTheServices() throws Exception {
    MockHttpServletRequest request = forwarded("10.0.0.1");
    request.setServerName("evil.example");
    assertThat(refused(request)).contains("evil.example").contains("mixtura.hosts");

    request.setServerName("backend");
    assertThat(passed(request).getServerName()).isEqualTo("mixtura.example.org");
  }

  private String refused(MockHttpServletRequest request) throws Exception {
    List<String> refusals = new ArrayList<>();
    HandlerExceptionResolver resolver =
        (one, response, handler, failure) -> {
          refusals.add(String.valueOf(failure.getMessage()));
          return new ModelAndView();
        };
    beans.registerSingleton("resolver", resolver);
    MockFilterChain chain = new MockFilterChain();
    filter.doFilter(request, new MockHttpServletResponse(), chain);
    assertThat(chain.getRequest()).isNull();
    return String.join("", refusals);
  }

  private HttpServletRequest passed(MockHttpServletRequest request) throws Exception {
    MockFilterChain chain = new MockFilterChain();
    filter.doFilter(request, new MockHttpServletResponse(), chain);
    return (HttpServletRequest) Objects.requireNonNull(chain.getRequest());
  }

  private static MockHttpServletRequest forwarded(String by) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/fits");
    request.setRemoteAddr(by);
    request.addHeader("Accept", "*/*");
    request.addHeader("X-Forwarded-Host", "mixtura.example.org");
    request.addHeader("X-Forwarded-Proto", "https");
    request.addHeader("X-Forwarded-Prefix", "/mixtura");
    request.addHeader("X-Forwarded-For", "192.0.2.1");
    return request;
  }
}
