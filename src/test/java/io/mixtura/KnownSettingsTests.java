package io.mixtura;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Which settings the service refuses to start with. */
class KnownSettingsTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mixtura.jobs.retenton     | there is no setting 'mixtura.jobs.retenton'; did you mean 'mixtura.jobs.retention'?",
        "mixtura.colour            | there is no setting 'mixtura.colour'; there are mixtura.home, mixtura.hosts",
        "mixtura.limits.request.x  | did you mean 'mixtura.limits.request'?",
        "mixtura.limit.queue       | did you mean 'mixtura.limits.queue'?",
      })
  void aSettingThatThereIsNotIsRefused(String setting, String message) {
    assertThatThrownBy(() -> check(new MapPropertySource("given", Map.of(setting, "1"))))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mixtura.home",
        "mixtura.jobs.retention",
        "mixtura.datasets.store",
        "mixtura.hosts[0]",
        "MIXTURA.Limits.REQUEST",
        "server.prot",
        "mixturas.x"
      })
  void whatThereIsIsNot(String setting) {
    assertThatCode(() -> check(new MapPropertySource("given", Map.of(setting, "1"))))
        .doesNotThrowAnyException();
  }

  /** A cluster sets variables that only begin like ours. */
  @Test
  void ofTheEnvironmentOnlyWhatIsNearlyASettingIsRefused() {
    assertThatCode(() -> check(environment("MIXTURA_SERVICE_HOST"))).doesNotThrowAnyException();
    assertThatCode(() -> check(environment("MIXTURA_JOBS_RETENTION"))).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(environment("MIXTURA_JOBS_RETENTON")))
        .hasMessageContaining("did you mean 'mixtura.jobs.retention'?");
  }

  private static PropertySource<?> environment(String name) {
    return new SystemEnvironmentPropertySource(
        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(name, "1"));
  }

  private static void check(PropertySource<?> source) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .forEach(known -> environment.getPropertySources().remove(known.getName()));
    environment.getPropertySources().addFirst(source);
    new KnownSettings().postProcessEnvironment(environment, new SpringApplication());
  }
}
