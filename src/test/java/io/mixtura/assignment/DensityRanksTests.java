package io.mixtura.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.mixture.DensityRank;
import io.mixtura.model.Fitted;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.model.document.NewModelVersion;
import io.mixtura.web.problem.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DensityRanksTests {

  private static ModelVersion version(NewModelVersion fitted, String etag) {
    return new ModelVersion(
        fitted.name(),
        1,
        Instant.EPOCH,
        fitted.algorithm(),
        fitted.columns(),
        fitted.model(),
        fitted.standardization(),
        fitted.metrics(),
        fitted.provenance(),
        fitted.componentNames(),
        etag);
  }

  private static ModelVersion version(String etag) {
    return version(Fitted.oldFaithful("ranks"), etag);
  }

  @Test
  void requestsAtTheSameTimeShareOneSample() throws Exception {
    DensityRanks ranks = new DensityRanks();
    List<Future<DensityRank>> found = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        found.add(threads.submit(() -> ranks.of(version("a"))));
      }
      DensityRank first = found.getFirst().get(30, TimeUnit.SECONDS);
      for (Future<DensityRank> each : found) {
        assertThat(each.get(30, TimeUnit.SECONDS)).isSameAs(first);
      }
    }
  }

  @Test
  void theOneThatWasAskedForLongestAgoIsForgotten() {
    DensityRanks ranks = new DensityRanks();
    DensityRank old = ranks.of(version("old"));
    DensityRank used = ranks.of(version("used"));
    for (int i = 0; i < DensityRanks.KEPT - 1; i++) {
      ranks.of(version("other" + i));
      assertThat(ranks.of(version("used"))).isSameAs(used);
    }
    assertThat(ranks.of(version("old"))).isNotSameAs(old);
  }

  @Test
  void kMeansHasNone() {
    ModelVersion kMeans = version(Fitted.kMeans("ranks"), "k");
    assertThatThrownBy(() -> new DensityRanks().of(kMeans))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no density");
  }
}
