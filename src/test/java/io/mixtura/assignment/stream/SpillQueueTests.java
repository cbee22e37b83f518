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
class SpillQueueTests {

  @Test
  void aReaderThatKeepsUpNeedsNoFile() throws Exception {
    try (SpillQueue spillQueue = new SpillQueue(2, Duration.ofSeconds(10))) {
      CompletableFuture<String> reading =
          CompletableFuture.supplyAsync(() -> readAll(spillQueue, 1));
      StringBuilder written = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        put(spillQueue, i + ";");
        written.append(i).append(';');
      }
      spillQueue.end();
      assertThat(reading.get(30, TimeUnit.SECONDS)).isEqualTo(written.toString());
      assertThat(spillQueue.usedFile()).isFalse();
    }
  }

  @Test
  void aReaderThatDoesNotReadHoldsNobodyUp() throws Exception {
    try (SpillQueue spillQueue = new SpillQueue(2, Duration.ofMillis(10))) {
      StringBuilder written = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        put(spillQueue, i + ";");
        written.append(i).append(';');
      }
      spillQueue.end();
      assertThat(spillQueue.usedFile()).isTrue();
      assertThat(readAll(spillQueue, 0)).isEqualTo(written.toString());
    }
  }

  @Test
  void theOrderHoldsWhateverThePace() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int trial = 0; trial < 10; trial++) {
      try (SpillQueue spillQueue = new SpillQueue(1 + random.nextInt(3), Duration.ofMillis(1))) {
        int pause = random.nextInt(4);
        CompletableFuture<String> reading =
            CompletableFuture.supplyAsync(() -> readAll(spillQueue, pause));
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < 60; i++) {
          put(spillQueue, i + ";");
          written.append(i).append(';');
          Thread.sleep(random.nextInt(3));
        }
        spillQueue.end();
        assertThat(reading.get(30, TimeUnit.SECONDS))
            .as("seed %d", seed)
            .isEqualTo(written.toString());
      }
    }
  }

  @Test
  void blocksLargerThanTheFilesReadsComeBackWhole() throws Exception {
    String large = "x".repeat(3 * StreamedAnswer.BLOCK + 1);
    try (SpillQueue spillQueue = new SpillQueue(1, Duration.ofMillis(1))) {
      put(spillQueue, "a");
      put(spillQueue, large);
      put(spillQueue, "b");
      spillQueue.end();
      assertThat(readAll(spillQueue, 0)).isEqualTo("a" + large + "b");
    }
  }

  @Test
  void aReaderThatIsGoneIsTold() throws Exception {
    try (SpillQueue spillQueue = new SpillQueue(1, Duration.ofSeconds(30))) {
      put(spillQueue, "a");
      CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS).execute(spillQueue::abandon);
      assertThatThrownBy(() -> put(spillQueue, "b"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("gone");
    }
  }

  private static void put(SpillQueue spillQueue, String block) throws IOException {
    spillQueue.put(block.getBytes(StandardCharsets.US_ASCII));
  }

  private static String readAll(SpillQueue spillQueue, int pauseMillis) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (byte[] block = spillQueue.take(); block != null; block = spillQueue.take()) {
        all.writeBytes(block);
        Thread.sleep(pauseMillis);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
    return all.toString(StandardCharsets.US_ASCII);
  }
}
