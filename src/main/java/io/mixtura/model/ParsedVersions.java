package io.mixtura.model;

import io.mixtura.model.document.ModelVersion;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The versions that were asked for last, parsed. They are immutable and known by the checksum of
 * their document, so an entry is never stale; whether a version still exists is the database's to
 * say.
 */
final class ParsedVersions {
  private final long capacity;
  private final Map<String, ModelVersion> versions = new HashMap<>();
  private final ArrayDeque<String> leastRecentFirst = new ArrayDeque<>();
  private long numbers;

  /**
   * An empty cache.
   *
   * @param capacity numbers that the kept models may hold together; the one that was used last is
   *     kept whatever its size
   */
  ParsedVersions(long capacity) {
    this.capacity = capacity;
  }

  synchronized @Nullable ModelVersion get(String etag) {
    ModelVersion version = versions.get(etag);
    if (version != null) {
      leastRecentFirst.remove(etag);
      leastRecentFirst.addLast(etag);
    }
    return version;
  }

  synchronized void put(ModelVersion version) {
    if (versions.putIfAbsent(version.etag(), version) == null) {
      leastRecentFirst.addLast(version.etag());
      numbers += numbers(version);
    }
    while (numbers > capacity && versions.size() > 1) {
      ModelVersion evicted = versions.remove(leastRecentFirst.removeFirst());
      numbers -= evicted == null ? 0 : numbers(evicted);
    }
  }

  synchronized int size() {
    return versions.size();
  }

  private static long numbers(ModelVersion version) {
    long dimensions = version.model().dimensions();
    return version.model().components() * (1 + dimensions + dimensions * dimensions);
  }
}
