package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.LongFit;
import io.mixtura.testing.ServiceProcess;
import io.mixtura.testing.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A backup is made while a fit runs and others store and delete, and a service starts on it. */
class BackupTests {
  @TempDir private Path folder;

  @Test
  void aServiceStartsOnTheBackupOfOneThatGoesOn() throws Exception {
    Path home = folder.resolve("home");
    try (ServiceProcess original = ServiceProcess.onFolder(home, LongFit.QUICK)) {
      Api api = original.api();
      String dataset = LongFit.upload(api);
      api.awaitFit(LongFit.submit(api, dataset), LongFit.LONG);
      String running = LongFit.submit(api, dataset);
      String queued = LongFit.submit(api, dataset);
      LongFit.awaitSecondStart(api, running);
      String deleted = shortLived(api, 0);
      JsonNode backup;
      try (Bustle _ = new Bustle(api)) {
        backup = made(api);
      }
      assertThat(api.delete("/api/v1/datasets/" + deleted).status()).isEqualTo(204);

      Path copy = Path.of(backup.get("folder").asString());
      assertThat(copy.getParent()).isEqualTo(home.resolve("backups"));
      assertThat(Files.size(copy.resolve("mixtura.mv.db")))
          .isEqualTo(backup.get("databaseBytes").asLong());
      assertThat(Files.getPosixFilePermissions(copy.resolve("mixtura.mv.db")))
          .isEqualTo(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
      try (ServiceProcess restored = ServiceProcess.onFolder(copy, LongFit.QUICK)) {
        assertGoesOn(restored.api(), running, queued, deleted);
      }
      LongFit.assertSameBits(api, running, 2);
    }
  }

  private static void assertGoesOn(Api restored, String running, String queued, String deleted) {
    LongFit.assertSameBits(restored, running, 2);
    LongFit.assertSameBits(restored, queued, 3);
    for (JsonNode dataset : restored.get("/api/v1/datasets?pageSize=1000").json().get("items")) {
      String at = "/api/v1/datasets/" + dataset.get("id").asString();
      assertThat(restored.get(at + "/rows").status()).as(at).isEqualTo(200);
    }
    assertThat(restored.get("/api/v1/datasets/" + deleted + "/rows").json().get("rows").toString())
        .isEqualTo("[[0.0],[1.0]]");
  }

  private static JsonNode made(Api api) {
    Api.Answer answer = api.post("/api/v1/backup", "");
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json();
  }

  private static String shortLived(Api api, int number) {
    String csv = "a\n%d\n%d\n".formatted(number, number + 1);
    return api.send("/api/v1/datasets", "text/csv", csv).json().get("id").asString();
  }

  /** Somebody who stores and deletes all the while. */
  private static final class Bustle implements AutoCloseable {
    private final Thread thread;
    private volatile boolean over;

    Bustle(Api api) {
      thread =
          Thread.ofVirtual()
              .start(() -> {
                for (int number = 1; !over; number++) {
                  api.delete("/api/v1/datasets/" + shortLived(api, number));
                }
              });
    }

    @Override
    public void close() {
      over = true;
      Waiting.until(LongFit.LONG, thread::isAlive, alive -> !alive);
    }
  }
}
