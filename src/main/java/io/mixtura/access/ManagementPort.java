package io.mixtura.access;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * The default address of a port apart for health and metrics, which asks nobody for a key: this
 * machine's own, unless another is set.
 */
final class ManagementPort implements EnvironmentPostProcessor, Ordered {
  private static final String ADDRESS = "management.server.address";
  private static final int DEFAULT_PORT = 8080;

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    // Without a port apart, an address of its own keeps the service from starting.
    if (isApart(environment)) {
      environment
          .getPropertySources()
          .addLast(new MapPropertySource(ADDRESS, Map.of(ADDRESS, "127.0.0.1")));
    }
  }

  /** Bound here: the actuator has its settings ready only after those of the service. */
  static boolean isApart(Environment environment) {
    Binder settings = Binder.get(environment);
    int own = settings.bind("server.port", Integer.class).orElse(DEFAULT_PORT);
    BindResult<Integer> port = settings.bind("management.server.port", Integer.class);
    // Each 0 is a port of its own.
    return port.isBound() && port.get() >= 0 && (port.get() == 0 || port.get() != own);
  }

  /** After all settings have been read. */
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }
}
