package io.mixtura.dataset.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stores of observations, for tests of what is kept in them. */
public final class Stores {
  private Stores() {}

  public static ObservationStore inFolder(Path folder) {
    return new FileObservationStore(folder);
  }

  public static ObservationStore inDatabase(JdbcClient jdbc) {
    return new JdbcObservationStore(jdbc);
  }

  public static ObservationHome home(HikariDataSource database) {
    return new JdbcObservationHome(JdbcClient.create(database), database);
  }
}
