package io.mixtura.access.audit;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.testing.Databases;

class PostgresAuditTests extends AuditContract {

  @Override
  HikariDataSource database() {
    return Databases.postgres();
  }
}
