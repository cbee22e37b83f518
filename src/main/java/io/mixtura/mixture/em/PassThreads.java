package io.mixtura.mixture.em;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Threads that share the chunks of a pass. What they compute is merged in the chunks' order, so
 * results do not depend, bit for bit, on the number of threads nor on which of them was faster.
 *
 * <p>The calling thread works too. Several passes may share these threads; each goes on by itself
 * when the others are busy.
 */
public final class PassThreads implements AutoCloseable {
  private final int threads;
  private final ExecutorService helpers;

  /**
   * A team.
   *
   * @param threads how many threads work on a pass, the caller's among them
   */
  public PassThreads(int threads) {
    this.threads = threads;
    this.helpers =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1), Thread.ofPlatform().name("em-", 0).daemon(true).factory());
  }

  /** How many threads work on a pass. */
  public int threads() {
    return threads;
  }

  /**
   * Computes something for every chunk and merges the results in order.
   *
   * @param chunks number of chunks
   * @param perThread makes the function that a thread applies to its chunks; it may hold scratch
   *     memory
   * @param merge is called for chunk 0, 1, 2, … by one thread at a time
   */
  <R> void inOrder(int chunks, Supplier<IntFunction<R>> perThread, Consumer<R> merge) {
    int team = Math.min(threads, chunks);
    if (team <= 1) {
      IntFunction<R> function = perThread.get();
      for (int chunk = 0; chunk < chunks; chunk++) {
        merge.accept(function.apply(chunk));
      }
    } else {
      new OrderedMerge<>(chunks, team, perThread, merge).run(helpers);
    }
  }

  @Override
  public void close() {
    helpers.shutdownNow();
  }
}
