package io.mixtura.job;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.testing.Databases;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

class PostgresQueueTests {

  @Nested
  class Facade extends JobsContract {
    @Override
    public HikariDataSource open(Path folder) {
      return Databases.postgres();
    }
  }

  @Nested
  class Leases extends LeaseContract {
    @Override
    public HikariDataSource open(Path folder) {
      return Databases.postgres();
    }
  }

  @Nested
  class Runs extends RunContract {
    @Override
    public HikariDataSource open(Path folder) {
      return Databases.postgres();
    }
  }

  @Nested
  class Chaos extends ChaosContract {
    @Override
    public HikariDataSource open(Path folder) {
      return Databases.postgres();
    }
  }
}
