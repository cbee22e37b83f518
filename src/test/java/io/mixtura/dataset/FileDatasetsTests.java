package io.mixtura.dataset;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.dataset.store.ObservationStore;
import io.mixtura.dataset.store.Stores;
import io.mixtura.testing.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Datasets as the service keeps them by default: H2 and a folder. */
class FileDatasetsTests extends DatasetsContract {
  @TempDir private static Path home;

  @Override
  HikariDataSource database() {
    return Databases.h2(home);
  }

  @Override
  ObservationStore store(JdbcClient jdbc) {
    return Stores.inFolder(home.resolve("datasets"));
  }

  @Override
  long stored(JdbcClient jdbc) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("datasets"))) {
      return files.count();
    }
  }
}
