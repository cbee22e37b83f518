package io.mixtura.assignment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of the scores of many points; {@code JsonRowWriter} writes it without holding it. */
@Schema(description = "How usual points are")
record Scores(
    @Schema(description = "Name of the model", example = "old-faithful") String model,
    @Schema(description = "The version that answered", example = "1") int version,
    @Schema(
            description =
                "Points in the sample of the model in which percentiles are counted, always the"
                    + " same one: their resolution is 100 / sampleSize",
            example = "10000")
        int sampleSize,
    @Schema(description = "One entry per point, in the order of the request") List<Score> rows) {

  /** How usual a point is. */
  @Schema(description = "How usual a point is")
  record Score(
      @Schema(
              description =
                  "Natural logarithm of the mixture's density at the point, or of the values that it"
                      + " has; null beyond the range of numbers",
              example = "-4.6368")
          @Nullable Double logDensity,
      @Schema(
              description =
                  "Percentage of the model's own probability where its density is lower: small is"
                      + " unusual, 0 an outlier, 100 the highest peak; null for a point with missing values",
              example = "22.9")
          @Nullable Double percentile) {}
}
