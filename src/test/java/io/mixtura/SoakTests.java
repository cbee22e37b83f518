package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.LongFit;
import io.mixtura.testing.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Half an hour of uploads, fits, questions and deletions, at the end of which the service holds as
 * much as it did after a third of that. {@code -Dsoak.minutes=N} takes as long.
 */
@Tag("nightly")
@EnabledOnOs(OS.LINUX)
class SoakTests {
  private static final Duration LASTS = Duration.ofMinutes(Integer.getInteger("soak.minutes", 30));
  private static final int SAMPLES = 90;
  private static final int CLIENTS = 4;

  /** A machine that has other work may take minutes for what takes seconds. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /**
   * What a process holds at a moment, in KB and numbers.
   *
   * @param memory without files that are mapped
   * @param heap of it, what is in use, rubbish included
   */
  private record Held(long memory, long heap, long threads, long descriptors, long files) {}

  @TempDir private Path home;

  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  @Test
  void memoryThreadsDescriptorsAndFilesStayFlat() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed of the soak: " + seed);
    try (ServiceProcess service = ServiceProcess.withWholeHeap("512m", home, LongFit.QUICK)) {
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(seed + i);
        clients.add(Thread.ofPlatform().start(() -> repeat(service.api(), random)));
      }
      List<Held> samples = new ArrayList<>();
      for (int i = 0; i < SAMPLES && unexpected.isEmpty(); i++) {
        TimeUnit.MILLISECONDS.sleep(LASTS.toMillis() / SAMPLES);
        samples.add(held(service));
      }
      over = true;
      for (Thread client : clients) {
        client.join(PATIENCE);
      }
      System.out.println("held: " + samples);
      assertThat(unexpected).isEmpty();
      assertFlat("memory", samples, Held::memory, 1.2, 0);
      assertThat(least(samples.subList(2 * SAMPLES / 3, SAMPLES)))
          .as("heap that is in use after the rubbish is collected")
          .isLessThanOrEqualTo(least(samples.subList(SAMPLES / 3, 2 * SAMPLES / 3)) * 5 / 4);
      assertFlat("threads", samples, Held::threads, 1, 10);
      assertFlat("descriptors", samples, Held::descriptors, 1, 20);
      assertFlat("files", samples, Held::files, 1, 20);
      assertThat(service.log()).doesNotContain("Unexpected failure");
    }
  }

  /** The median of the last third against that of the second. */
  private static void assertFlat(
      String what, List<Held> samples, ToLongFunction<Held> part, double times, long more) {
    int third = samples.size() / 3;
    long before = median(samples.subList(third, 2 * third), part);
    long after = median(samples.subList(2 * third, samples.size()), part);
    assertThat(after).as(what).isLessThanOrEqualTo((long) (before * times) + more);
  }

  private static long median(List<Held> samples, ToLongFunction<Held> part) {
    return samples.stream().mapToLong(part).sorted().toArray()[samples.size() / 2];
  }

  private static long least(List<Held> samples) {
    return samples.stream().mapToLong(Held::heap).min().orElseThrow();
  }

  private Held held(ServiceProcess service) throws IOException {
    Path process = Path.of("/proc", "" + service.pid());
    List<String> status = Files.readAllLines(process.resolve("status"));
    return new Held(
        number(status, "RssAnon:"),
        heap(service.api()),
        number(status, "Threads:"),
        count(Files.list(process.resolve("fd"))),
        count(Files.walk(home)));
  }

  private static long heap(Api api) {
    return api.get("/actuator/prometheus")
        .response()
        .body()
        .lines()
        .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("\"heap\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))) >> 10)
        .sum();
  }

  private static long number(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private static long count(Stream<Path> paths) {
    try (paths) {
      return paths.count();
    } catch (UncheckedIOException changing) {
      return 0;
    }
  }

  private void repeat(Api api, Random random) {
    try {
      while (!over) {
        once(api, random);
      }
    } catch (RuntimeException | Error e) {
      unexpected.add(e.toString());
    }
  }

  /** What one client does: stores, fits, asks, and takes everything away again. */
  private void once(Api api, Random random) {
    String csv = LongFit.overlappingClusters(random.nextLong(), 200 + random.nextInt(3000));
    String dataset =
        good(api.send("/api/v1/datasets", "text/csv", csv)).json().get("id").asString();
    String name = "soak-" + Long.toHexString(random.nextLong());
    String request = "{\"model\":\"%s\",\"datasetId\":\"%s\",\"components\":%d}";
    Api.Answer accepted =
        good(api.post("/api/v1/fits", request.formatted(name, dataset, 1 + random.nextInt(4))));
    String fit = accepted.json().get("id").asString();
    if (random.nextInt(10) == 0) {
      api.post("/api/v1/fits/" + fit + "/cancel", "");
    }
    boolean isFitted = api.awaitFit(fit, PATIENCE).path("state").asString().equals("SUCCEEDED");
    if (isFitted) {
      String at = "/api/v1/models/" + name + "/versions/1/";
      good(api.send(at + "responsibilities", "text/csv", csv));
      good(api.post(at + "sample", "{\"size\":1000}"));
      good(api.delete("/api/v1/models/" + name));
    }
    good(api.get("/actuator/prometheus"));
    good(api.delete("/api/v1/fits/" + fit));
    good(api.delete("/api/v1/datasets/" + dataset));
  }

  private Api.Answer good(Api.Answer answer) {
    if (answer.status() >= 300) {
      unexpected.add(answer.status() + " " + answer.response().body());
    }
    return answer;
  }
}
