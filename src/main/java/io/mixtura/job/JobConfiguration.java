package io.mixtura.job;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the queue together. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

  @Bean
  Changes jobChanges() {
    return new Changes();
  }

  @Bean
  Jobs jobs(
      JdbcQueue queue,
      PlatformTransactionManager transactions,
      Changes changes,
      JobSettings settings) {
    return new Jobs(queue.jobs(), new TransactionTemplate(transactions), changes, settings);
  }

  @Bean
  Workers jobWorkers(
      JdbcConnectionDetails database,
      JdbcQueue queue,
      PlatformTransactionManager transactions,
      Changes changes,
      JobSettings settings,
      ObjectProvider<JobHandler> handlers,
      MeterRegistry meters) {
    TransactionOperations transaction = new TransactionTemplate(transactions);
    return new Workers(
        handlers.orderedStream().toList(),
        new LeasedJobs(queue, transaction, settings),
        queue.jobs(),
        changes,
        settings,
        new JobMetrics(meters),
        isAFile(database.getJdbcUrl()));
  }

  /** Whether the database is an embedded file, which only one process can have open. */
  static boolean isAFile(String jdbcUrl) {
    String url = jdbcUrl.toLowerCase(Locale.ROOT);
    return url.startsWith("jdbc:h2:")
        && !url.startsWith("jdbc:h2:tcp:")
        && !url.startsWith("jdbc:h2:ssl:")
        && !url.contains("auto_server=true");
  }
}
