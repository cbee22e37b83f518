package io.mixtura.model.document;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.spec.Algorithm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fitted model that is to be stored.
 *
 * @param name name of the model, see {@link ModelName}
 * @param algorithm what fitted it
 * @param columns names of its dimensions, in order
 * @param model the parameters, in the data's own units
 * @param standardization the transformation it was fitted under; null if none
 * @param metrics what the fit reached
 * @param provenance where it comes from
 * @param bootstrap standard errors and intervals; null if none were asked for
 * @param componentNames one for each component but noise; null if they have none
 */
public record NewModelVersion(
    String name,
    Algorithm algorithm,
    List<String> columns,
    MixtureModel model,
    @Nullable Standardization standardization,
    Metrics metrics,
    Provenance provenance,
    @Nullable BootstrapIntervals bootstrap,
    @Nullable List<String> componentNames) {

  /** Without standard errors and names. */
  public NewModelVersion(
      String name,
      Algorithm algorithm,
      List<String> columns,
      MixtureModel model,
      @Nullable Standardization standardization,
      Metrics metrics,
      Provenance provenance) {
    this(name, algorithm, columns, model, standardization, metrics, provenance, null, null);
  }

  /** Of a document that another service wrote: the same version under a name here. */
  public static NewModelVersion of(String name, ModelDocument document) {
    ModelVersion version = document.toVersion("");
    return new NewModelVersion(
        name,
        version.algorithm(),
        version.columns(),
        version.model(),
        version.standardization(),
        version.metrics(),
        version.provenance().elsewhere(),
        document.bootstrap(),
        version.componentNames());
  }

  /** Checks that the parts fit together. */
  public NewModelVersion {
    columns = List.copyOf(columns);
    componentNames = componentNames == null ? null : List.copyOf(componentNames);
    if (componentNames != null && componentNames.size() != model.clusters()) {
      throw new IllegalArgumentException(
          "%d names for %d components".formatted(componentNames.size(), model.clusters()));
    }
    if (!ModelName.isValid(name)) {
      throw new IllegalArgumentException(ModelName.refusal(name));
    }
    if (columns.size() != model.dimensions()) {
      throw new IllegalArgumentException(
          "%d column names for a model of %d dimensions"
              .formatted(columns.size(), model.dimensions()));
    }
  }
}
