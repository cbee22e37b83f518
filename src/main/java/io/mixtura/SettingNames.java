package io.mixtura;

import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.PropertySource;

/** The names of the settings in a file, on the command line or in the environment. */
final class SettingNames {
  private SettingNames() {}

  static Stream<ConfigurationPropertyName> in(PropertySource<?> source) {
    Stream.Builder<ConfigurationPropertyName> names = Stream.builder();
    // The attached one has those of all others once more.
    if (!ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)) {
      for (var settings : ConfigurationPropertySources.from(source)) {
        if (settings instanceof IterableConfigurationPropertySource enumerable) {
          enumerable.forEach(names);
        }
      }
    }
    return names.build();
  }
}
