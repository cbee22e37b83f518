package io.mixtura.access.key;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The keys that were asked for a few seconds ago. So a key that is revoked, by whichever process,
 * is refused by all of them within that time. Keys that there are not are not remembered: anybody
 * can make them up.
 */
final class KeyCache {
  private static final int MOST = 10_000;
  private static final int INITIAL = 16;
  private static final float LOAD = 0.75f;

  private final long fresh;
  private final Map<String, Look> entries =
      new LinkedHashMap<>(INITIAL, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Look> eldest) {
          return size() > MOST;
        }
      };

  private record Look(ApiKey key, long readAt) {}

  /**
   * An empty one.
   *
   * @param fresh how long a key is taken for what it was
   */
  KeyCache(Duration fresh) {
    this.fresh = fresh.toNanos();
  }

  /** The key with an id, by a look that is no older than is allowed. */
  Optional<ApiKey> get(String id, Function<String, Optional<ApiKey>> look) {
    long now = System.nanoTime();
    synchronized (entries) {
      Look entry = entries.get(id);
      if (entry != null && now - entry.readAt < fresh) {
        return Optional.of(entry.key);
      }
    }
    Optional<ApiKey> found = look.apply(id);
    synchronized (entries) {
      found.ifPresentOrElse(key -> entries.put(id, new Look(key, now)), () -> entries.remove(id));
    }
    return found;
  }

  void forget(String id) {
    synchronized (entries) {
      entries.remove(id);
    }
  }
}
