package io.mixtura.assignment.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BacklogTests {

  @Test
  void aReaderThatKeepsUpNeedsNoFile() throws Exception {
    try (Backlog backlog = new Backlog(2, Duration.ofSeconds(10))) {
      CompletableFuture<String> reading = CompletableFuture.supplyAsync(() -> readAll(backlog, 1));
      StringBuilder written = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        put(backlog, i + ";");
        written.append(i).append(';');
      }
      backlog.end();
      assertThat(reading.get(30, TimeUnit.SECONDS)).isEqualTo(written.toString());
      assertThat(backlog.usedFile()).isFalse();
    }
  }

  @Test
  void aReaderThatDoesNotReadHoldsNobodyUp() throws Exception {
    try (Backlog backlog = new Backlog(2, Duration.ofMillis(10))) {
      StringBuilder written = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        put(backlog, i + ";");
        written.append(i).append(';');
      }
      backlog.end();
      assertThat(backlog.usedFile()).isTrue();
      assertThat(readAll(backlog, 0)).isEqualTo(written.toString());
    }
  }

  @Test
  void theOrderHoldsWhateverThePace() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int trial = 0; trial < 10; trial++) {
      try (Backlog backlog = new Backlog(1 + random.nextInt(3), Duration.ofMillis(1))) {
        int pause = random.nextInt(4);
        CompletableFuture<String> reading =
            CompletableFuture.supplyAsync(() -> readAll(backlog, pause));
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < 60; i++) {
          put(backlog, i + ";");
          written.append(i).append(';');
          Thread.sleep(random.nextInt(3));
        }
        backlog.end();
        assertThat(reading.get(30, TimeUnit.SECONDS))
            .as("seed %d", seed)
            .isEqualTo(written.toString());
      }
    }
  }

  @Test
  void blocksLargerThanTheFilesReadsComeBackWhole() throws Exception {
    String large = "x".repeat(3 * StreamedAnswer.BLOCK + 1);
    try (Backlog backlog = new Backlog(1, Duration.ofMillis(1))) {
      put(backlog, "a");
      put(backlog, large);
      put(backlog, "b");
      backlog.end();
      assertThat(readAll(backlog, 0)).isEqualTo("a" + large + "b");
    }
  }

  @Test
  void aReaderThatIsGoneIsTold() throws Exception {
    try (Backlog backlog = new Backlog(1, Duration.ofSeconds(30))) {
      put(backlog, "a");
      CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS).execute(backlog::abandon);
      assertThatThrownBy(() -> put(backlog, "b"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("gone");
    }
  }

  private static void put(Backlog backlog, String block) throws IOException {
    backlog.put(block.getBytes(StandardCharsets.US_ASCII));
  }

  private static String readAll(Backlog backlog, int pauseMillis) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (byte[] block = backlog.take(); block != null; block = backlog.take()) {
        all.writeBytes(block);
        Thread.sleep(pauseMillis);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
    return all.toString(StandardCharsets.US_ASCII);
  }
}
