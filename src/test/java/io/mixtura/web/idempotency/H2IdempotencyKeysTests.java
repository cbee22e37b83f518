package io.mixtura.web.idempotency;

import io.mixtura.testing.Databases;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

class H2IdempotencyKeysTests extends IdempotencyKeysContract {
  @TempDir Path folder;

  @Override
  DataSource open() {
    return Databases.h2(folder);
  }
}
