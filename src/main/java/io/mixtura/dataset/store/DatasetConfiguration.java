package io.mixtura.dataset.store;

import java.nio.file.Path;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Chooses the store of observations. */
@Configuration(proxyBeanMethods = false)
class DatasetConfiguration {

  @Bean
  @Primary
  ObservationStore observationStore(
      DatasetSettings settings, ObservationHome home, JdbcObservationStore chunks) {
    return switch (settings.store()) {
      case FILE -> {
        Path folder = Objects.requireNonNull(settings.folder(), "mixtura.datasets.folder");
        yield new FileObservationStore(folder.resolve(home.id().toString()));
      }
      case POSTGRESQL -> {
        if (!home.isShared()) {
          throw new IllegalStateException(
              "mixtura.datasets.store=POSTGRESQL keeps datasets in PostgreSQL, but the database is"
                  + " H2: set spring.datasource.url to a PostgreSQL, or mixtura.datasets.store=FILE");
        }
        yield chunks;
      }
    };
  }
}
