package io.mixtura.web.idempotency;

import io.mixtura.testing.Databases;
import javax.sql.DataSource;

class PostgresIdempotencyKeysTests extends IdempotencyKeysContract {
  @Override
  DataSource open() {
    return Databases.postgres();
  }
}
