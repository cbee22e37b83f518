package io.mixtura.job;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mixtura.database.DatabaseRoom;
import io.mixtura.job.crew.TestCrew;
import io.mixtura.testing.Databases;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The queue of one process, as the service would put it together, with a pool of its own. */
public final class TestProcess implements AutoCloseable {
  private final HikariDataSource pool;
  public final FlakyDatabase database;
  final JdbcClient jdbc;
  final TransactionTemplate transaction;
  public final DatabaseRoom room = new DatabaseRoom();
  public final Jobs jobs;
  public final LeasedJobs leased;
  final SmartLifecycle workers;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  TestProcess(
      HikariDataSource shared,
      JobSettings settings,
      RunningLimits limits,
      boolean alone,
      Function<JdbcClient, List<JobHandler>> handlers) {
    this.pool =
        Databases.another(shared, config -> JdbcFrozenOwners.bound(config, settings.lease()));
    this.database = new FlakyDatabase(pool);
    this.jdbc = JdbcClient.create(database);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    Changes changes = new Changes();
    JdbcQueue queue = new JdbcQueue(jdbc);
    this.jobs = new Jobs(queue, transaction, changes, settings);
    this.leased = new LeasedJobs(queue, transaction, settings, limits, room);
    this.workers = TestCrew.of(handlers.apply(jdbc), leased, changes, settings, meters, alone);
  }

  TestProcess start() {
    workers.start();
    return this;
  }

  @Override
  public void close() {
    database.down(false);
    workers.stop();
    pool.close();
  }
}
