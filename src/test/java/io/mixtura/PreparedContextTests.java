package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Which settings leave the service as the build has prepared it. */
class PreparedContextTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mixtura.limits.queue",
        "server.port",
        "server.ssl.certificate-private-key",
        "spring.datasource.url",
        "spring.datasource.hikari.maximum-pool-size",
        "spring.lifecycle.timeout-per-shutdown-phase",
        "logging.structured.format.console",
        "springer"
      })
  void whatABeanDoesIsSetAtStart(String setting) {
    assertThat(PreparedContext.isAsBuilt(given(setting))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "management.server.port",
        "server.forward-headers-strategy",
        "spring.datasource.type",
        "spring.profiles.active",
        "spring.autoconfigure.exclude[0]",
        "springdoc.swagger-ui.enabled",
        "springdoc.swaggerUi.enabled"
      })
  void whetherThereIsABeanIsNot(String setting) {
    assertThat(PreparedContext.isAsBuilt(given(setting))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SPRING_DATASOURCE_URL", "SERVER_TOMCAT_MAXCONNECTIONS", "PATH"})
  void environmentVariablesAreSettings(String variable) {
    assertThat(PreparedContext.isAsBuilt(inTheEnvironment(variable))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SPRINGDOC_SWAGGERUI_ENABLED", "SPRING_CONFIG_LOCATION"})
  void environmentVariablesDecideToo(String variable) {
    assertThat(PreparedContext.isAsBuilt(inTheEnvironment(variable))).isFalse();
  }

  private static ConfigurableEnvironment given(String setting) {
    ConfigurableEnvironment environment = empty();
    environment.getPropertySources().addFirst(new MapPropertySource("given", Map.of(setting, "x")));
    return environment;
  }

  private static ConfigurableEnvironment inTheEnvironment(String variable) {
    ConfigurableEnvironment environment = empty();
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Map.of(variable, "x")));
    return environment;
  }

  /** Without the variables and properties of whoever runs the tests. */
  private static ConfigurableEnvironment empty() {
    ConfigurableEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .forEach(source -> environment.getPropertySources().remove(source.getName()));
    return environment;
  }
}
