package io.mixtura.job;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.testing.Databases;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

class H2QueueTests {

  @Nested
  class Facade extends JobsContract {
    @Override
    public HikariDataSource open(Path folder) {
      return Databases.h2(folder);
    }
  }

  @Nested
  class Leases extends LeaseContract {
    @Override
    public HikariDataSource open(Path folder) {
      return Databases.h2(folder);
    }
  }

  @Nested
  class Turns extends TurnsContract {
    @Override
    public HikariDataSource open(Path folder) {
      return Databases.h2(folder);
    }
  }

  @Nested
  class Runs extends RunContract {
    @Override
    public HikariDataSource open(Path folder) {
      return Databases.h2(folder);
    }
  }

  @Nested
  class Chaos extends ChaosContract {
    @Override
    public HikariDataSource open(Path folder) {
      return Databases.h2(folder);
    }
  }
}
