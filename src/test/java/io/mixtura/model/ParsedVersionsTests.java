package io.mixtura.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.model.document.ModelDocument;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.model.document.NewModelVersion;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ParsedVersionsTests {
  /** Two components in two dimensions: 2 × (1 + 2 + 4). */
  private static final long NUMBERS = 14;

  @Test
  void theLeastRecentlyUsedIsEvicted() {
    ParsedVersions cache = new ParsedVersions(2 * NUMBERS);
    cache.put(version("a"));
    cache.put(version("b"));
    assertThat(cache.get("a")).isNotNull();
    cache.put(version("c"));
    assertThat(cache.get("b")).isNull();
    assertThat(cache.get("a")).isNotNull();
    assertThat(cache.get("c")).isNotNull();
  }

  @Test
  void theLastOneIsKeptWhateverItsSize() {
    ParsedVersions cache = new ParsedVersions(1);
    cache.put(version("a"));
    assertThat(cache.get("a")).isNotNull();
    cache.put(version("b"));
    assertThat(cache.get("b")).isNotNull();
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void whatIsPutTwiceCountsOnce() {
    ParsedVersions cache = new ParsedVersions(2 * NUMBERS);
    cache.put(version("a"));
    cache.put(version("b"));
    cache.put(version("b"));
    assertThat(cache.get("a")).isNotNull();
    assertThat(cache.size()).isEqualTo(2);
  }

  private static ModelVersion version(String etag) {
    NewModelVersion fitted = Fitted.oldFaithful("geyser");
    return ModelDocument.of(fitted, 1, Instant.EPOCH).toVersion(etag);
  }
}
