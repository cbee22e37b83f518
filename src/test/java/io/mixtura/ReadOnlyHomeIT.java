package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.LongFit;
import io.mixtura.testing.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The packaged service on a file system that turns read-only under its hands, as ext4 does when its
 * disk fails. It takes a loop device and a mount namespace, so it runs on Linux as root.
 */
class ReadOnlyHomeIT {
  private static final Path JAR =
      Path.of(Objects.requireNonNull(System.getProperty("mixtura.jar")));
  private static final String MOUNT =
      "mount --make-rprivate / && mount -o loop,errors=remount-ro $1 $0 && shift && exec \"$@\"";

  @Test
  void whatCannotBeStoredIsRefusedAndAfterARepairNothingIsLost() throws Exception {
    Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "home");
    Path disk = home.resolveSibling(home.getFileName() + ".ext4");
    List<String> apart =
        List.of("unshare", "--mount", "sh", "-c", MOUNT, home.toString(), disk.toString());
    Assumptions.assumeTrue(
        isGood("truncate", "-s", "96M", disk.toString())
            && isGood("mkfs.ext4", "-q", "-F", disk.toString())
            && isGood(with(apart, "sh", "-c", "ls /sys/fs/ext4/loop*/trigger_fs_error")),
        "no file systems of one's own here");
    String dataset;
    String version;
    try (ServiceProcess service = ServiceProcess.ofJar(apart, JAR, home, LongFit.QUICK)) {
      Api api = service.api();
      dataset = LongFit.upload(api);
      api.awaitFit(LongFit.submit(api, dataset), LongFit.LONG);
      version = LongFit.parameters(api, "killed", 1);
      String running = LongFit.submit(api, dataset);
      LongFit.awaitSecondStart(api, running);
      // What is only in the machine's memory is lost with the disk, as when the power fails.
      assertThat(isGood("sync")).isTrue();
      breakDisk(service, home);

      assertRefused(api.send("/api/v1/datasets", "text/csv", "x\n1\n2\n3\n"));
      assertRefused(api.post("/api/v1/fits", "{\"datasetId\":\"%s\"}".formatted(dataset)));
      assertRefused(api.delete("/api/v1/models/killed"));
      assertRefused(api.post("/api/v1/backup", ""));
      assertThat(api.get("/actuator/health").status()).isEqualTo(503);
      assertThat(api.get("/api/v1/models/killed/versions/1").status()).isIn(200, 503);
      assertThat(service.isAlive()).isTrue();
      assertThat(service.log()).doesNotContain("Unexpected failure");
    }
    awaitUnused(disk);
    // 1: errors were there and have been corrected.
    assertThat(run("e2fsck", "-fy", disk.toString())).isLessThanOrEqualTo(1);
    try (ServiceProcess service = ServiceProcess.ofJar(apart, JAR, home, LongFit.QUICK)) {
      Api api = service.api();
      assertThat(api.get("/api/v1/datasets/" + dataset).status()).isEqualTo(200);
      assertThat(LongFit.parameters(api, "killed", 1)).isEqualTo(version);
      String running = api.get("/api/v1/fits/latest").json().path("id").asString();
      LongFit.assertSameBits(api, running, 2);
    }
    Files.delete(disk);
  }

  private static void assertRefused(Api.Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isIn(503, 507);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  /** As the kernel does when it finds an error in the file system. */
  private static void breakDisk(ServiceProcess service, Path home) throws IOException {
    String device =
        Files.readAllLines(Path.of("/proc", "" + service.pid(), "mounts")).stream()
            .filter(line -> line.contains(" " + home + " "))
            .map(line -> line.split(" ")[0])
            .findFirst()
            .orElseThrow();
    Path file = Path.of("/sys/fs/ext4", Path.of(device).getFileName().toString());
    Files.writeString(file.resolve("trigger_fs_error"), "a test");
  }

  /** The device goes with the last process that has it mounted. */
  private static void awaitUnused(Path disk) throws Exception {
    long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!isUnused(disk)) {
      assertThat(System.nanoTime()).isLessThan(patience);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static boolean isUnused(Path disk) throws Exception {
    Process devices = new ProcessBuilder("losetup", "-j", disk.toString()).start();
    return new String(devices.getInputStream().readAllBytes()).isBlank();
  }

  private static String[] with(List<String> apart, String... command) {
    return Stream.concat(apart.stream(), List.of(command).stream()).toArray(String[]::new);
  }

  private static boolean isGood(String... command) throws InterruptedException {
    try {
      return run(command) == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command[0] + " does not end");
    }
    return process.exitValue();
  }
}
