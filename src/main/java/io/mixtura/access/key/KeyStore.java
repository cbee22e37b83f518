package io.mixtura.access.key;

import io.mixtura.access.audit.AuditOfCommands;
import io.mixtura.database.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database of the service and its keys, and nothing else of the service: no port is opened and
 * no job is run. It has the service's settings.
 */
@Import({JdbcKeys.class, Keys.class, AuditOfCommands.class})
@ImportAutoConfiguration({
  DataSourceAutoConfiguration.class,
  DataSourceTransactionManagerAutoConfiguration.class,
  FlywayAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class,
  JdbcClientAutoConfiguration.class
})
class KeyStore {
  private static final List<String> QUIET =
      List.of("--logging.level.root=off", "--logging.level.io.mixtura=off");

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  TransactionTemplate transaction(PlatformTransactionManager transactions) {
    return new TransactionTemplate(transactions);
  }

  /** Opens it. */
  static ConfigurableApplicationContext open(List<String> settings) {
    // What the build has prepared is the service.
    SpringProperties.setProperty("spring.aot.enabled", "false");
    SpringApplication store = new SpringApplication(KeyStore.class);
    store.setWebApplicationType(WebApplicationType.NONE);
    store.setRegisterShutdownHook(false);
    store.addInitializers(context -> makeHome(context.getEnvironment()));
    return store.run(Stream.of(settings, QUIET).flatMap(List::stream).toArray(String[]::new));
  }

  /** As the service makes it: for its user alone. */
  private static void makeHome(Environment environment) {
    if (!environment.getProperty("spring.datasource.url", "").startsWith("jdbc:h2:file:")) {
      return;
    }
    Path home = Path.of(environment.getRequiredProperty("mixtura.home"));
    try {
      Files.createDirectories(home, OwnerOnly.folder(home));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
