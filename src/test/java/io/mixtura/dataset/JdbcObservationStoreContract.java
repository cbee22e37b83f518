package io.mixtura.dataset;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.dataset.store.Extent;
import io.mixtura.dataset.store.ObservationStore;
import io.mixtura.dataset.store.Stores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The store of chunks, on any database; one for all tests, since new ones take their time. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class JdbcObservationStoreContract extends ObservationStoreContract {
  private HikariDataSource database;
  private ObservationStore store;

  abstract HikariDataSource database();

  @BeforeAll
  void create() {
    database = database();
    store = Stores.inDatabase(JdbcClient.create(database));
  }

  @AfterAll
  void close() {
    database.close();
  }

  @Override
  ObservationStore store() {
    return store;
  }

  @Override
  void truncate(Extent extent) {
    Stores.dropLastChunk(JdbcClient.create(database), extent);
  }
}
