package io.mixtura.mixture.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PassThreadsTests {

  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {1, 2, 3, 7, 16})
  void resultsAreMergedInTheOrderOfTheChunks(int threads) {
    try (PassThreads passThreads = new PassThreads(threads)) {
      for (int chunks : List.of(0, 1, 2, 5, 1000)) {
        List<Integer> merged = new ArrayList<>();
        passThreads.inOrder(chunks, () -> chunk -> chunk, merged::add);
        assertThat(merged).containsExactlyElementsOf(IntStream.range(0, chunks).boxed().toList());
      }
    }
  }

  @Test
  void aSlowChunkHoldsBackTheOthers() {
    AtomicInteger alive = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (PassThreads passThreads = new PassThreads(4)) {
      List<Integer> merged = new ArrayList<>();
      passThreads.inOrder(
          200,
          () ->
              chunk -> {
                most.accumulateAndGet(alive.incrementAndGet(), Math::max);
                if (chunk == 0) {
                  sleep(Duration.ofMillis(200));
                }
                return chunk;
              },
          chunk -> {
            alive.decrementAndGet();
            merged.add(chunk);
          });
      assertThat(merged).hasSize(200).isSorted();
      // Four threads, each at most four results ahead.
      assertThat(most.get()).isLessThanOrEqualTo(17);
    }
  }

  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {1, 2, 5})
  void whatAChunkThrowsComesOutAndTheThreadsGoOn(int threads) {
    try (PassThreads passThreads = new PassThreads(threads)) {
      for (int bad : List.of(0, 7, 99)) {
        assertThatThrownBy(() ->
                passThreads.inOrder(
                    100,
                    () ->
                        chunk -> {
                          if (chunk == bad) {
                            throw new IllegalStateException("chunk " + bad);
                          }
                          return chunk;
                        },
                    chunk -> {}))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("chunk " + bad);
      }
      AtomicInteger merged = new AtomicInteger();
      passThreads.inOrder(50, () -> chunk -> chunk, chunk -> merged.incrementAndGet());
      assertThat(merged.get()).isEqualTo(50);
    }
  }

  @Test
  void whatMergingThrowsComesOut() {
    try (PassThreads passThreads = new PassThreads(3)) {
      assertThatThrownBy(() ->
              passThreads.inOrder(
                  100,
                  () -> chunk -> chunk,
                  chunk -> {
                    if (chunk == 42) {
                      throw new IllegalStateException("merge");
                    }
                  }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("merge");
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
