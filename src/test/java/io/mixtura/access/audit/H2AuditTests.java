package io.mixtura.access.audit;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.testing.Databases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2AuditTests extends AuditContract {
  @TempDir Path folder;

  @Override
  HikariDataSource database() {
    return Databases.h2(folder);
  }
}
