package io.mixtura.model.document;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The transformation x ↦ (x − mean) / standard deviation, column by column, under which a model was
 * fitted. The model itself is stated in the data's own units.
 *
 * @param means what was subtracted
 * @param standardDeviations what was divided by
 */
public record Standardization(
    @Schema(description = "What was subtracted, per column") List<Double> means,
    @Schema(description = "What was divided by, per column") List<Double> standardDeviations) {

  /** Keeps copies. */
  public Standardization {
    means = List.copyOf(means);
    standardDeviations = List.copyOf(standardDeviations);
  }
}
