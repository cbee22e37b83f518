package io.mixtura.fit;

import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.mixture.MixtureMoments;
import io.mixtura.mixture.fitting.FitCost;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.BootstrapSpec;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.mixture.statistics.StatisticsForm;
import io.mixtura.web.problem.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A rough estimate of what a fit will cost. */
@Schema(name = "FitEstimate", description = "What the fit would cost, roughly")
record FitEstimate(
    @Schema(description = "The data in bytes; mapped from their file, not on the heap")
        long dataBytes,
    @Schema(description = "Heap that the fit needs, in bytes") long heapBytes,
    @Schema(
            description =
                "One iteration, in milliseconds, on a machine that does nothing else; of several candidates that of the slowest")
        long iterationMillis,
    @Schema(
            description =
                "The longest that it should take, in milliseconds: all starts of all candidates and folds, and replicates, each up to maxIterations, twice over since machines have other work, and two seconds for reading, storing and compiling. Most end much sooner")
        long atMostMillis,
    @Schema(
            description =
                "What it is expected to take, in milliseconds, on a machine that does nothing else: starts that converge as most do, in 50 iterations, or in all of them where the tolerance is 0. Past the setting `mixtura.limits.fit-time` it is refused")
        long expectedMillis) {

  /** Reading and checking the rows, storing the model, and waiting for others. */
  private static final double PER_JOB = 0.3e9;

  /** Until its code is compiled a fit is ten times as slow; that takes a second or two. */
  private static final double COLD = 1.5e9;

  /** Other work of the machine, and data on which an M step takes more turns. */
  private static final double DOUBT = 2;

  /** Also the statistics that leaps are made from. */
  private static final int MODELS_HELD = 16;

  /** A model is stored as JSON: characters of a number, times the copies while it is written. */
  private static final int DOCUMENT_BYTES_PER_NUMBER = 3 * 20;

  /** Three of them, with their names. */
  private static final int NUMBERS_OF_AN_INTERVAL = 5;

  private static final int RESULTS_AHEAD = 5;

  /**
   * What a request would cost.
   *
   * @param threads that share a pass
   */
  static FitEstimate of(ResolvedFit fit, int threads) {
    int rows = fit.data().shape().rows();
    int dimensions = fit.columns().size();
    SelectionSpec selection = fit.selection();
    List<FitCost> costs =
        selection.candidates().stream()
            .map(spec ->
                new FitCost(
                    spec,
                    selection.startsFromOthers(spec),
                    rows,
                    dimensions,
                    threads,
                    fit.data().takesMissing()))
            .toList();
    BootstrapSpec bootstrap = fit.bootstrap();
    List<FitCost> usual = costs.stream().map(FitCost::usual).toList();
    return new FitEstimate(
        (long) rows * dimensions * Double.BYTES,
        (long) (held(costs, dimensions, threads, selection) + held(bootstrap, costs, dimensions)),
        millis(largest(costs, FitCost::evaluation)),
        millis(PER_JOB + COLD + DOUBT * work(costs, selection, bootstrap)),
        millis(PER_JOB + COLD + work(usual, selection, bootstrap)));
  }

  private static double work(
      List<FitCost> costs, SelectionSpec selection, @Nullable BootstrapSpec bootstrap) {
    return (1 + selection.folds()) * costs.stream().mapToDouble(FitCost::atMost).sum()
        + (bootstrap == null ? 0 : bootstrap.replicates() * largest(costs, FitCost::again));
  }

  private static double largest(List<FitCost> costs, ToDoubleFunction<FitCost> of) {
    return costs.stream().mapToDouble(of).max().orElseThrow();
  }

  private static long millis(double nanoseconds) {
    return Math.round(nanoseconds / 1e6);
  }

  /**
   * All candidates, one after the other; the best so far is held beside the one at work, and so are
   * the ends that others begin with, once more in a checkpoint that is written.
   */
  private static double held(
      List<FitCost> costs, int dimensions, int threads, SelectionSpec selection) {
    double most = largest(costs, cost -> held(cost.spec(), dimensions, threads));
    double ends = 2.0 * Double.BYTES * selection.numbersOfEnds(dimensions);
    return selection.isChoice() ? 2 * most + ends : most;
  }

  private static double held(FitSpec spec, int dimensions, int threads) {
    double k = spec.components();
    StatisticsForm form = spec.family().form(dimensions);
    double g = form.numeric();
    double scratch = (3.0 * form.dimensions() + k) * Tile.POINTS * threads;
    double parameters = k * (1.0 + spec.family().numbers(dimensions));
    double numbers = scratch + parameters * (MODELS_HELD + RESULTS_AHEAD * threads);
    double matrices =
        spec.algorithm() == Algorithm.EM
            ? k * (g * g + form.dimensions() - g) + MixtureMoments.numbers(dimensions, g > 0)
            : 0;
    return numbers * Double.BYTES + matrices * DOCUMENT_BYTES_PER_NUMBER;
  }

  /** With standard errors. */
  private static double held(
      @Nullable BootstrapSpec bootstrap, List<FitCost> costs, int dimensions) {
    if (bootstrap == null) {
      return 0;
    }
    return largest(
        costs,
        cost -> {
          int k = cost.spec().components();
          double answered =
              NUMBERS_OF_AN_INTERVAL * k * (1.0 + dimensions + (double) dimensions * dimensions);
          double held = bootstrap.numbers(k, dimensions) * (double) Double.BYTES;
          return held + answered * DOCUMENT_BYTES_PER_NUMBER;
        });
  }

  /**
   * Refuses a fit that would end in a lack of memory, after it has kept others waiting.
   *
   * @param percent of the heap that it may need
   */
  void refuseUnlessItFits(long maxHeap, int percent) {
    if (heapBytes > maxHeap / 100 * percent) {
      throw Refusal.unprocessable(
          "/components",
          "the fit needs about %d MB of heap, and this service has %d MB, of which a fit may need %d%% (setting mixtura.limits.fit-heap); use fewer components or columns, covariance 'diagonal' or 'spherical', or give the service more memory (-Xmx)"
              .formatted(heapBytes >> 20, maxHeap >> 20, percent));
    }
  }

  /** Refuses a fit that would keep others waiting for longer than any may. */
  void refuseUnlessItEnds(Duration longest) {
    if (expectedMillis > longest.toMillis()) {
      throw Refusal.of(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "",
          "the fit is expected to take %d s, more than the %d s that a fit may take (setting mixtura.limits.fit-time); give it fewer starts, maxIterations, candidates, folds or replicates, or fewer rows"
              .formatted(expectedMillis / 1000, longest.toSeconds()));
    }
  }
}
