package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.ServiceProcess;
import io.mixtura.testing.ShownCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sends the calls that the pages show, and compares the answers with those that they show. */
class ReadmeTests {
  private static final Path README = Path.of("README.md");

  @TempDir private Path home;

  /** Each on a service of its own: a page starts from nothing, as its readers do. */
  @ParameterizedTest
  @CsvSource({"README.md,6", "src/docs/registry.md,6", "src/docs/serving.md,4"})
  void theCallsGiveTheAnswersShown(Path page, int atLeast) throws IOException {
    try (ServiceProcess service = ServiceProcess.onFolder(home)) {
      assertThat(ShownCalls.check(page, service.api())).isGreaterThanOrEqualTo(atLeast);
    }
  }

  /** Those that show the parts of answers that they are about. */
  @ParameterizedTest
  @CsvSource("src/docs/categories.md,4")
  void theCallsGiveThePartsShown(Path page, int atLeast) throws IOException {
    try (ServiceProcess service = ServiceProcess.onFolder(home)) {
      assertThat(ShownCalls.checkParts(page, service.api())).isGreaterThanOrEqualTo(atLeast);
    }
  }

  @Test
  void isShortEnoughToBeRead() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(200);
  }
}
