package io.mixtura.dataset;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stores of observations, for tests of what is kept in them. */
final class Stores {
  private Stores() {}

  static ObservationStore inFolder(Path folder) {
    return new FileObservationStore(folder);
  }

  static ObservationStore inDatabase(JdbcClient jdbc) {
    return new JdbcObservationStore(jdbc);
  }

  static ObservationHome home(HikariDataSource database) {
    return new JdbcObservationHome(JdbcClient.create(database), database);
  }
}
