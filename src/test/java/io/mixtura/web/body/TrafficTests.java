package io.mixtura.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.caller.Tenant;
import io.mixtura.web.problem.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class TrafficTests {
  private static final Tenant A = new Tenant("a");
  private static final Tenant B = new Tenant("b");
  private static final DataSize SIZE = DataSize.ofMegabytes(1);

  private final Traffic traffic =
      new Traffic(
          new Limits(
              1,
              1,
              1,
              SIZE,
              SIZE,
              SIZE,
              Duration.ofSeconds(1),
              1,
              1,
              75,
              Duration.ofDays(1),
              1,
              1,
              new TenantShare(1, SIZE, 1, 1, 1, 2),
              new TotalShare(1, SIZE, 1, 1, 3)));

  @Test
  void streamsAreCountedAndGivenBack() {
    Traffic.Stream first = traffic.stream(A);
    Traffic.Stream second = traffic.stream(A);
    assertThatThrownBy(() -> traffic.stream(A))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("mixtura.limits.tenant.streams");
    Traffic.Stream third = traffic.stream(B);
    assertThatThrownBy(() -> traffic.stream(B))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("mixtura.limits.total.streams");
    assertThat(traffic.streams(A)).isEqualTo(2);
    assertThat(traffic.streams()).isEqualTo(3);

    first.close();
    traffic.stream(B).close();
    second.close();
    third.close();
    assertThat(traffic.streams(A)).isZero();
    assertThat(traffic.streams()).isZero();
  }

  /** Else who makes up tenants, each by a token, would fill the memory. */
  @Test
  void theTableOfTenantsIsBounded() {
    for (int i = 0; i < Traffic.TENANTS + 10; i++) {
      traffic.requests(new Tenant("t" + i));
    }
    assertThat(traffic.tenants()).isEqualTo(Traffic.TENANTS);
  }
}
