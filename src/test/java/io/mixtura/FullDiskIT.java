package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.FullDisk;
import io.mixtura.testing.ServiceProcess;
import io.mixtura.testing.Waiting;
import io.mixtura.web.RawConnection;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The packaged service on a disk of its own, which others fill to the last byte. It takes a mount
 * namespace, so it runs on Linux as root.
 */
class FullDiskIT {
  private static final Path JAR =
      Path.of(Objects.requireNonNull(System.getProperty("mixtura.jar")));
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String MOUNT =
      "mount --make-rprivate / && mount -t tmpfs -o size=96m tmpfs $0 && exec \"$@\"";

  private static final String FIT =
      """
      {"model":"full","datasetId":"%s","components":2,"seed":%d}
      """;

  @Test
  void whatIsNewIsRefusedNothingIsLostAndItGoesOnWhenThereIsRoom() throws Exception {
    Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "full");
    List<String> apart = List.of("unshare", "--mount", "sh", "-c", MOUNT, home.toString());
    Assumptions.assumeTrue(works(apart), "no mounts of one's own here");
    try (ServiceProcess service = ServiceProcess.ofJar(apart, JAR, home)) {
      Api api = service.api();
      String kept = upload(api, 0).json().get("id").asString();
      String other = upload(api, 1).json().get("id").asString();
      String fit = api.post("/api/v1/fits", FIT.formatted(kept, 0)).json().get("id").asString();
      assertThat(api.awaitFit(fit, LONG).path("state").asString()).isEqualTo("SUCCEEDED");

      // The disk as the process sees it: this one does not have it mounted.
      Path filler = Path.of("/proc", "" + service.pid(), "root", home.toString(), "filler");
      FullDisk.fillBy(filler);
      assertRefused(upload(api, 2));
      assertRefused(api.post("/api/v1/fits", FIT.formatted(kept, 1)));
      assertRefused(api.post("/api/v1/backup", ""));
      assertThat(answers(api)).isEqualTo(200);
      assertThat(api.get("/api/v1/datasets/" + kept + "/rows").status()).isEqualTo(200);
      assertThat(api.delete("/api/v1/datasets/" + other).status()).isEqualTo(204);

      Files.delete(filler);
      Api.Answer again =
          Waiting.until(
              LONG,
              () -> api.post("/api/v1/fits", FIT.formatted(kept, 2)),
              answer -> answer.status() == 202);
      assertThat(api.awaitFit(again.json().get("id").asString(), LONG).path("state").asString())
          .isEqualTo("SUCCEEDED");
      assertThat(service.log()).doesNotContain("Unexpected failure");
    }
  }

  /**
   * What was taken in until then is given back, and the same upload is taken when there is room.
   */
  @Test
  void aDiskThatFillsInMidUploadLeavesNothingOfIt() throws Exception {
    Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "full");
    List<String> apart = List.of("unshare", "--mount", "sh", "-c", MOUNT, home.toString());
    Assumptions.assumeTrue(works(apart), "no mounts of one's own here");
    try (ServiceProcess service = ServiceProcess.ofJar(apart, JAR, home)) {
      Path root = Path.of("/proc", "" + service.pid(), "root", home.toString());
      String first = numbers(0, 400_000);
      String second = numbers(400_000, 800_000);
      Path filler = root.resolve("filler");
      int port = URI.create(service.address()).getPort();
      try (RawConnection upload = new RawConnection(port)) {
        upload.head(
            "/api/v1/datasets",
            "Content-Type: text/csv",
            "Connection: close",
            "Content-Length: " + (first.length() + second.length()));
        upload.write(first);
        Waiting.until(LONG, () -> stored(root), bytes -> bytes > 0);
        FullDisk.fillBy(filler);
        upload.write(second);
        assertThat(upload.status()).contains(" 507 ");
        assertThat(upload.rest()).contains("application/problem+json", "full");
      }
      assertThat(Waiting.until(LONG, () -> stored(root), bytes -> bytes == 0)).isZero();
      Files.delete(filler);
      Api.Answer again =
          Waiting.until(
              LONG,
              () -> service.api().send("/api/v1/datasets", "text/csv", first + second),
              answer -> answer.status() == 201);
      assertThat(again.json().get("rows").asInt()).isEqualTo(800_000);
      assertThat(service.log()).doesNotContain("Unexpected failure");
    }
  }

  private static String numbers(int from, int to) {
    StringBuilder csv = new StringBuilder(from == 0 ? "x\n" : "");
    for (int i = from; i < to; i++) {
      csv.append(i).append('\n');
    }
    return csv.toString();
  }

  /** Bytes in the folder of the datasets. */
  private static long stored(Path root) {
    try (Stream<Path> files = Files.walk(root.resolve("datasets"))) {
      return files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertRefused(Api.Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(507);
    assertThat(answer.json().get("detail").asString()).contains("full");
  }

  private static int answers(Api api) {
    return api.get("/api/v1/models/full/versions/latest/responsibilities?x=1").status();
  }

  private static Api.Answer upload(Api api, int number) {
    StringBuilder csv = new StringBuilder("x\n");
    for (int i = 0; i < 100; i++) {
      csv.append(i % 2 * 50 + i % 7 + 0.1 * number).append('\n');
    }
    return api.send("/api/v1/datasets", "text/csv", csv.toString());
  }

  private static boolean works(List<String> apart) throws Exception {
    List<String> command = new ArrayList<>(apart);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }
}
