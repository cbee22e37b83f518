package io.mixtura.dataset.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
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
        Path own = folder.resolve(home.id().toString());
        if (!home.isShared()) {
          refuseToForget(folder, own);
        }
        yield new FileObservationStore(own);
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

  /** A database file that was lost is made anew, and looks like that of a new service. */
  private static void refuseToForget(Path folder, Path own) {
    if (Files.exists(own) || !Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> found =
        Files.find(folder, 3, (path, _) -> path.toString().endsWith(".tiles"))) {
      if (found.findAny().isPresent()) {
        throw new IllegalStateException(
            ("the database is new, but %s holds datasets of another one: restore its file"
                    + " (mixtura.mv.db) from a backup; to begin anew, move that folder away or set"
                    + " mixtura.datasets.folder to another one")
                .formatted(folder.toAbsolutePath()));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the folder of the datasets cannot be read", unreadable);
    }
  }
}
