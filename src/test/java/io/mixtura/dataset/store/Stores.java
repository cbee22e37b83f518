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

  /** Takes the last of a place's chunks away. */
  public static void dropLastChunk(JdbcClient jdbc, Extent extent) {
    jdbc.sql("delete from observation_chunks where storage = :storage and number = :last")
        .param("storage", extent.storage().id())
        .param("last", extent.chunks() - 1)
        .update();
  }

  public static ObservationHome home(HikariDataSource database) {
    return new JdbcObservationHome(JdbcClient.create(database), database);
  }
}
