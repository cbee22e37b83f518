package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.testing.Api;
import io.mixtura.testing.Databases;
import io.mixtura.testing.ServiceProcess;
import io.mixtura.testing.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What connections to PostgreSQL that are cut time and again cost: patience, and nothing else. */
class CutConnectionsTests {
  private static final Duration CUTTING = Duration.ofSeconds(6);
  private static final Duration LONG = Duration.ofSeconds(120);

  private static final String CUT =
      """
      select count(pg_terminate_backend(pid)) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()
      """;

  private static final String ORPHANS =
      """
      select count(*) from observation_chunks
      where storage not in (select storage from datasets)
      """;

  @TempDir private Path home;

  private final HikariDataSource database = Databases.emptyPostgres();
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
  private final Queue<String> fits = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile boolean stopped;

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void everyRefusalPassesAndNothingIsLostOrLeftBehind() {
    try (HikariDataSource cutter = Databases.another(database, pool -> pool.setMaximumPoolSize(1));
        ServiceProcess service =
            ServiceProcess.onPostgres(database, home, "--mixtura.jobs.lease=6s")) {
      Api api = service.api();
      String dataset = id(api.send("/api/v1/datasets", "text/csv", points(2_000, 0)));
      cutWhile(
          cutter,
          random -> upload(api, random),
          random -> upload(api, random),
          _ -> fit(api, dataset),
          _ -> look(api, dataset));
      assertThat(unexpected).isEmpty();
      assertThat(refusals.get()).as("refusals, without which nothing was tried").isPositive();
      assertThat(fits).isNotEmpty();
      for (String fit : fits) {
        assertThat(api.awaitFit(fit, LONG).path("state").asString()).isEqualTo("SUCCEEDED");
      }
      Waiting.until(
          LONG,
          () -> JdbcClient.create(database).sql(ORPHANS).query(Long.class).single(),
          left -> left == 0);
      assertThat(service.log()).doesNotContain("Unexpected failure");
      assertThat(service.log().length()).isLessThan(300_000);
    }
  }

  /** Does these over and over, each on a thread of its own, while connections are cut. */
  @SafeVarargs
  private void cutWhile(HikariDataSource cutter, Consumer<Random>... acts) {
    List<Thread> clients =
        IntStream.range(0, acts.length)
            .mapToObj(i -> Thread.ofPlatform().start(() -> repeat(acts[i], new Random(i))))
            .toList();
    long begin = System.nanoTime();
    JdbcClient jdbc = JdbcClient.create(cutter);
    while (isEarlier(begin, CUTTING) || refusals.get() == 0 && isEarlier(begin, LONG)) {
      jdbc.sql(CUT).query(Long.class).single();
      sleep();
    }
    stopped = true;
    clients.forEach(CutConnectionsTests::join);
  }

  private static boolean isEarlier(long begin, Duration after) {
    return System.nanoTime() - begin < after.toNanos();
  }

  private void repeat(Consumer<Random> act, Random random) {
    try {
      while (!stopped) {
        act.accept(random);
      }
    } catch (RuntimeException | Error e) {
      unexpected.add(e.toString());
    }
  }

  /** Of several chunks, so that an upload can break off between two. */
  private void upload(Api api, Random random) {
    String csv = points(random.nextBoolean() ? 500 : 100_000, random.nextLong());
    Api.Answer stored = checked(api.send("/api/v1/datasets", "text/csv", csv));
    if (stored.status() == 201 && random.nextBoolean()) {
      fit(api, id(stored));
    } else if (stored.status() == 201) {
      checked(api.delete("/api/v1/datasets/" + id(stored)));
    }
  }

  private void fit(Api api, String dataset) {
    Api.Answer accepted =
        checked(
            api.post(
                "/api/v1/fits",
                """
                {"datasetId":"%s","components":2,"restarts":1,"convergence":{"maxIterations":20}}
                """
                    .formatted(dataset)));
    if (accepted.status() == 202) {
      fits.add(id(accepted));
    }
  }

  private void look(Api api, String dataset) {
    checked(api.get("/api/v1/datasets/" + dataset + "/rows"));
    checked(api.get("/api/v1/fits"));
    assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
  }

  private Api.Answer checked(Api.Answer answer) {
    boolean isRefusal = answer.status() == 503;
    if (isRefusal) {
      refusals.incrementAndGet();
    }
    boolean expected =
        answer.status() < 300
            || (isRefusal || answer.status() == 429) && !answer.header("Retry-After").isEmpty();
    if (!expected) {
      unexpected.add(answer.status() + " " + answer.response().body());
    }
    return answer;
  }

  private static String id(Api.Answer answer) {
    return answer.json().path("id").asString();
  }

  private static void sleep() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(LONG);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String points(int rows, long seed) {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("a,b,c\n");
    for (int i = 0; i < rows; i++) {
      double centre = 9 * (i % 2);
      csv.append(
          String.format(
              Locale.ROOT,
              "%.6f,%.6f,%.6f%n",
              centre + random.nextGaussian(),
              random.nextDouble(),
              random.nextGaussian()));
    }
    return csv.toString();
  }
}
