package io.mixtura.dataset;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** The meters under {@code mixtura.datasets}; the database is asked when they are read. */
@Component
class DatasetMetrics implements MeterBinder {
  private final JdbcDatasets datasets;

  DatasetMetrics(JdbcDatasets datasets) {
    this.datasets = datasets;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("mixtura.datasets.stored", datasets, JdbcDatasets::count)
        .description("Datasets that are stored")
        .register(registry);
    Gauge.builder("mixtura.datasets.size", datasets, JdbcDatasets::bytes)
        .description("What the observations of all datasets take up in the store")
        .baseUnit("bytes")
        .register(registry);
  }
}
