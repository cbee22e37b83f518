package io.mixtura.fit;

import io.mixtura.mixture.MixtureMoments;
import io.mixtura.mixture.fitting.FitCost;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.BootstrapSpec;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.mixture.statistics.StatisticsForm;
import io.mixtura.web.problem.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.jspecify.annotations.Nullable;

/** A rough estimate of what a fit will cost. */
@Schema(name = "FitEstimate", description = "What the fit would cost, roughly")
record FitEstimate(
    @Schema(description = "The data in bytes; mapped from their file, not on the heap")
        long dataBytes,
    @Schema(description = "Heap that the fit needs, in bytes") long heapBytes,
    @Schema(
            description =
                "One iteration, in milliseconds, on this machine when it is idle; of several candidates that of the slowest")
        long iterationMillis,
    @Schema(
            description =
                "All starts of all candidates and folds, and replicates, each up to maxIterations, in milliseconds; most end sooner")
        long atMostMillis) {

  /** Floating-point operations per nanosecond and thread of the passes, on a common server. */
  private static final double FLOPS_PER_NANOSECOND = 16;

  /** exp, normalization and the copy of a tile, per point and component. */
  private static final double NANOSECONDS_PER_RESPONSIBILITY = 3;

  /** Centring and weighing, per coordinate of a point and component. */
  private static final double NANOSECONDS_PER_COORDINATE = 0.65;

  /** Also the statistics that leaps are made from. */
  private static final int MODELS_HELD = 16;

  /** A model is stored as JSON: characters of a number, times the copies while it is written. */
  private static final int DOCUMENT_BYTES_PER_NUMBER = 3 * 20;

  /** Three of them, with their names. */
  private static final int NUMBERS_OF_AN_INTERVAL = 5;

  private static final double SHARE_OF_HEAP = 0.75;
  private static final int RESULTS_AHEAD = 5;

  /** All candidates, one after the other; the best so far is held beside the one at work. */
  static FitEstimate of(SelectionSpec selection, int rows, int dimensions, int threads) {
    List<FitEstimate> each =
        selection.candidates().stream().map(spec -> of(spec, rows, dimensions, threads)).toList();
    FitEstimate first = each.getFirst();
    if (!selection.isChoice()) {
      return first;
    }
    LongSummaryStatistics heap =
        each.stream().mapToLong(FitEstimate::heapBytes).summaryStatistics();
    LongSummaryStatistics iteration =
        each.stream().mapToLong(FitEstimate::iterationMillis).summaryStatistics();
    double atMost = each.stream().mapToDouble(FitEstimate::atMostMillis).sum();
    return new FitEstimate(
        first.dataBytes(),
        2 * heap.getMax(),
        iteration.getMax(),
        Math.round(atMost * (1 + selection.folds())));
  }

  static FitEstimate of(FitSpec spec, int rows, int dimensions, int threads) {
    double k = spec.components();
    StatisticsForm form = spec.family().form(dimensions);
    double g = form.numeric();
    double iteration = iterationMillis(spec, rows, dimensions, threads);
    double iterations = FitCost.passesAtMost(spec, rows, dimensions);
    double scratch = (3.0 * form.dimensions() + k) * Tile.POINTS * threads;
    double parameters = k * (1.0 + spec.family().numbers(dimensions));
    double numbers = scratch + parameters * (MODELS_HELD + RESULTS_AHEAD * threads);
    double matrices =
        spec.algorithm() == Algorithm.EM
            ? k * (g * g + form.dimensions() - g) + MixtureMoments.numbers(dimensions, g > 0)
            : 0;
    return new FitEstimate(
        (long) rows * dimensions * Double.BYTES,
        (long) (numbers * Double.BYTES + matrices * DOCUMENT_BYTES_PER_NUMBER),
        Math.round(iteration),
        Math.round(iteration * iterations));
  }

  private static double iterationMillis(FitSpec spec, int rows, int dimensions, int threads) {
    StatisticsForm form = spec.family().form(dimensions);
    double g = form.numeric();
    double others = form.dimensions() - g;
    double flops = (form.moments() == SecondMoments.FULL ? 2 * g * (g + 1) : 8 * g) + 4 * others;
    double nanos =
        (double) rows
            * spec.components()
            * (flops / FLOPS_PER_NANOSECOND
                + NANOSECONDS_PER_COORDINATE * g
                + NANOSECONDS_PER_RESPONSIBILITY)
            / threads;
    return nanos / 1e6;
  }

  /** With standard errors: each replicate once, up to maxIterations. */
  FitEstimate plus(
      @Nullable BootstrapSpec bootstrap,
      SelectionSpec selection,
      int rows,
      int dimensions,
      int threads) {
    if (bootstrap == null) {
      return this;
    }
    long bytes = 0;
    double millis = 0;
    for (FitSpec spec : selection.candidates()) {
      int k = spec.components();
      double answered =
          NUMBERS_OF_AN_INTERVAL * k * (1.0 + dimensions + (double) dimensions * dimensions);
      double held = bootstrap.numbers(k, dimensions) * (double) Double.BYTES;
      bytes = Math.max(bytes, (long) (held + answered * DOCUMENT_BYTES_PER_NUMBER));
      double passes = (spec.convergence().maxIterations() + 1.0) * bootstrap.replicates();
      millis = Math.max(millis, passes * iterationMillis(spec, rows, dimensions, threads));
    }
    return new FitEstimate(
        dataBytes, heapBytes + bytes, iterationMillis, atMostMillis + Math.round(millis));
  }

  /** Refuses a fit that would end in a lack of memory, after it has kept others waiting. */
  void refuseUnlessItFits(long maxHeap) {
    if (heapBytes > SHARE_OF_HEAP * maxHeap) {
      throw Refusal.unprocessable(
          "/components",
          "the fit needs about %d MB of heap, and this service has %d MB; use fewer components or columns, covariance 'diagonal' or 'spherical', or give the service more memory (-Xmx)"
              .formatted(heapBytes >> 20, maxHeap >> 20));
    }
  }
}
