package io.mixtura.mixture.em;

import io.mixtura.mixture.observations.FitInterrupted;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One pass that several threads share: each takes the next chunk, and results are merged in the
 * order of the chunks. A thread that runs far ahead waits, so only a few results exist at a time.
 */
final class OrderedMerge<R> {
  private static final int AHEAD_PER_THREAD = 4;

  private final int chunks;
  private final int team;
  private final int window;
  private final Supplier<IntFunction<R>> perThread;
  private final Consumer<R> merge;

  private final Map<Integer, R> waiting = new HashMap<>();
  private int next;
  private int merged;
  private int working;
  private boolean closed;
  private @Nullable Throwable failure;

  OrderedMerge(int chunks, int team, Supplier<IntFunction<R>> perThread, Consumer<R> merge) {
    this.chunks = chunks;
    this.team = team;
    this.window = AHEAD_PER_THREAD * team;
    this.perThread = perThread;
    this.merge = merge;
  }

  void run(Executor helpers) {
    for (int i = 1; i < team; i++) {
      helpers.execute(this::work);
    }
    work();
    awaitTheOthers();
    Throwable thrown = failure;
    switch (thrown) {
      case null -> {}
      case RuntimeException exception -> throw exception;
      case Error error -> throw error;
      default -> throw new IllegalStateException(thrown);
    }
  }

  private void work() {
    if (!enter()) {
      return;
    }
    try {
      IntFunction<R> function = perThread.get();
      for (int chunk = take(); chunk >= 0; chunk = take()) {
        deliver(chunk, function.apply(chunk));
      }
    } catch (Throwable thrown) {
      fail(thrown);
    } finally {
      leave();
    }
  }

  /** A helper that comes when the pass is over must not touch what belongs to the caller. */
  private synchronized boolean enter() {
    if (closed) {
      return false;
    }
    working++;
    return true;
  }

  private synchronized int take() {
    while (failure == null && next < chunks && next - merged >= window) {
      pause();
    }
    return failure == null && next < chunks ? next++ : -1;
  }

  private synchronized void deliver(int chunk, R result) {
    waiting.put(chunk, result);
    ArrayDeque<R> ready = new ArrayDeque<>();
    for (R first = waiting.remove(merged + ready.size());
        first != null;
        first = waiting.remove(merged + ready.size())) {
      ready.add(first);
    }
    ready.forEach(merge);
    merged += ready.size();
    notifyAll();
  }

  private synchronized void fail(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
    notifyAll();
  }

  private synchronized void leave() {
    working--;
    notifyAll();
  }

  private synchronized void awaitTheOthers() {
    while (working > 0) {
      pause();
    }
    closed = true;
  }

  /** Nobody interrupts these threads but a service that goes down: the pass is given up. */
  private void pause() {
    try {
      wait();
    } catch (InterruptedException interrupted) {
      failure = failure == null ? new FitInterrupted() : failure;
    }
  }
}
