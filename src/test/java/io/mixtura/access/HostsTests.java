package io.mixtura.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTests {
  private static final Hosts LOOPBACK =
      new Hosts(List.of("Mixtura.Example.org"), InetAddress.ofLiteral("127.0.0.1"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST",
        "localhost.",
        "127.0.0.1",
        "::1",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "mixtura.example.org",
        "MIXTURA.example.org."
      })
  void namesOfThisMachineAndNamedOnesAreItsOwn(String host) {
    assertThat(LOOPBACK.admit(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "192.0.2.7",
        "",
        ".",
        "example.org",
        "a.mixtura.example.org",
        "[2001:db8::1]",
        "localhost..",
        "[localhost"
      })
  void otherNamesAreNot(String host) {
    assertThat(LOOPBACK.admit(host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "http://a.example", "a.example:80", "", "a b", ".a"})
  void namesThatCannotBeOnesAreRefused(String name) {
    assertThatThrownBy(() -> new Hosts(List.of(name), null))
        .isInstanceOf(UnusableSetting.class)
        .hasMessageContaining("mixtura.hosts")
        .hasMessageContaining("'" + name + "'");
  }

  @Test
  void onOtherAddressesEveryAddressIsButNoFurtherName() {
    for (Hosts open :
        List.of(
            new Hosts(List.of(), null), new Hosts(List.of(), InetAddress.ofLiteral("0.0.0.0")))) {
      assertThat(open.admit("192.0.2.7")).isTrue();
      assertThat(open.admit("[2001:db8::1]")).isTrue();
      assertThat(open.admit("localhost")).isTrue();
      assertThat(open.admit("evil.example")).isFalse();
    }
  }
}
