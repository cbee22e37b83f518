package io.mixtura;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.aot.AotDetector;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Lets the packaged service start from what the build has found out about it (Spring's AOT
 * processing): which beans there are and how they are made. To find that out at every start, by
 * reading classes and checking conditions, takes about a quarter of the start.
 *
 * <p>The build decides under the settings of {@code application.yml}. Most settings change what a
 * bean does and not whether there is one; with any other one than these the service finds out for
 * itself, as it does in development, so that every setting works everywhere.
 */
final class PreparedContext implements EnvironmentPostProcessor, Ordered {
  private static final String GENERATED =
      Mixtura.class.getName() + "__ApplicationContextInitializer";
  private static final String SETTINGS_OF_THE_BUILD = "Config resource 'class path resource";

  /** Settings outside of these are not read by any condition. */
  private static final List<ConfigurationPropertyName> MAY_DECIDE =
      names("management", "server", "spring", "springdoc");

  /** What these stand for, and what is below them, decides nothing. */
  private static final List<ConfigurationPropertyName> DECIDE_NOTHING =
      names(
          "server.address",
          "server.port",
          "server.ssl",
          "server.tomcat.max-connections",
          "spring.application.name",
          "spring.application.pid",
          "spring.application.version",
          "spring.context.exit",
          "spring.datasource.hikari",
          "spring.datasource.password",
          "spring.datasource.url",
          "spring.datasource.username",
          "spring.lifecycle");

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (isPackaged()
        && SpringProperties.getProperty(AotDetector.AOT_ENABLED) == null
        && isAsBuilt(environment)) {
      SpringProperties.setFlag(AotDetector.AOT_ENABLED);
      // Nor the description of the API: the build has left it, see PreparedDescription.
      environment
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "prepared", Map.of("springdoc.pre-loading-enabled", Boolean.FALSE)));
    }
  }

  /** In a folder of classes, what was generated may be older than what it was generated from. */
  private static boolean isPackaged() {
    return Mixtura.class.getPackage().getImplementationVersion() != null
        && ClassUtils.isPresent(GENERATED, Mixtura.class.getClassLoader());
  }

  static boolean isAsBuilt(ConfigurableEnvironment environment) {
    return environment.getPropertySources().stream()
        .filter(source -> !source.getName().startsWith(SETTINGS_OF_THE_BUILD))
        .flatMap(SettingNames::in)
        .noneMatch(PreparedContext::mayDecide);
  }

  private static boolean mayDecide(ConfigurationPropertyName name) {
    return isAmong(MAY_DECIDE, name) && !isAmong(DECIDE_NOTHING, name);
  }

  private static boolean isAmong(
      List<ConfigurationPropertyName> families, ConfigurationPropertyName name) {
    return families.stream().anyMatch(family -> family.equals(name) || family.isAncestorOf(name));
  }

  private static List<ConfigurationPropertyName> names(String... names) {
    return Stream.of(names).map(ConfigurationPropertyName::of).toList();
  }

  /** After all settings have been read. */
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }
}
