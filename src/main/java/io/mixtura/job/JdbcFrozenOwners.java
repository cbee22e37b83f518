package io.mixtura.job;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Bounds how long a process that froze in the middle of a transaction holds a job's row: as long as
 * a lease. A paused machine keeps its connections, and PostgreSQL would wait for the end of that
 * transaction for ever, while nobody may take the job over. When the process thaws, its connection
 * is gone, and its pool opens another. H2 has one process only.
 */
@Component
class JdbcFrozenOwners implements BeanPostProcessor {
  private final Environment environment;

  /** Takes the environment: settings are bound after those who prepare beans. */
  JdbcFrozenOwners(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariConfig pool) {
      JobSettings settings =
          Binder.get(environment).bindOrCreate("mixtura.jobs", JobSettings.class);
      bound(pool, settings.lease());
    }
    return bean;
  }

  /** An operator's own statement for new connections stays as it is. */
  static void bound(HikariConfig pool, Duration lease) {
    if (pool.getJdbcUrl().startsWith("jdbc:postgresql:") && pool.getConnectionInitSql() == null) {
      pool.setConnectionInitSql("set idle_in_transaction_session_timeout = " + lease.toMillis());
    }
  }
}
