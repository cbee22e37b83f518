package io.mixtura.access.key;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.testing.Databases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2KeysTests extends KeysContract {
  @TempDir Path folder;

  @Override
  HikariDataSource database() {
    return Databases.h2(folder);
  }
}
