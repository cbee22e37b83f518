package io.mixtura.assignment;

import io.mixtura.mixture.Responsibilities;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a model says of one point. */
@Schema(description = "What a model says of one point")
record Assignment(
    @Schema(
            description =
                "The probability that each component generated the point, in the model's order;"
                    + " their sum is 1",
            example = "[0.9999, 0.0001]")
        List<Double> responsibilities,
    @Schema(
            description = "The most probable component, counted from 0; the first of equals",
            example = "0")
        int mostProbable,
    @Schema(
            description =
                "Natural logarithm of the mixture's density at the point; null for kmeans, which"
                    + " has none",
            example = "-4.2",
            nullable = true)
        @Nullable Double logDensity) {

  static Assignment of(Responsibilities responsibilities, int point) {
    return new Assignment(
        IntStream.range(0, responsibilities.components())
            .mapToObj(k -> responsibilities.get(point, k))
            .toList(),
        responsibilities.mostProbable(point),
        logDensity(responsibilities, point));
  }

  /** Null where there is none: k-means has no density, and JSON no infinity. */
  static @Nullable Double logDensity(Responsibilities responsibilities, int point) {
    double logDensity = responsibilities.logDensity(point);
    return Double.isFinite(logDensity) ? logDensity : null;
  }
}
