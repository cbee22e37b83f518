package io.mixtura.assignment.conditional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.model.document.ColumnDistribution;
import io.mixtura.model.document.ModelVersion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer for one conditional distribution: some columns given values of others. */
@Schema(
    name = "Conditional",
    description = "The distribution of some columns given values of others: a mixture again")
record ConditionalAnswer(
    @Schema(description = "Name of the model", example = "old-faithful") String model,
    @Schema(description = "The version that answered", example = "1") int version,
    @Schema(description = "The given values", implementation = Object.class)
        Map<String, Double> given,
    @Schema(
            description =
                "Natural logarithm of the density of the given values: where it is low, they are"
                    + " unusual and the answer extrapolates",
            example = "-3.1")
        double logDensity,
    @Schema(description = "The columns that were asked for, in order") List<String> columns,
    @Schema(description = "Mean of the whole conditional mixture, per column: the prediction")
        List<Double> mean,
    @Schema(
            description =
                "Its standard deviation, per column; null where t components have too few degrees of freedom for one")
        List<@Nullable Double> standardDeviation,
    @Schema(
            description = "Null if none of these columns is gaussian",
            allowableValues = {"full", "diagonal"},
            nullable = true)
        @Nullable String covariance,
    @Schema(
            description =
                "The probability that each component generated the given values, in the model's"
                    + " order")
        List<Double> weights,
    @Schema(
            description = "One mean per component of the gaussian columns; null if none is",
            nullable = true)
        @Nullable List<List<Double>> means,
    @Schema(
            description =
                "One matrix per component, likewise; it does not depend on the given values, but of t components, whose scale it is",
            nullable = true)
        @Nullable List<List<List<Double>>> covariances,
    @Schema(
            description =
                "How each column is distributed in the components; null where all are gaussian",
            nullable = true)
        @Nullable List<ColumnDistribution> families,
    @Schema(
            description =
                "Only of t components: their degrees of freedom, the model's and one for each given value")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<Double> degreesOfFreedom) {

  /**
   * The answer for one point.
   *
   * @param regression means, standard deviations and the log density of the given values
   */
  static ConditionalAnswer of(
      ModelVersion version,
      Map<String, Double> given,
      List<String> columns,
      MixtureModel conditional,
      double[] regression) {
    List<Double> numbers = MixtureParameters.list(regression);
    int wanted = columns.size();
    return new ConditionalAnswer(
        version.name(),
        version.version(),
        given,
        numbers.get(2 * wanted),
        columns,
        numbers.subList(0, wanted),
        finite(numbers.subList(wanted, 2 * wanted)),
        MixtureParameters.structure(conditional),
        MixtureParameters.weights(conditional),
        MixtureParameters.means(conditional),
        MixtureParameters.covariances(conditional),
        ColumnDistribution.of(columns, conditional),
        MixtureParameters.degreesOfFreedom(conditional));
  }

  /** JSON has no infinity. */
  private static List<@Nullable Double> finite(List<Double> values) {
    List<@Nullable Double> finite = new ArrayList<>();
    for (Double value : values) {
      finite.add(Double.isFinite(value) ? value : null);
    }
    return finite;
  }
}
