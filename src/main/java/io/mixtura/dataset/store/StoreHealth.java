package io.mixtura.dataset.store;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether datasets can be written; a disk that is read-only after a fault is no use. */
@Component("datasetsHealthIndicator")
final class StoreHealth implements HealthIndicator {
  private final DatasetSettings settings;

  StoreHealth(DatasetSettings settings) {
    this.settings = settings;
  }

  @Override
  public Health health() {
    Path folder = settings.folder();
    boolean down =
        settings.store() == DatasetSettings.Store.FILE
            && folder != null
            && !Files.isWritable(folder);
    return (down ? Health.down() : Health.up()).build();
  }
}
