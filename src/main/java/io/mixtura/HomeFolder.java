package io.mixtura;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes {@code mixtura.home} absolute before anything reads it: H2 takes no path that is relative
 * without saying so ({@code data}), and takes {@code ~} for the user's home, as a shell does, where
 * Java does not. So any way to write it means the same folder to all who use it.
 */
final class HomeFolder implements EnvironmentPostProcessor, Ordered {
  private static final String HOME = "mixtura.home";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    @Nullable String home = environment.getProperty(HOME);
    if (home != null) {
      environment
          .getPropertySources()
          .addFirst(new MapPropertySource(HOME, Map.of(HOME, absolute(home).toString())));
    }
  }

  static Path absolute(String home) {
    boolean ofTheUser = home.equals("~") || home.startsWith("~/");
    String resolved = ofTheUser ? System.getProperty("user.home") + home.substring(1) : home;
    return Path.of(resolved).toAbsolutePath().normalize();
  }

  /** After application.yml, the environment variables and the command line have been read. */
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }
}
