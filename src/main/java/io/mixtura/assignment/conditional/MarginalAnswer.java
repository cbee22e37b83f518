package io.mixtura.assignment.conditional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.model.document.ColumnDistribution;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.model.document.Noise;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer for a marginal distribution: some columns, whatever the others. */
@Schema(name = "Marginal", description = "The distribution of some columns: a mixture again")
record MarginalAnswer(
    @Schema(description = "Name of the model", example = "old-faithful") String model,
    @Schema(description = "The version that answered", example = "1") int version,
    @Schema(description = "The columns, in the order of the request") List<String> columns,
    @Schema(
            description = "Null if none of these columns is gaussian",
            allowableValues = {"full", "diagonal"},
            nullable = true)
        @Nullable String covariance,
    @Schema(description = "The model's weights") List<Double> weights,
    @Schema(
            description =
                "One mean per component of the gaussian columns, in the model's order; null if none is",
            nullable = true)
        @Nullable List<List<Double>> means,
    @Schema(description = "One matrix per component, likewise", nullable = true)
        @Nullable List<List<List<Double>>> covariances,
    @Schema(
            description =
                "How each column is distributed in the components; null where all are gaussian",
            nullable = true)
        @Nullable List<ColumnDistribution> families,
    @Schema(
            description =
                "The model's degrees of freedom; only of t components, whose scales the matrices are")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<Double> degreesOfFreedom,
    @Schema(description = "Only of models with noise") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Noise noise,
    @Schema(
            description = "What the components are called, in their order; only if they have names",
            example = "[\"long\", \"short\"]")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<String> componentNames) {

  static MarginalAnswer of(ModelVersion version, List<String> columns, MixtureModel marginal) {
    return new MarginalAnswer(
        version.name(),
        version.version(),
        columns,
        MixtureParameters.structure(marginal),
        MixtureParameters.weights(marginal),
        MixtureParameters.means(marginal),
        MixtureParameters.covariances(marginal),
        ColumnDistribution.of(columns, marginal),
        MixtureParameters.degreesOfFreedom(marginal),
        Noise.of(marginal),
        version.componentNames());
  }
}
