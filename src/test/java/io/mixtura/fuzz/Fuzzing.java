package io.mixtura.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.access.key.Keys;
import io.mixtura.backup.BackupFolder;
import io.mixtura.testing.Api;
import io.mixtura.testing.ApiDescription.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.springframework.util.FileSystemUtils;

/** Many requests to one service, one after the other, each answer held against the rules. */
final class Fuzzing implements AutoCloseable {
  private static final int EXAMPLES_EVERY = 2500;

  /** How many kinds of failures are found before it is enough. */
  private static final int MOST_KINDS = 20;

  private final Map<String, Integer> statuses = new TreeMap<>();
  private final Map<String, String> wrong = new TreeMap<>();
  private final LearnedValues learned;
  private final long seed;
  private final boolean hasFaults;
  private final RequestGenerator generator;
  private final RawClient client;
  private final FitWatch fits;
  private final Path backups;

  /**
   * Fuzzing that has not begun.
   *
   * @param backups the folder of the service's backups, which grow with every request for one
   * @param key of somebody who may do everything: among the requests are those that make keys, and
   *     from then on nobody gets in without
   */
  Fuzzing(int port, long seed, boolean hasFaults, Keys.Issued key, BackupFolder backups) {
    this.seed = seed;
    this.hasFaults = hasFaults;
    String secret = key.secret().text();
    Api api = new Api("http://127.0.0.1:" + port, secret);
    this.learned = new LearnedValues(key.key().id());
    this.generator = new RequestGenerator(api.get("/v3/api-docs").json(), learned);
    this.client = new RawClient(port, secret);
    this.fits = new FitWatch(api);
    this.backups = backups.path();
  }

  /** Sends so many requests, waits for the fits, and fails with everything that was wrong. */
  void send(int requests) throws IOException {
    System.out.printf("fuzzing: seed %d, %d requests%n", seed, requests);
    SplittableRandom random = new SplittableRandom(seed);
    for (int number = 0; number < requests; number++) {
      if (number % EXAMPLES_EVERY == 0) {
        sendExamples();
        FileSystemUtils.deleteRecursively(backups);
      }
      FuzzedRequest request = generator.next(random.split());
      FuzzedAnswer answer = client.send(request);
      count(request, answer);
      note(number, request, answer);
      hear(request, answer);
    }
    fits.finish();
    System.out.printf("%s%n%s%n", statuses, fits.told());
    assertThat(wrong.values()).isEmpty();
  }

  /** So that there is something to ask about, whatever was deleted. */
  private void sendExamples() throws IOException {
    for (Operation operation : generator.operations()) {
      for (FuzzedRequest example : generator.examples(operation)) {
        FuzzedAnswer answer = client.send(example);
        count(example, answer);
        hear(example, answer);
      }
    }
  }

  private void count(FuzzedRequest request, FuzzedAnswer answer) {
    statuses.merge(request.operation() + " " + answer.status(), 1, Integer::sum);
  }

  private void note(int number, FuzzedRequest request, FuzzedAnswer answer) {
    String found = answer.wrong(request, hasFaults);
    if (!found.isEmpty()) {
      wrong.putIfAbsent(
          request.operation() + ": " + found,
          "%s: seed %d, request %d, %s%nanswer: %s%n"
              .formatted(found, seed, number, request, answer));
      assertThat(wrong.size()).as("%s", wrong.values()).isLessThan(MOST_KINDS);
    }
  }

  private void hear(FuzzedRequest request, FuzzedAnswer answer) {
    if (answer.isSuccess() && answer.isJson()) {
      generator.learn(request, answer);
      fits.hearOf(answer);
    }
  }

  /** How many fits were held against plain loops. */
  int sound() {
    return fits.sound();
  }

  /**
   * Whether some requests of each operation reached what it is there for, be it in the wrong state.
   */
  void assertThatEachOperationWasReached() {
    for (Operation operation : generator.operations()) {
      assertThat(statuses.keySet())
          .as("%s was reached by some of the requests", operation.id())
          .anyMatch(each -> each.matches(operation.id() + " (2\\d\\d|409)"));
    }
  }

  /** Whether a status was among the answers. */
  boolean hasSeen(int status) {
    return statuses.keySet().stream().anyMatch(each -> each.endsWith(" " + status));
  }

  @Override
  public void close() throws IOException {
    client.close();
    fits.close();
  }
}
