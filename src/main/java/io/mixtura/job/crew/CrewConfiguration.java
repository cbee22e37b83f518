package io.mixtura.job.crew;

import io.micrometer.core.instrument.MeterRegistry;
import io.mixtura.job.Changes;
import io.mixtura.job.JobHandler;
import io.mixtura.job.JobSettings;
import io.mixtura.job.LeasedJobs;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts this process's part in the queue together. */
@Configuration(proxyBeanMethods = false)
class CrewConfiguration {

  @Bean
  Workers jobWorkers(
      JdbcConnectionDetails database,
      LeasedJobs store,
      Changes changes,
      JobSettings settings,
      ObjectProvider<JobHandler> handlers,
      MeterRegistry meters) {
    return new Workers(
        handlers.orderedStream().toList(),
        store,
        changes,
        settings,
        new JobMetrics(meters),
        isAFile(database.getJdbcUrl()));
  }

  @Bean
  CrewHealth queueHealthIndicator(Workers workers) {
    return new CrewHealth(workers);
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
