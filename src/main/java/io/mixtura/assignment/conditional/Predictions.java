package io.mixtura.assignment.conditional;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of the predictions for many rows; {@code JsonRowWriter} writes it. */
@Schema(name = "Predictions", description = "The regression of some columns on others")
record Predictions(
    @Schema(description = "Name of the model", example = "old-faithful") String model,
    @Schema(description = "The version that answered", example = "1") int version,
    @Schema(description = "The columns that were given, in order") List<String> given,
    @Schema(description = "The columns that were asked for, in order") List<String> columns,
    @Schema(description = "One entry per row, in the order of the request") List<Row> rows) {

  /** The prediction for a row. */
  @Schema(
      name = "Prediction",
      description = "The prediction for a row; null stands for what is beyond the range of numbers")
  record Row(
      @Schema(description = "Mean of the conditional mixture, per column") List<Double> mean,
      @Schema(description = "Its standard deviation, per column") List<Double> standardDeviation,
      @Schema(
              description = "Natural logarithm of the density of the given values",
              example = "-3.1")
          @Nullable Double logDensity) {}
}
