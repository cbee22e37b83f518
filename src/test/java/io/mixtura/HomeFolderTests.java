package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.testing.Databases;
import io.mixtura.testing.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.env.MockEnvironment;

/** Any way to write a folder is good for {@code mixtura.home}. */
class HomeFolderTests {
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final Path USER = Path.of(System.getProperty("user.home"));

  @ParameterizedTest
  @ValueSource(strings = {"data", "./data", "data/", "data/../data", "./x/.././data"})
  void relativePathsStartFromHere(String written) {
    assertThat(resolved(written)).isEqualTo(HERE.resolve("data").toString());
  }

  @Test
  void theTildeIsTheHomeOfTheUser() {
    assertThat(resolved("~")).isEqualTo(USER.toString());
    assertThat(resolved("~/mixtura")).isEqualTo(USER.resolve("mixtura").toString());
    assertThat(resolved("~mixtura")).isEqualTo(HERE.resolve("~mixtura").toString());
  }

  @Test
  void absolutePathsStayWhatTheyAre(@TempDir Path folder) {
    assertThat(resolved(folder.toString())).isEqualTo(folder.toString());
  }

  @Test
  void withoutAHomeNothingIsMadeUp() {
    StandardEnvironment environment = new StandardEnvironment();
    new HomeFolder().postProcessEnvironment(environment, new SpringApplication());
    assertThat(environment.getProperty("mixtura.home")).isNull();
  }

  /** H2 refuses {@code data}, the file store takes it: both must land in the same folder. */
  @Test
  void theServiceStartsOnARelativeHome() throws IOException {
    Path written = Files.createTempDirectory(Path.of("target"), "home").resolve("of mine");
    assertThat(written.isAbsolute()).isFalse();
    try (ServiceProcess service = ServiceProcess.onFolder(written)) {
      assertThat(written.resolve("mixtura.mv.db")).isRegularFile();
      assertThat(written.resolve("datasets")).isDirectory();
      assertThat(service.api().get("/actuator/prometheus").response().body())
          .contains("disk_free_bytes{path=\"" + HERE.resolve(written));
      assertThatThrownBy(() -> ServiceProcess.onFolder(written.toAbsolutePath()))
          .as("a second service on the same folder")
          .hasMessageContaining("The database file is in use")
          .hasMessageContaining("--mixtura.home")
          .hasMessageNotContaining("\tat ");
      assertThat(service.api().send("/api/v1/datasets", "text/csv", "a\n1\n2\n3\n").status())
          .isEqualTo(201);
      assertThat(readableByOthers(written)).isEmpty();
    }
  }

  /** But for the log, which this test makes. */
  private static List<Path> readableByOthers(Path home) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(path -> !path.toString().endsWith(".log"))
          .filter(path -> !path.equals(home))
          .filter(HomeFolderTests::isForOthers)
          .toList();
    }
  }

  private static boolean isForOthers(Path path) {
    try {
      return Files.getFileStore(path).supportsFileAttributeView("posix")
          && Files.getPosixFilePermissions(path).stream()
              .anyMatch(permission -> !permission.name().startsWith("OWNER"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the page for operators says; the values of datasets lie beside it in files of their own. */
  @Test
  void theDatabaseFileMayHaveAPassword(@TempDir Path home) throws IOException {
    String[] encrypted = {
      "--spring.datasource.url=" + Databases.h2Url(home) + ";CIPHER=AES",
      "--spring.datasource.username=mixtura",
      "--spring.datasource.password=of-the-file of-the-user"
    };
    try (ServiceProcess service = ServiceProcess.onFolder(home, encrypted)) {
      service.api().send("/api/v1/datasets?name=told-in-secret", "text/csv", "a\n1\n2\n3\n");
      service.stop();
    }
    byte[] file = Files.readAllBytes(home.resolve("mixtura.mv.db"));
    assertThat(new String(file, StandardCharsets.ISO_8859_1))
        .startsWith("H2encrypt")
        .doesNotContain("told-in-secret");
    try (ServiceProcess service = ServiceProcess.onFolder(home, encrypted)) {
      assertThat(service.api().get("/api/v1/datasets").response().body())
          .contains("told-in-secret");
    }
    assertThatThrownBy(() -> ServiceProcess.onFolder(home))
        .as("without the password")
        .hasMessageContaining("did not start");
  }

  private static String resolved(String home) {
    MockEnvironment environment = new MockEnvironment().withProperty("mixtura.home", home);
    new HomeFolder().postProcessEnvironment(environment, new SpringApplication());
    return environment.getRequiredProperty("mixtura.home");
  }
}
