package io.mixtura.fit.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mixtura.caller.Tenant;
import io.mixtura.mixture.spec.Algorithm;
import org.springframework.stereotype.Component;

/** The meters under {@code mixtura.fits}: whether running fits get on, and how fast. */
@Component
class FitMetrics {
  private final MeterRegistry registry;

  FitMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (Algorithm algorithm : Algorithm.values()) {
      iterations(algorithm, Tenant.DEFAULT);
    }
  }

  /** Counts the iterations of a tenant's fits. */
  Counter iterations(Algorithm algorithm, Tenant tenant) {
    return Counter.builder("mixtura.fits.iterations")
        .description("Iterations that this process has computed")
        .tag("algorithm", algorithm.code())
        .tag("tenant", tenant.name())
        .register(registry);
  }
}
