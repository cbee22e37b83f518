package io.mixtura.dataset;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.mixtura.caller.Tenant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The meters under {@code mixtura.datasets}; the database is asked when they are read, once for
 * those of all tenants.
 */
@Component
class DatasetMetrics implements MeterBinder {
  /** Longer than it takes to read all meters. */
  private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(200);

  private final JdbcDatasets datasets;
  private final Set<Tenant> bound = ConcurrentHashMap.newKeySet();
  private @Nullable MeterRegistry registry;
  private Map<Tenant, Stored> stored = Map.of();
  private long asked = System.nanoTime() - FRESH;

  DatasetMetrics(JdbcDatasets datasets) {
    this.datasets = datasets;
  }

  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    this.registry = registry;
    bind(Tenant.DEFAULT, registry);
  }

  /** Tenants come when they store something, perhaps in another process. */
  @Scheduled(initialDelay = 5, fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
  synchronized void bindNewTenants() {
    MeterRegistry known = registry;
    if (known != null) {
      stored().keySet().forEach(tenant -> bind(tenant, known));
    }
  }

  private void bind(Tenant tenant, MeterRegistry registry) {
    if (bound.add(tenant)) {
      Gauge.builder("mixtura.datasets.stored", () -> of(tenant, Stored::datasets))
          .description("Datasets that are stored")
          .tag("tenant", tenant.name())
          .register(registry);
      Gauge.builder("mixtura.datasets.size", () -> of(tenant, Stored::bytes))
          .description("What the observations of all datasets take up in the store")
          .baseUnit("bytes")
          .tag("tenant", tenant.name())
          .register(registry);
    }
  }

  private long of(Tenant tenant, ToLongFunction<Stored> number) {
    Stored of = stored().get(tenant);
    return of == null ? 0 : number.applyAsLong(of);
  }

  private synchronized Map<Tenant, Stored> stored() {
    if (System.nanoTime() - asked >= FRESH) {
      stored =
          datasets.stored().stream().collect(Collectors.toMap(Stored::tenant, Function.identity()));
      asked = System.nanoTime();
    }
    return stored;
  }
}
