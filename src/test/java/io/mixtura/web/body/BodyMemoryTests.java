package io.mixtura.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.web.problem.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyMemoryTests {
  private static final long MEGABYTE = 1 << 20;

  private final BodyMemory memory = new BodyMemory(64 * MEGABYTE, Duration.ofMillis(50));

  @Test
  void whoeverFindsNoRoomIsRefusedAndTheNextAfterAnEndIsLetIn() {
    BodyMemory.Part first = memory.part();
    first.work(MEGABYTE);
    try (BodyMemory.Part second = memory.part()) {
      assertThatThrownBy(() -> second.work(MEGABYTE))
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.status().value()).isEqualTo(503));
      first.close();
      second.work(MEGABYTE);
    }
  }

  @Test
  void aBodyLargerThanAllThereIsGoesAlone() {
    try (BodyMemory.Part alone = memory.part();
        BodyMemory.Part other = memory.part()) {
      alone.work(1000 * MEGABYTE);
      assertThatThrownBy(() -> other.work(1)).isInstanceOf(Refusal.class);
    }
    try (BodyMemory.Part next = memory.part()) {
      next.work(1);
    }
  }

  @Test
  void streamsHaveAsManyPlacesAsTheHeapHasRoomFor() {
    try (BodyMemory.Part all = memory.part()) {
      for (int stream = 0; stream < 4; stream++) {
        all.stream();
      }
      assertThatThrownBy(all::stream).isInstanceOf(Refusal.class);
    }
  }
}
