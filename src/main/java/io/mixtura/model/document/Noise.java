package io.mixtura.model.document;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.mixtura.mixture.MixtureModel;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The noise of a model: points that belong to no component.
 *
 * @param weight its mixing weight
 * @param logDensity its log density, which is the same everywhere
 * @param lower the lowest corner of the box around the points that were fitted
 * @param sides the lengths of that box's sides
 */
@Schema(
    name = "Noise",
    description = "Points that belong to no component, anywhere with the same density")
@JsonPropertyOrder(alphabetic = false)
public record Noise(
    @Schema(description = "Its mixing weight", example = "0.05") double weight,
    @Schema(
            description =
                "Natural logarithm of its density: −log of the volume of the box around the points that were fitted",
            example = "-6.2")
        double logDensity,
    @Schema(description = "Lowest corner of that box") List<Double> lower,
    @Schema(description = "Lengths of its sides") List<Double> sides) {

  /** The noise of a mixture; null if it has none. */
  public static @Nullable Noise of(MixtureModel model) {
    return model.hasNoise()
        ? new Noise(
            model.weight(model.clusters()),
            model.noiseLogDensity(),
            list(model.noiseLower()),
            list(model.noiseSides()))
        : null;
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** A mixture and this noise. */
  MixtureModel with(MixtureModel others) {
    return others.withNoise(weight, array(lower), array(sides));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
