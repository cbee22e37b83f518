package io.mixtura.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/**
 * Homes of services that live as long as the tests' process, which are many and large: they are in
 * the build's folder and go when the last service has ended.
 */
public final class TemporaryHome {
  private static final Path ALL = Path.of("target", "homes").toAbsolutePath();

  private TemporaryHome() {}

  /** An empty folder. */
  public static Path create() throws IOException {
    Files.createDirectories(ALL);
    Path home = Files.createTempDirectory(ALL, "service");
    SpringApplication.getShutdownHandlers().add(() -> delete(home));
    return home;
  }

  private static void delete(Path home) {
    try {
      FileSystemUtils.deleteRecursively(home);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
