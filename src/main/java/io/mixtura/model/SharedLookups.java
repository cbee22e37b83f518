package io.mixtura.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers many questions of the same at the same time with one look into the database.
 *
 * <p>This is no cache. A question is answered only by a look that begins after it was asked, so
 * nobody hears of a state that was over before, whichever process changed it. Of each thing there
 * is at most one look under way, and one that waits for its end; whoever asks meanwhile waits for
 * the latter. Under load that is a handful of looks for any number of questions, which would
 * otherwise compete for the few connections that there are.
 */
final class SharedLookups<K, V> {
  private final Duration patience;
  private final Map<K, Look<V>> newest = new HashMap<>();

  /** One look into the database. */
  private static final class Look<V> {
    private final CompletableFuture<V> answer = new CompletableFuture<>();
    private boolean hasBegun;
  }

  /**
   * No lookups yet.
   *
   * @param patience how long to wait for another's look before taking one's own
   */
  SharedLookups(Duration patience) {
    this.patience = patience;
  }

  /** What the database says now. */
  V get(K key, Supplier<V> lookup) {
    Look<V> mine = new Look<>();
    Look<V> last;
    boolean isShared;
    synchronized (newest) {
      last = newest.get(key);
      isShared = last != null && !last.hasBegun;
      if (!isShared) {
        newest.put(key, mine);
      }
    }
    return isShared && last != null ? join(last, lookup) : lead(key, mine, last, lookup);
  }

  private V join(Look<V> look, Supplier<V> lookup) {
    try {
      return look.answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException same) {
        throw same;
      }
      throw new IllegalStateException("the database could not be asked", failed.getCause());
    } catch (TimeoutException stuck) {
      return lookup.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return lookup.get();
    }
  }

  private V lead(K key, Look<V> mine, @Nullable Look<V> before, Supplier<V> lookup) {
    try {
      awaitEnd(before);
      begin(mine);
      V value = lookup.get();
      mine.answer.complete(value);
      return value;
    } catch (RuntimeException | Error failure) {
      mine.answer.completeExceptionally(failure);
      throw failure;
    } finally {
      synchronized (newest) {
        newest.remove(key, mine);
      }
    }
  }

  private void begin(Look<V> look) {
    synchronized (newest) {
      look.hasBegun = true;
    }
  }

  private void awaitEnd(@Nullable Look<V> look) {
    if (look == null) {
      return;
    }
    try {
      look.answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException itsOwn) {
      // Only its end was waited for; what it found is for those who share it.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
