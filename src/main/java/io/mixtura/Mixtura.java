package io.mixtura;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Mixtura {

  /**
   * Starts the service.
   *
   * @param arguments Spring Boot's command line: {@code --server.port=9090} and the like
   */
  public static void main(String[] arguments) {
    SpringApplication.run(Mixtura.class, arguments);
  }
}
