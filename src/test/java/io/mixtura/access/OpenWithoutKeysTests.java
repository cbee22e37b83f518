package io.mixtura.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.mock.env.MockEnvironment;

class OpenWithoutKeysTests {
  private static final SecuritySettings CLOSED = security(false);
  private static final KeysNeeded NO_KEYS = new KeysNeeded(false, false, () -> false);

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
  void itDoesNotStartWhereOthersReachIt(String address) {
    OpenWithoutKeys.Open open = refused(at(address), new MockEnvironment());

    assertThat(new OpenWithoutKeys.Analyzer().analyze(open, open).getAction())
        .contains("mixtura.security.open=true")
        .contains("keys create --tenant default --scopes read,data,fit,predict,admin");
    assertThat(open).hasMessageContaining("server.address=");
    assertThatCode(
            () -> new OpenWithoutKeys(security(true), at(address), new MockEnvironment(), NO_KEYS))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
  void whoAsksForKeysMayListenAnywhere(String address) {
    MockEnvironment apart = new MockEnvironment().withProperty("management.server.port", "8081");
    for (KeysNeeded asking :
        List.of(
            new KeysNeeded(true, false, () -> false),
            new KeysNeeded(false, true, () -> false),
            new KeysNeeded(false, false, () -> true))) {
      assertThatCode(() -> new OpenWithoutKeys(CLOSED, at(address), apart, asking))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void noAddressIsAllAddresses() {
    assertThat(refused(new ServerProperties(), new MockEnvironment()))
        .hasMessageContaining("no server.address")
        .hasMessageContaining("all addresses");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "127.0.0.53"})
  void itStartsOnThisMachine(String address) {
    assertThatCode(() -> new OpenWithoutKeys(CLOSED, at(address), new MockEnvironment(), NO_KEYS))
        .doesNotThrowAnyException();
  }

  @Test
  void aPortOfHealthAndMetricsIsOneOfItsDoors() {
    MockEnvironment apart = new MockEnvironment().withProperty("management.server.port", "8081");

    assertThat(refused(at("127.0.0.1"), apart)).hasMessageContaining("management.server.address");
    apart.setProperty("management.server.address", "127.0.0.1");
    assertThatCode(() -> new OpenWithoutKeys(CLOSED, at("127.0.0.1"), apart, NO_KEYS))
        .doesNotThrowAnyException();
  }

  @Test
  void aPortThatIsNoneOrTheServicesIsNoFurtherDoor() {
    MockEnvironment settings = new MockEnvironment().withProperty("server.port", "9120");
    for (String port : new String[] {"-1", "9120"}) {
      settings.setProperty("management.server.port", port);
      assertThatCode(() -> new OpenWithoutKeys(CLOSED, at("127.0.0.1"), settings, NO_KEYS))
          .doesNotThrowAnyException();
    }
    settings.setProperty("management.server.port", "0");
    assertThat(refused(at("127.0.0.1"), settings))
        .hasMessageContaining("management.server.address");
  }

  /** Lazily, nothing would ever make it. */
  @Test
  void itIsMadeHoweverLazilyAllElseIs() {
    new ApplicationContextRunner()
        .withInitializer(context ->
            context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
        .withBean(SecuritySettings.class, () -> CLOSED)
        .withBean(KeysNeeded.class, () -> NO_KEYS)
        .withBean(ServerProperties.class, () -> at("0.0.0.0"))
        .withUserConfiguration(OpenWithoutKeys.class)
        .run(context -> assertThat(context).hasFailed());
  }

  private static OpenWithoutKeys.Open refused(ServerProperties server, MockEnvironment settings) {
    return catchThrowableOfType(
        OpenWithoutKeys.Open.class, () -> new OpenWithoutKeys(CLOSED, server, settings, NO_KEYS));
  }

  private static ServerProperties at(String address) {
    ServerProperties server = new ServerProperties();
    server.setAddress(InetAddress.ofLiteral(address));
    return server;
  }

  private static SecuritySettings security(boolean open) {
    return new SecuritySettings(
        open, SecuritySettings.When.WHEN_THERE_ARE_ANY, new TokenSettings("tenant", "scope", ""));
  }
}
