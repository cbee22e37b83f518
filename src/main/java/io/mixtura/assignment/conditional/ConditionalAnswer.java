package io.mixtura.assignment.conditional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mixtura.assignment.format.Field;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.model.document.ColumnDistribution;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
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
        Map<String, Object> given,
    @Schema(
            description =
                "Natural logarithm of the density of the given values: where it is low, they are"
                    + " unusual and the answer extrapolates",
            example = "-3.1")
        double logDensity,
    @Schema(description = "The columns that were asked for, in order") List<String> columns,
    @Schema(
            description =
                "Mean of the whole conditional mixture, per column: the prediction; null of categorical columns, whose levels have none")
        List<@Nullable Double> mean,
    @Schema(
            description =
                "Its standard deviation, per column; null of categorical columns, and where t components have too few degrees of freedom for one")
        List<@Nullable Double> standardDeviation,
    @Schema(
            description =
                "The probability of each level of the bernoulli and categorical columns: by column, then by level; only if there are such columns",
            example = "{\"colour\":{\"1\":0.2,\"2\":0.7,\"4\":0.1}}")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Map<String, Map<String, Double>> probabilities,
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
        @Nullable List<Double> degreesOfFreedom,
    @Schema(
            description = "What the components are called, in their order; only if they have names",
            example = "[\"long\", \"short\"]")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<String> componentNames) {

  /**
   * The answer for one point.
   *
   * @param conditional the mixture at the given values
   * @param regression the question's numbers there
   */
  static ConditionalAnswer of(
      RegressionQuestion question,
      Map<String, Object> given,
      MixtureModel conditional,
      double[] regression) {
    List<Double> numbers = MixtureParameters.list(regression);
    List<String> columns = question.wanted();
    int wanted = columns.size();
    return new ConditionalAnswer(
        question.version().name(),
        question.version().version(),
        given,
        numbers.get(2 * wanted),
        columns,
        finite(numbers.subList(0, wanted)),
        finite(numbers.subList(wanted, 2 * wanted)),
        question
            .probabilities()
            .map(field -> probabilities(field, numbers.listIterator(2 * wanted + 1)))
            .orElse(null),
        MixtureParameters.structure(conditional),
        MixtureParameters.weights(conditional),
        MixtureParameters.means(conditional),
        MixtureParameters.covariances(conditional),
        ColumnDistribution.of(columns, conditional),
        MixtureParameters.degreesOfFreedom(conditional),
        question.version().componentNames());
  }

  private static Map<String, Map<String, Double>> probabilities(
      Field field, Iterator<Double> numbers) {
    Map<String, Map<String, Double>> probabilities = new LinkedHashMap<>();
    for (Field.Group group : field.groups()) {
      Map<String, Double> levels = new LinkedHashMap<>();
      group.keys().forEach(key -> levels.put(key, numbers.next()));
      probabilities.put(group.column(), levels);
    }
    return probabilities;
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
