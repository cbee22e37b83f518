package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.testing.Api;
import io.mixtura.testing.Databases;
import io.mixtura.testing.FullDisk;
import io.mixtura.testing.LongFit;
import io.mixtura.testing.ServiceProcess;
import io.mixtura.testing.Waiting;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A PostgreSQL, with all datasets in it, whose disk others fill to the last byte. It takes a mount,
 * so it runs on Linux as root.
 */
class FullPostgresTests {
  @TempDir private Path folder;

  @Test
  void whatIsNewIsRefusedNothingIsLostAndItGoesOnWhenThereIsRoom() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Assumptions.assumeTrue(
        isGood("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", disk.toString()),
        "no mounts of one's own here");
    try {
      onItsOwnDisk(disk);
    } finally {
      isGood("umount", "--lazy", disk.toString());
    }
  }

  private void onItsOwnDisk(Path disk) throws Exception {
    try (EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setDataDirectory(disk.resolve("database"))
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        HikariDataSource database = Databases.onPort(server.getPort());
        ServiceProcess service =
            ServiceProcess.onPostgres(database, folder.resolve("home"), LongFit.QUICK)) {
      Api api = service.api();
      String dataset = LongFit.upload(api);
      api.awaitFit(LongFit.submit(api, dataset), LongFit.LONG);
      String fit = LongFit.submit(api, dataset);
      LongFit.awaitSecondStart(api, fit);

      Path filler = disk.resolve("filler");
      FullDisk.fillBy(filler);
      Api.Answer refused =
          api.send("/api/v1/datasets", "text/csv", LongFit.overlappingClusters(12, 100_000));
      assertThat(refused.status()).as(refused.response().body()).isEqualTo(507);
      assertThat(refused.json().get("detail").asString()).contains("full");
      // Until its log needs a further file, a full PostgreSQL takes what finds room in what it has.
      assertThat(api.post("/api/v1/fits", "{\"datasetId\":\"%s\"}".formatted(dataset)).status())
          .isIn(202, 422, 503, 507);
      assertThat(api.get("/api/v1/datasets/" + dataset + "/rows").status()).isIn(200, 503);
      assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);

      Files.delete(filler);
      Waiting.until(
          LongFit.LONG,
          () -> api.send("/api/v1/datasets", "text/csv", LongFit.overlappingClusters(13, 1000)),
          answer -> answer.status() == 201);
      LongFit.assertSameBits(api, fit, 2);
      assertThat(api.get("/api/v1/datasets/" + dataset + "/rows").status()).isEqualTo(200);
      assertThat(service.log()).doesNotContain("Unexpected failure");
    }
  }

  private static boolean isGood(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }
}
