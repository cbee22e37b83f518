package io.mixtura.job;

import io.mixtura.database.DatabaseRoom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
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
    return new Jobs(queue, new TransactionTemplate(transactions), changes, settings);
  }

  @Bean
  LeasedJobs leasedJobs(
      JdbcQueue queue,
      PlatformTransactionManager transactions,
      JobSettings settings,
      RunningLimits limits,
      DatabaseRoom room) {
    return new LeasedJobs(queue, new TransactionTemplate(transactions), settings, limits, room);
  }
}
