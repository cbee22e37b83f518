package io.mixtura.dataset.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.dataset.store.DatasetSettings.Store;
import io.mixtura.testing.Databases;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatasetConfigurationTests {
  @TempDir private Path folder;

  private ObservationStore store(Store store, HikariDataSource database) {
    JdbcClient jdbc = JdbcClient.create(database);
    return new DatasetConfiguration()
        .observationStore(
            new DatasetSettings(store, null).in(folder),
            new JdbcObservationHome(jdbc, database),
            new JdbcObservationStore(jdbc));
  }

  /** Else the first to start would take the files of the other for rubbish. */
  @Test
  void twoDatabasesWithOneHomeHaveFoldersOfTheirOwn() {
    try (HikariDataSource one = Databases.h2(folder.resolve("one"));
        HikariDataSource two = Databases.h2(folder.resolve("two"))) {
      store(Store.FILE, one);
      store(Store.FILE, two);
      store(Store.FILE, one);
    }

    assertThat(folder.resolve("datasets")).isDirectory();
    assertThat(folder.resolve("datasets").toFile().list()).hasSize(2);
  }

  @Test
  void aNewDatabaseBesideDatasetsOfAnotherIsNotTakenForANewService() throws IOException {
    try (HikariDataSource lost = Databases.h2(folder.resolve("lost"));
        HikariDataSource empty = Databases.h2(folder.resolve("empty"))) {
      try (ObservationWriter writer = store(Store.FILE, lost).begin(1)) {
        assertThatThrownBy(() -> store(Store.FILE, empty))
            .hasMessageContaining("restore its file (mixtura.mv.db) from a backup");
        assertThat(writer.storage()).isNotNull();
      }
      store(Store.FILE, lost);
    }
  }

  @Test
  void storeInPostgresqlNeedsPostgresql() {
    try (HikariDataSource postgres = Databases.postgres();
        HikariDataSource h2 = Databases.h2(folder)) {
      assertThat(store(Store.POSTGRESQL, postgres)).isInstanceOf(JdbcObservationStore.class);
      assertThatThrownBy(() -> store(Store.POSTGRESQL, h2))
          .hasMessageContaining("mixtura.datasets.store=FILE");
    }
  }
}
