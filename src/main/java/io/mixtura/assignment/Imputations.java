package io.mixtura.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shape of many completed points; {@code JsonRowWriter} writes it without holding it. */
@Schema(name = "Imputations", description = "Completed points")
record Imputations(
    @Schema(description = "Name of the model", example = "old-faithful") String model,
    @Schema(description = "The version that answered", example = "1") int version,
    @Schema(description = "The model's columns, in order") List<String> columns,
    @Schema(description = "One entry per point, in the order of the request") List<Row> rows) {

  /** A completed point. */
  @Schema(
      name = "Imputation",
      description = "A completed point; null stands for what is beyond the range of numbers")
  record Row(
      @Schema(
              description =
                  "All values, per column; the most probable level, of text as text, where a bernoulli or categorical value was missing")
          List<@Nullable Object> values,
      @Schema(
              description =
                  "How surely, per column; 0 for a value that was there, null for a level that was not")
          List<@Nullable Double> standardDeviation,
      @Schema(
              description =
                  "Only of models with bernoulli or categorical columns: the probability of each of their levels, by column, then by level; 1 for one that was there",
              example = "{\"colour\":{\"1\":0.2,\"2\":0.7,\"4\":0.1}}")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable Map<String, Map<String, Double>> probabilities) {}
}
