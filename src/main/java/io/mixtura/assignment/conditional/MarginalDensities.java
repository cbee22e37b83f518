package io.mixtura.assignment.conditional;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of the marginal densities of many points; {@code JsonRowWriter} writes it. */
@Schema(name = "MarginalDensities", description = "How likely values of some columns are")
record MarginalDensities(
    @Schema(description = "Name of the model", example = "old-faithful") String model,
    @Schema(description = "The version that answered", example = "1") int version,
    @Schema(description = "The columns of the points, in order") List<String> columns,
    @Schema(description = "One entry per point, in the order of the request") List<Row> rows) {

  /** The density of a point. */
  @Schema(name = "MarginalDensity", description = "The density of a point")
  record Row(
      @Schema(
              description =
                  "Natural logarithm of the density of the point's values; null beyond the range of"
                      + " numbers",
              example = "-3.1")
          @Nullable Double logDensity) {}
}
