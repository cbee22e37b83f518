package io.mixtura.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the service does while the disk has no room but the reserve, and what once there is. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class FullDiskTests {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final long ROOM = 1L << 40;

  private static final String IMPORT =
      """
      {"columns":["a"],"weights":[1],"means":[[0]],"covariances":[[[1]]]}
      """;

  @TempDir private static Path home;

  @LocalServerPort private int port;
  @Autowired private DatabaseRoom room;
  private final AtomicLong usable = new AtomicLong(ROOM);
  private Api api;

  @DynamicPropertySource
  static void home(DynamicPropertyRegistry registry) {
    registry.add("mixtura.home", home::toString);
  }

  @BeforeEach
  void replaceTheDisk() throws IOException {
    api = new Api("http://127.0.0.1:" + port);
    room.use(new DiskReserve(home.resolve("reserve"), ROOM, usable::get));
  }

  @Test
  void nothingNewIsStoredButDeletionsAndAnswersGoOn() {
    String kept = dataset("a\n1\n2\n8\n9\n");
    String other = dataset("a\n1\n2\n8\n9\n10\n");
    assertThat(submit(kept, 20, "Prefer", "wait=30").status()).isEqualTo(202);
    Waiting.until(
        LONG, () -> api.get("/api/v1/models/m/versions/1").status(), status -> status == 200);

    usable.set(0);
    for (Api.Answer refused :
        List.of(
            submit(kept, 20),
            api.send("/api/v1/datasets", "text/csv", "a\n5\n6\n"),
            api.post("/api/v1/models/x/versions:import", IMPORT))) {
      assertThat(refused.status()).isEqualTo(507);
      assertThat(refused.json().path("detail").asString()).contains("the disk is full");
    }
    assertThat(api.get("/api/v1/fits").status()).isEqualTo(200);
    assertThat(api.get("/api/v1/models/m/versions/1/responsibilities?x=1").status()).isEqualTo(200);
    assertThat(api.delete("/api/v1/datasets/" + other).status()).isEqualTo(204);
    assertThat(api.get("/api/v1/datasets/" + other).status()).isEqualTo(404);
    assertThat(api.delete("/api/v1/models/m/versions/1").status()).isEqualTo(204);

    usable.set(ROOM);
    assertThat(submit(kept, 20).status()).isEqualTo(202);
  }

  @Test
  void cancellationsAreHeardAndWhatWaitsStartsOnceThereIsRoom() {
    String dataset = dataset("a\n" + "1\n2\n8\n9\n".repeat(2_000));
    String running = submit(dataset, 50_000).json().path("id").asString();
    String waiting = submit(dataset, 20).json().path("id").asString();
    Waiting.until(LONG, () -> state(running), "RUNNING"::equals);

    usable.set(0);
    assertThat(api.post("/api/v1/fits/" + running + "/cancel", "").status()).isEqualTo(202);
    Waiting.until(LONG, () -> state(running), "CANCELLED"::equals);
    assertThat(state(waiting)).isEqualTo("QUEUED");

    usable.set(ROOM);
    assertThat(api.awaitFit(waiting, LONG).path("state").asString()).isEqualTo("SUCCEEDED");
  }

  @Test
  void nobodyElseMayReadTheDatabase() throws IOException {
    for (String file : List.of("mixtura.mv.db", "reserve")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file))))
          .isEqualTo("rw-------");
    }
  }

  private String dataset(String csv) {
    return api.send("/api/v1/datasets", "text/csv", csv).json().path("id").asString();
  }

  private Api.Answer submit(String dataset, int iterations, String... headers) {
    String fit =
        """
        {"model":"m","datasetId":"%s","components":2,"restarts":1,
         "convergence":{"tolerance":0,"maxIterations":%d},"acceleration":"none"}
        """;
    return api.post("/api/v1/fits", fit.formatted(dataset, iterations), headers);
  }

  private String state(String fit) {
    return api.get("/api/v1/fits/" + fit).json().path("state").asString();
  }
}
