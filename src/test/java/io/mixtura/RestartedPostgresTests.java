package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.testing.Api;
import io.mixtura.testing.Databases;
import io.mixtura.testing.LongFit;
import io.mixtura.testing.ServiceProcess;
import io.mixtura.testing.Waiting;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that stops in the middle of a fit, stays away beyond its lease, and comes back. */
class RestartedPostgresTests {
  @TempDir private Path folder;

  @Test
  void theFitGoesOnWithTheSameBits() throws Exception {
    int port = freePort();
    EmbeddedPostgres server = started(port);
    try (HikariDataSource database = Databases.onPort(port);
        ServiceProcess service =
            ServiceProcess.onPostgres(
                database,
                folder.resolve("home"),
                LongFit.with("--spring.datasource.hikari.connection-timeout=1000"))) {
      Api api = service.api();
      String dataset = LongFit.upload(api);
      api.awaitFit(LongFit.submit(api, dataset), LongFit.LONG);
      String fit = LongFit.submit(api, dataset);
      LongFit.awaitSecondStart(api, fit);
      server.close();
      Api.Answer refused = api.get("/api/v1/fits/" + fit);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isNotEmpty();
      assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
      awaitAll(service);
      server = started(port);
      Waiting.until(
          LongFit.LONG, () -> api.get("/api/v1/fits/" + fit).status(), status -> status == 200);
      LongFit.assertSameBits(api, fit, 2);
      assertThat(service.log()).doesNotContain("Unexpected failure");
    } finally {
      server.close();
    }
  }

  /** That the lease has run out, as the process itself sees it. */
  private static void awaitAll(ServiceProcess service) {
    Waiting.until(
        Duration.ofSeconds(60),
        service::log,
        log -> log.contains("could not be renewed in time") || log.contains("cannot be renewed"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private EmbeddedPostgres started(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(folder.resolve("database"))
        .setCleanDataDirectory(false)
        .setPGStartupWait(Duration.ofSeconds(60))
        .start();
  }
}
