package io.mixtura.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mixtura.assignment.format.MostProbable;
import io.mixtura.assignment.stream.Question;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.observations.Tile;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The answer for one point: its responsibilities, its most probable component, its density. */
@Schema(description = "What a model says of one point")
record Assignment(
    @Schema(
            description =
                "The probability that each component generated the point, in the model's order;"
                    + " their sum is 1, or with noise 1 less its probability",
            example = "[0.9999, 0.0001]")
        List<Double> responsibilities,
    @Schema(
            description =
                "The most probable component, counted from 0; the first of equals; -1 is noise",
            example = "0")
        int mostProbable,
    @Schema(
            description =
                "Natural logarithm of the mixture's density at the point; null for kmeans, which"
                    + " has none",
            example = "-4.2",
            nullable = true)
        @Nullable Double logDensity,
    @Schema(
            description =
                "The probability that the point is noise, and no component generated it; only of models with noise",
            example = "0.02")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Double noise,
    @Schema(
            description = "What the components are called, in their order; only if they have names",
            example = "[\"long\", \"short\"]")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<String> componentNames) {

  /** What a model says of one point. */
  static Assignment of(Question question, double[] point) {
    Tile tile = new Tile(question.dimensions());
    tile.add(point);
    Responsibilities responsibilities = new Responsibilities(question.components());
    question.posterior().evaluate(tile, responsibilities);
    int clusters = question.clusters();
    double logDensity = responsibilities.logDensity(0);
    return new Assignment(
        IntStream.range(0, clusters).mapToObj(k -> responsibilities.get(0, k)).toList(),
        MostProbable.of(responsibilities, 0, clusters),
        // k-means has no density, and JSON no infinity.
        Double.isFinite(logDensity) ? logDensity : null,
        clusters < responsibilities.components() ? responsibilities.get(0, clusters) : null,
        question.version().componentNames());
  }
}
