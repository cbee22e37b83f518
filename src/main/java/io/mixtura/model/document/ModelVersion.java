package io.mixtura.model.document;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.spec.Algorithm;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored model; it never changes.
 *
 * @param name name of the model
 * @param version its number under that name, from 1
 * @param createdAt when it was stored
 * @param algorithm what fitted it
 * @param columns names of its dimensions, in order
 * @param model the parameters, in the data's own units
 * @param standardization the transformation it was fitted under; null if none
 * @param metrics what the fit reached
 * @param provenance where it comes from
 * @param componentNames one for each component but noise; null if they have none
 * @param etag SHA-256 of its document, in hexadecimal digits
 */
public record ModelVersion(
    String name,
    int version,
    Instant createdAt,
    Algorithm algorithm,
    List<String> columns,
    MixtureModel model,
    @Nullable Standardization standardization,
    Metrics metrics,
    Provenance provenance,
    @Nullable List<String> componentNames,
    String etag) {

  /** Keeps a copy of the columns. */
  public ModelVersion {
    columns = List.copyOf(columns);
  }

  /** Where a version is found. Not by %d, which a server in Egypt writes in digits of its own. */
  public static String path(String name, int version) {
    return "/api/v1/models/%s/versions/%s".formatted(name, version);
  }

  /** Where it is found. */
  public String path() {
    return path(name, version);
  }
}
