package io.mixtura.fit;

import io.mixtura.mixture.Algorithm;
import io.mixtura.mixture.FitOutcome;
import io.mixtura.mixture.MixtureModel;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a cancelled fit had found. */
@Schema(
    name = "BestSoFar",
    description =
        "The best that a cancelled fit had found. No model is stored; weights, means and covariances can be sent as the initialization of another fit, or the fit resumed")
record BestSoFar(
    @Schema(description = "Number of the start that found it") int restart,
    @Schema(description = "Iterations of that start") int iteration,
    @Nullable Double logLikelihood,
    @Nullable Double inertia,
    List<Double> weights,
    List<List<Double>> means,
    @Schema(description = "null for kmeans") @Nullable List<List<List<Double>>> covariances) {

  static BestSoFar of(FitOutcome.BestSoFar best, Algorithm algorithm) {
    boolean isEm = algorithm == Algorithm.EM;
    MixtureModel model = best.model();
    return new BestSoFar(
        best.start(),
        best.iteration(),
        isEm ? best.objective() : null,
        isEm ? null : best.objective(),
        components(model).mapToObj(model::weight).toList(),
        components(model).mapToObj(k -> list(model.mean(k))).toList(),
        isEm ? components(model).mapToObj(k -> rows(model.covariance(k))).toList() : null);
  }

  private static IntStream components(MixtureModel model) {
    return IntStream.range(0, model.components());
  }

  private static List<List<Double>> rows(double[][] matrix) {
    return Arrays.stream(matrix).map(BestSoFar::list).toList();
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
