package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.LongFit;
import io.mixtura.testing.ServiceTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A machine whose clock is put forward by years and back again, in the middle of a fit. */
@TestPropertySource(
    properties = {"spring.application.name=mixtura-jumping", "mixtura.fits.threads=1"})
@Import(JumpingClockTests.Clocks.class)
class JumpingClockTests extends ServiceTest {
  private static final Duration YEARS = Duration.ofDays(2000);

  /** A clock that is wrong by as much as one likes. */
  static final class JumpingClock extends Clock {
    private volatile Duration wrong = Duration.ZERO;

    void jump(Duration by) {
      wrong = by;
    }

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant().plus(wrong);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Clocks {
    @Bean
    @Primary
    JumpingClock jumpingClock() {
      return new JumpingClock();
    }
  }

  @Autowired private JumpingClock clock;

  @AfterEach
  void setRight() {
    clock.jump(Duration.ZERO);
  }

  @Test
  void theFitEndsAsItWouldHaveAndNothingIsForgotten() {
    Api api = new Api("http://127.0.0.1:" + port);
    String dataset = LongFit.upload(api);
    api.awaitFit(LongFit.submit(api, dataset), LongFit.LONG);
    String fit = LongFit.submit(api, dataset);
    LongFit.awaitSecondStart(api, fit);
    for (Duration wrong : new Duration[] {YEARS, YEARS.negated(), Duration.ofHours(1)}) {
      clock.jump(wrong);
      String csv = "a\n%d\n2\n".formatted(wrong.toHours());
      Api.Answer stored =
          api.send("/api/v1/datasets", "text/csv", csv, "Idempotency-Key", "" + wrong);
      assertThat(stored.status()).as(stored.response().body()).isEqualTo(201);
      assertThat(api.get("/actuator/health").status()).isEqualTo(200);
      JsonNode seen = api.get("/api/v1/fits/" + fit).json();
      assertThat(seen.path("state").asString()).isIn("RUNNING", "SUCCEEDED");
    }
    JsonNode ended = LongFit.assertSameBits(api, fit, 2);
    assertThat(ended.path("attempts").asInt()).isEqualTo(1);
    assertThat(api.get("/api/v1/datasets/" + dataset + "/rows").status()).isEqualTo(200);
  }
}
