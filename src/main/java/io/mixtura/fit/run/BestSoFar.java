package io.mixtura.fit.run;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.selection.SelectionOutcome;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.model.VersionKey;
import io.mixtura.model.document.ColumnDistribution;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The best model that a cancelled fit had found. */
@Schema(
    name = "BestSoFar",
    description =
        "The best that a cancelled fit had found. POST …/store makes a model of it; its weights, means and covariances, as they are, can be sent as initialization of another fit (method `parameters`), or the fit resumed")
public record BestSoFar(
    @Schema(description = "Number of the start that found it, from 0") @JsonAlias("restart")
        int start,
    @Schema(description = "Iterations of that start") int iteration,
    @Schema(description = "null for kmeans") @Nullable Double logLikelihood,
    @Schema(description = "null for em") @Nullable Double inertia,
    @Schema(description = "null for kmeans, which has none") @Nullable List<Double> weights,
    @Schema(
            description =
                "One mean per component of the gaussian columns, in the data's own units; null if no column is",
            nullable = true)
        @Nullable List<List<Double>> means,
    @Schema(description = "null for kmeans, and for covariance `identity`, which fixes them")
        @Nullable List<List<List<Double>>> covariances,
    @Schema(
            description =
                "How each column is distributed in the components; null where all are gaussian",
            nullable = true)
        @Nullable List<ColumnDistribution> families,
    @Schema(
            description =
                "Of several candidates: what the best that had ended was, or else what the first was; null if there is only one")
        @Nullable Selected selected,
    @Schema(
            description =
                "Name of the model that POST …/store made of it; null if it is not stored")
        @Nullable String model,
    @Schema(description = "Number of the version that it became; null if it is not stored")
        @Nullable Integer version) {

  static BestSoFar of(
      FitOutcome.BestSoFar best,
      SelectionSpec selection,
      SelectionOutcome outcome,
      List<String> columns) {
    FitSpec spec = selection.candidates().get(outcome.chosen());
    boolean isEm = spec.algorithm() == Algorithm.EM;
    MixtureModel model = best.model();
    boolean hasCovariances =
        isEm && model.hasGaussians() && spec.family().structure().isEstimated();
    return new BestSoFar(
        best.start(),
        best.iteration(),
        isEm ? best.objective() : null,
        isEm ? null : best.objective(),
        isEm ? weights(model) : null,
        model.hasGaussians() ? components(model).mapToObj(k -> list(model.mean(k))).toList() : null,
        hasCovariances ? components(model).mapToObj(k -> rows(model.covariance(k))).toList() : null,
        ColumnDistribution.of(columns, model),
        Selected.of(selection, outcome),
        null,
        null);
  }

  BestSoFar stored(VersionKey as) {
    return new BestSoFar(
        start,
        iteration,
        logLikelihood,
        inertia,
        weights,
        means,
        covariances,
        families,
        selected,
        as.name(),
        as.version());
  }

  private static IntStream components(MixtureModel model) {
    return IntStream.range(0, model.clusters());
  }

  /** With noise, shares of what is not: as another fit takes them. */
  private static List<Double> weights(MixtureModel model) {
    List<Double> weights = components(model).mapToObj(model::weight).toList();
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    return model.hasNoise() ? weights.stream().map(weight -> weight / sum).toList() : weights;
  }

  private static List<List<Double>> rows(double[][] matrix) {
    return Arrays.stream(matrix).map(BestSoFar::list).toList();
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
