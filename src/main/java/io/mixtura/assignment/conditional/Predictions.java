package io.mixtura.assignment.conditional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
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
      @Schema(
              description =
                  "Mean of the conditional mixture, per column; null of categorical columns, whose levels have none")
          List<@Nullable Double> mean,
      @Schema(description = "Its standard deviation, per column, likewise")
          List<@Nullable Double> standardDeviation,
      @Schema(
              description = "Natural logarithm of the density of the given values",
              example = "-3.1")
          @Nullable Double logDensity,
      @Schema(
              description =
                  "Only if bernoulli or categorical columns are asked for: the probability of each of their levels, by column, then by level",
              example = "{\"colour\":{\"1\":0.2,\"2\":0.7,\"4\":0.1}}")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable Map<String, Map<String, Double>> probabilities) {}
}
