package io.mixtura.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.access.key.Keys;
import io.mixtura.backup.BackupFolder;
import io.mixtura.caller.Scope;
import io.mixtura.caller.Tenant;
import io.mixtura.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * Whatever is sent, the service answers: no error of its own, nothing of its insides, refusals as
 * problem details; and every fit that succeeds is sound.
 *
 * <p>{@code -Dfuzz.requests=N} sends as many requests, {@code -Dfuzz.seed=S} others; the seed and
 * the number of the request stand in every failure.
 */
@TestPropertySource(
    properties = {
      "spring.application.name=mixtura-fuzzed",
      "mixtura.fits.threads=1",
      "mixtura.limits.values=20000",
      "mixtura.limits.dimensions=12",
      "mixtura.limits.components=6",
      "mixtura.limits.request=200KB",
      "mixtura.limits.body=500KB"
    })
class ApiFuzzTests extends ServiceTest {
  static final long SEED = Long.getLong("fuzz.seed", 20261128);
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 20_000);

  @Autowired private Keys keys;
  @Autowired private BackupFolder backups;

  @Test
  void everyRequestIsAnsweredAndEveryFitIsSound() throws Exception {
    Keys.Issued key = keys.issue(Tenant.DEFAULT, Scope.ALL, "fuzzing", null);
    try (Fuzzing fuzzing = new Fuzzing(port, SEED, false, key, backups)) {
      fuzzing.send(REQUESTS);
      assertThat(fuzzing.sound()).isGreaterThan(REQUESTS / 2500);
      fuzzing.assertThatEachOperationWasReached();
    }
  }
}
