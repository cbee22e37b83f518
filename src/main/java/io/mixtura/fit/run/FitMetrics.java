package io.mixtura.fit.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mixtura.mixture.spec.Algorithm;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The meters under {@code mixtura.fits}: whether running fits get on, and how fast. */
@Component
class FitMetrics {
  private final Map<Algorithm, Counter> iterations = new EnumMap<>(Algorithm.class);

  FitMetrics(MeterRegistry registry) {
    for (Algorithm algorithm : Algorithm.values()) {
      iterations.put(
          algorithm,
          Counter.builder("mixtura.fits.iterations")
              .description("Iterations that this process has computed")
              .tag("algorithm", algorithm.code())
              .register(registry));
    }
  }

  void iterated(Algorithm algorithm) {
    Objects.requireNonNull(iterations.get(algorithm)).increment();
  }
}
