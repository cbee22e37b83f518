package io.mixtura.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.access.key.Keys;
import io.mixtura.backup.BackupFolder;
import io.mixtura.caller.Scope;
import io.mixtura.caller.Tenant;
import io.mixtura.testing.ServiceTest;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** While the database fails now and then: 503 or 507 that say so, and never anything worse. */
@TestPropertySource(
    properties = {
      "spring.application.name=mixtura-faulty",
      "mixtura.fits.threads=1",
      "mixtura.limits.values=20000",
      "mixtura.limits.components=6"
    })
@Import(FaultyApiFuzzTests.Faults.class)
class FaultyApiFuzzTests extends ServiceTest {
  private static final int REQUESTS = Integer.getInteger("fuzz.requests.faulty", 3000);

  @Autowired private DataSource database;
  @Autowired private Keys keys;
  @Autowired private BackupFolder backups;

  @TestConfiguration(proxyBeanMethods = false)
  static class Faults {
    @Bean
    static BeanPostProcessor faults() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof DataSource good
              ? new FaultyDatabase(good, ApiFuzzTests.SEED)
              : bean;
        }
      };
    }
  }

  @AfterEach
  void mend() {
    ((FaultyDatabase) database).fail(0);
  }

  @Test
  void aFailingDatabaseIsToldAndNothingElse() throws Exception {
    Keys.Issued key = keys.issue(Tenant.DEFAULT, Scope.ALL, "fuzzing", null);
    try (Fuzzing fuzzing = new Fuzzing(port, ApiFuzzTests.SEED, true, key, backups)) {
      ((FaultyDatabase) database).fail(2);
      fuzzing.send(REQUESTS);
      assertThat(fuzzing.hasSeen(503)).isTrue();
      assertThat(fuzzing.hasSeen(507)).isTrue();
    }
  }
}
