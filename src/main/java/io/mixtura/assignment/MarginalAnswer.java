package io.mixtura.assignment;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.model.ModelVersion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The distribution of some columns. */
@Schema(name = "Marginal", description = "The distribution of some columns: a mixture again")
record MarginalAnswer(
    @Schema(description = "Name of the model", example = "old-faithful") String model,
    @Schema(description = "The version that answered", example = "1") int version,
    @Schema(description = "The columns, in the order of the request") List<String> columns,
    @Schema(allowableValues = {"full", "diagonal"}) String covariance,
    @Schema(description = "The model's weights") List<Double> weights,
    @Schema(description = "One mean per component, in the model's order") List<List<Double>> means,
    @Schema(description = "One matrix per component") List<List<List<Double>>> covariances) {

  static MarginalAnswer of(ModelVersion version, List<String> columns, MixtureModel marginal) {
    return new MarginalAnswer(
        version.name(),
        version.version(),
        columns,
        marginal.structure().code(),
        MixtureParameters.weights(marginal),
        MixtureParameters.means(marginal),
        MixtureParameters.covariances(marginal));
  }
}
