package io.mixtura.assignment.stream;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.problem.Refusal;
import org.springframework.http.HttpStatus;

/** The models that have a density: all but those of k-means. */
public final class DensityModels {
  private DensityModels() {}

  /** The mixture of a version; 422 if it has no density. */
  public static MixtureModel of(ModelVersion version) {
    if (version.algorithm() == Algorithm.KMEANS) {
      throw new Refusal(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "version %d of model '%s' was fitted by kmeans, which has means but no density; fit with algorithm 'em' (with covariance 'identity' it is soft k-means), or ask this model for responsibilities"
              .formatted(version.version(), version.name()));
    }
    return version.model();
  }
}
