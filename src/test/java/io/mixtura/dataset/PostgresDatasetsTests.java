package io.mixtura.dataset;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.dataset.store.ObservationStore;
import io.mixtura.dataset.store.Stores;
import io.mixtura.testing.Databases;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Datasets as replicas without a shared disk keep them: all in PostgreSQL. */
class PostgresDatasetsTests extends DatasetsContract {

  @Override
  HikariDataSource database() {
    return Databases.postgres();
  }

  @Override
  ObservationStore store(JdbcClient jdbc) {
    return Stores.inDatabase(jdbc);
  }

  @Override
  long stored(JdbcClient jdbc) {
    return jdbc.sql("select count(distinct storage) from observation_chunks")
        .query(Long.class)
        .single();
  }
}
