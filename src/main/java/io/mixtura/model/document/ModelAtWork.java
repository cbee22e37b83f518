package io.mixtura.model.document;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.spec.Algorithm;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a start while it runs, in the shape that a stored model's document has. */
@Schema(name = "ModelAtWork", description = "The model of a start while it runs")
@JsonPropertyOrder(alphabetic = false)
public record ModelAtWork(
    @Schema(description = "Number of the candidate at work, from 0") int candidate,
    @Schema(description = "Number of the start at work, from 0") int start,
    @Schema(description = "Its position among those that are followed, from 0") int position,
    @Schema(description = "Iterations of this start so far") int iteration,
    @Schema(allowableValues = {"em", "kmeans"}) String algorithm,
    @Nullable String covariance,
    List<String> columns,
    int components,
    int dimensions,
    @Schema(
            description =
                "Components keep their numbers while a start runs: not the order of stored models")
        Numbers weights,
    @Nullable List<Numbers> means,
    @Nullable List<List<Numbers>> covariances,
    @Nullable String family,
    @Nullable Numbers degreesOfFreedom,
    @Nullable Noise noise,
    @Nullable List<ColumnDistribution> families) {

  /**
   * A model at work.
   *
   * @param candidate number of the candidate
   * @param start number of the start
   * @param position of the start among those that are followed
   * @param iteration how many it has made
   */
  public static ModelAtWork of(
      int candidate,
      int start,
      int position,
      int iteration,
      Algorithm algorithm,
      List<String> columns,
      MixtureModel model) {
    boolean hard = algorithm == Algorithm.KMEANS;
    return new ModelAtWork(
        candidate,
        start,
        position,
        iteration,
        algorithm.code(),
        ModelDocument.structure(model, hard),
        columns,
        model.clusters(),
        model.dimensions(),
        ModelDocument.weights(model),
        ModelDocument.means(model),
        ModelDocument.covariances(model, hard),
        ModelDocument.family(model, hard),
        ModelDocument.degreesOfFreedom(model),
        Noise.of(model),
        ColumnDistribution.of(columns, model));
  }
}
