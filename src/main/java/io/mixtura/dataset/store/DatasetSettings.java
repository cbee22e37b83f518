package io.mixtura.dataset.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of where observations are kept, under {@code mixtura.datasets}.
 *
 * @param store {@code FILE} (a folder) or {@code POSTGRESQL} (chunks in the database, for replicas
 *     without a shared disk)
 * @param folder folder of the dataset files, {@code datasets} in the service's home unless set;
 *     each database has a folder of its own in it
 */
public record DatasetSettings(@DefaultValue("FILE") Store store, @Nullable Path folder) {

  /** The two stores of observations. */
  public enum Store {
    /** A folder. */
    FILE,
    /** Chunks in PostgreSQL. */
    POSTGRESQL
  }

  /** These settings with the folder resolved against the service's home. */
  public DatasetSettings in(Path home) {
    return folder == null ? new DatasetSettings(store, home.resolve("datasets")) : this;
  }
}
