package io.mixtura.access.key;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.testing.Databases;

class PostgresKeysTests extends KeysContract {

  @Override
  HikariDataSource database() {
    return Databases.postgres();
  }
}
