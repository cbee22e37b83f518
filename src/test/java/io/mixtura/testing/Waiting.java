package io.mixtura.testing;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Bounded waiting. */
public final class Waiting {
  private Waiting() {}

  /** Looks again and again until what it sees will do. */
  public static <T> T until(Duration atMost, Supplier<T> look, Predicate<T> willDo) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      T seen = look.get();
      if (willDo.test(seen)) {
        return seen;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited %s in vain; the last look: %s".formatted(atMost, seen));
      }
      pause();
    }
  }

  static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
