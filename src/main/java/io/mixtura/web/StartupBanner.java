package io.mixtura.web;

import java.net.InetAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says in the log, once the service is ready, where it is; who can reach it is said next. */
@Component
class StartupBanner {
  private static final Logger LOG = LoggerFactory.getLogger(StartupBanner.class);

  private final Environment environment;
  private final ServerProperties server;
  private final JdbcDatabase database;
  private final ObjectProvider<Supplier<String>> kernel;

  StartupBanner(
      Environment environment,
      ServerProperties server,
      JdbcDatabase database,
      @Qualifier("kernelName") ObjectProvider<Supplier<String>> kernel) {
    this.environment = environment;
    this.server = server;
    this.database = database;
    this.kernel = kernel;
  }

  @Order(1)
  @EventListener(ApplicationReadyEvent.class)
  void say() {
    String url = url();
    LOG.info("Mixtura is ready at {}", url);
    if (environment.getProperty("springdoc.swagger-ui.enabled", Boolean.class, true)) {
      LOG.info("Swagger UI: {}/swagger-ui.html", url);
    }
    LOG.info("Database: {}", database.description());
    kernel.ifAvailable(name -> LOG.info("Kernels: {}", name.get()));
  }

  private String url() {
    String port = environment.getProperty("local.server.port", "8080");
    String scheme = Ssl.isEnabled(server.getSsl()) ? "https" : "http";
    return "%s://%s:%s".formatted(scheme, host(server.getAddress()), port);
  }

  /** What to type into a browser on this machine. */
  private static String host(@Nullable InetAddress address) {
    if (address == null || address.isAnyLocalAddress()) {
      return "localhost";
    }
    String literal = address.getHostAddress();
    return literal.contains(":") ? "[" + literal + "]" : literal;
  }
}
