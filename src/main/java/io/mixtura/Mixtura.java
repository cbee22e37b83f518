package io.mixtura;

import io.mixtura.access.key.KeyCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.persistence.autoconfigure.PersistenceExceptionTranslationAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.metrics.TomcatMetricsAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;

/** Starts the service. */
@SpringBootApplication(
    exclude = {
      // These make a proxy of every repository, at start, for annotations that nothing here has.
      AopAutoConfiguration.class,
      PersistenceExceptionTranslationAutoConfiguration.class,
      TransactionAutoConfiguration.class,
      // Meters of sessions, and there are none.
      TomcatMetricsAutoConfiguration.class,
      // A user with a password that stands in the log.
      UserDetailsServiceAutoConfiguration.class
    },
    // Jackson 2 is there for springdoc alone. (By its name: the class itself is deprecated.)
    excludeName =
        "org.springframework.boot.actuate.autoconfigure.endpoint.jackson.Jackson2EndpointAutoConfiguration")
@ConfigurationPropertiesScan
public class Mixtura {

  /**
   * Starts the service, or does what a command asks for.
   *
   * @param arguments Spring Boot's command line: {@code --server.port=9090} and the like; or {@code
   *     keys create …}
   */
  public static void main(String[] arguments) {
    if (KeyCommand.isMeantBy(arguments)) {
      System.exit(KeyCommand.run(arguments));
    }
    SpringApplication.run(Mixtura.class, arguments);
  }
}
