package io.mixtura.dataset;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The store of chunks, on any database. */
abstract class JdbcObservationStoreContract extends ObservationStoreContract {
  private HikariDataSource database;
  private ObservationStore store;

  abstract HikariDataSource database();

  @BeforeEach
  void create() {
    database = database();
    store = new JdbcObservationStore(JdbcClient.create(database));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  ObservationStore store() {
    return store;
  }

  @Override
  void truncate(Extent extent) {
    JdbcClient.create(database)
        .sql("delete from observation_chunks where storage = :storage and number = :last")
        .param("storage", extent.storage())
        .param("last", extent.chunks() - 1)
        .update();
  }
}
