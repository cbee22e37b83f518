package io.mixtura.model;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.testing.Databases;

class PostgresModelsTests extends ModelsContract {

  @Override
  HikariDataSource database() {
    return Databases.postgres();
  }
}
