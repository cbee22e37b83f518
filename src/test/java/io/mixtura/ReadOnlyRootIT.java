package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.testing.Api;
import io.mixtura.testing.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The packaged service where nothing can be written but {@code mixtura.home} and a temporary
 * folder, as in a container with a read-only root. It takes a mount namespace, so it runs on Linux
 * as root.
 */
class ReadOnlyRootIT {
  private static final Path JAR =
      Path.of(Objects.requireNonNull(System.getProperty("mixtura.jar")));

  /**
   * The home stays as it is, with a small temporary folder in it (/tmp itself may be where this
   * runs), and the rest of the disk is read-only.
   */
  private static final String MOUNTS =
      "mount --make-rprivate / && mount --bind $0 $0 && mount -o remount,bind,ro / &&"
          + " mkdir $0/tmp && mount -t tmpfs -o size=32m tmpfs $0/tmp &&"
          + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=$0/tmp exec \"$@\"";

  private static final String FIT =
      """
      {"model":"packaged","data":{"columns":["x"],"rows":[[1.0],[1.2],[0.8],[1.1],[5.0],[5.3],[4.9],[5.1]]},
       "components":2,"seed":1}
      """;

  @Test
  void theServiceWritesNowhereElse() throws Exception {
    Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "home");
    List<String> apart = List.of("unshare", "--mount", "sh", "-c", MOUNTS, home.toString());
    Path trial = Files.createTempDirectory(home, "trial");
    List<String> there = new ArrayList<>(apart);
    there.set(there.size() - 1, trial.toString());
    Assumptions.assumeTrue(works(there), "no mounts of one's own here");
    try (ServiceProcess service = ServiceProcess.ofJar(apart, JAR, home)) {
      Api api = service.api();
      String fit = api.post("/api/v1/fits", FIT).json().path("id").asString();
      assertThat(api.awaitFit(fit, Duration.ofSeconds(60)).path("state").asString())
          .isEqualTo("SUCCEEDED");
      assertThat(api.get("/actuator/health").json().path("status").asString()).isEqualTo("UP");
      service.stop();
      assertThat(service.log()).doesNotContain("Read-only file system");
    }
  }

  /** A disk that is read-only after a fault, or was mounted so. */
  @Test
  void aHomeThatCannotBeWrittenIsToldAtTheStart() throws Exception {
    Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "home");
    String mounts =
        "mount --make-rprivate / && mount --bind $0 $0 && mount -o remount,bind,ro $0 && exec \"$@\"";
    List<String> apart = List.of("unshare", "--mount", "sh", "-c", mounts, home.toString());
    List<String> trial = new ArrayList<>(apart);
    trial.add("true");
    Assumptions.assumeTrue(isGood(trial), "no mounts of one's own here");
    assertThatThrownBy(() -> ServiceProcess.ofJar(apart, JAR, home))
        .hasMessageContaining("the service did not start")
        .hasMessageContaining(home.toString());
  }

  private static boolean works(List<String> apart) throws Exception {
    List<String> command = new ArrayList<>(apart);
    command.addAll(List.of("sh", "-c", "! touch target/x 2>/dev/null"));
    return isGood(command);
  }

  private static boolean isGood(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }
}
