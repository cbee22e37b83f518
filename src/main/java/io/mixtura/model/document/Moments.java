package io.mixtura.model.document;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.MixtureMoments;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mean and covariance of a mixture as a whole; made from its parameters and never read back. */
@Schema(
    name = "Moments",
    description =
        "Mean and covariance of the mixture as a whole, over all columns and components, noise included: m = Σ π_k m_k and Σ π_k (C_k + (m_k − m)(m_k − m)ᵀ), in the data's own units. Of a categorical column both are null, since the numbers of its levels are names")
@JsonPropertyOrder(alphabetic = false)
public record Moments(
    @Schema(
            description =
                "One number per column; null if a t component has no mean (ν of at most 1)",
            nullable = true)
        @Nullable NullableNumbers mean,
    @Schema(
            description =
                "One row per column; null if a t component has no variance (ν of at most 2), or in more than 1,000 columns none of which is gaussian",
            nullable = true)
        @Nullable List<NullableNumbers> covariance,
    @Schema(description = "Why either is null, or has nulls; null if all is there", nullable = true)
        @Nullable String reason) {

  static Moments of(MixtureModel model) {
    MixtureMoments moments = MixtureMoments.of(model);
    double[] mean = moments.mean();
    double[][] covariance = moments.covariance();
    return new Moments(
        mean == null ? null : new NullableNumbers(mean),
        covariance == null ? null : Arrays.stream(covariance).map(NullableNumbers::new).toList(),
        moments.reason());
  }
}
