package io.mixtura.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of what two versions say of the same rows. */
@Schema(name = "Comparison", description = "What two versions say of the same rows")
record Comparison(
    String datasetId,
    @Schema(description = "Rows that both were asked about", example = "272") long rows,
    @Schema(description = "What this version says of them") Side version,
    @Schema(description = "What the other one says") Side with,
    @Schema(
            description =
                "Mean over the rows of the log density of this version less that of the other: above 0 where this one does better; null if a row is impossible in one of them",
            example = "0.02",
            nullable = true)
        @Nullable Double difference,
    @Schema(
            description =
                "Standard error of that mean: a difference of less than two of them says little",
            nullable = true)
        @Nullable Double standardError,
    @Schema(
            description =
                "How alike the most probable components are, whatever their numbers: 1 if the same, about 0 by chance",
            example = "0.98")
        double adjustedRandIndex,
    @Schema(
            description =
                "Rows by their most probable component, of this version and, in each list, of the other; noise is the last of its version")
        List<List<Long>> counts,
    @Schema(description = "What an anomaly is, as asked for", example = "1.0")
        double anomalyPercentile) {

  /** One of the two versions. */
  @Schema(name = "ComparedVersion", description = "What one of two versions says of all rows")
  record Side(
      @Schema(description = "Name of the model", example = "old-faithful") String model,
      @Schema(description = "Its version", example = "1") int version,
      @Schema(description = "Number of components k", example = "2") int components,
      @Schema(description = "What they are called; only if they have names")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable List<String> componentNames,
      @Schema(description = "Mean log density of a row; null if one is impossible", nullable = true)
          @Nullable Double logLikelihoodPerRow,
      @Schema(
              description =
                  "The share of the rows that each component has generated: the mean of its probabilities",
              example = "[0.64, 0.36]")
          List<Double> shares,
      @Schema(description = "The share that is noise; only of models with noise")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable Double noise,
      @Schema(
              description =
                  "The share of anomalies among the rows without gaps: about `anomalyPercentile` in 100 where the model fits; null if all have gaps",
              nullable = true)
          @Nullable Double anomalyRate) {}
}
