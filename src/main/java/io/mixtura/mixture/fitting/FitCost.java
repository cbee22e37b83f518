package io.mixtura.mixture.fitting;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.start.StartSearch;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.mixture.statistics.StatisticsForm;

/**
 * The cost of a fit, before anything of it is run: nanoseconds on cores that do nothing else, of
 * code that has been compiled.
 *
 * <p>An evaluation of the EM map takes a pass over the rows, an M step, and something that depends
 * on neither. On small tables the last two are all that there is. The constants are measured, on a
 * server of the usual kind, and rounded up.
 *
 * @param spec of the fit
 * @param others how many starts come from other fits
 * @param rows number of rows
 * @param dimensions number of columns
 * @param threads that share a pass
 * @param hasGaps whether values may be missing
 */
public record FitCost(
    FitSpec spec, int others, int rows, int dimensions, int threads, boolean hasGaps) {
  /** Floating-point operations per nanosecond and thread of the passes. */
  private static final double FLOPS_PER_NANOSECOND = 16;

  /** exp, normalization and the copy of a tile, per point and component. */
  private static final double PER_RESPONSIBILITY = 3;

  /** Logarithms and quotients of a t component, per point. */
  private static final double PER_TAIL = 15;

  /** Centring and weighing, per coordinate of a point and component. */
  private static final double PER_COORDINATE = 0.65;

  /** A count or an indicator of a level, per point and component. */
  private static final double PER_INDICATOR = 1;

  /** Reading and encoding, per value of a point. */
  private static final double PER_VALUE = 2;

  /** What rows with gaps in many ways take, against complete ones. */
  private static final double GAPS = 8;

  /** Points that no two threads share. */
  private static final double POINTS_PER_CHUNK = 2048;

  /** A pass and an M step over nothing. */
  private static final double PER_EVALUATION = 25_000;

  /** Of matrices of k d² numbers: copied for leaps, compared, decomposed. */
  private static final double PER_ENTRY = 20;

  private static final double PER_CUBE = 1;
  private static final double PER_CUBE_OF_AXES = 10;

  /** Degrees of freedom, by bisection, per component. */
  private static final double PER_DEGREES = 12_000;

  /** Turns of volumes and shapes, which are iterated to by turns. */
  private static final double TURNS = 60;

  /**
   * Passes over the axes of common orientation: to find the present ones, and to turn each once.
   */
  private static final double SWEEPS = 4;

  /** Per pair of axes and component. */
  private static final double PER_ANGLE = 20;

  /** Ward's method on 400 rows, random responsibilities and the like, per start. */
  private static final double PER_START = 5e6;

  /** The profile of the data, the end and its warnings, of one fit. */
  private static final double PER_FIT = 10e6;

  /** Passes before and after: of the data's profile, the last one, counted rows. */
  private static final int OTHER_PASSES = 10;

  /** The rank of a Jacobian, at most. */
  private static final double RANK = 5e8;

  /** The cost if starts converge as most do. */
  public FitCost usual() {
    return new FitCost(spec.usual(), others, rows, dimensions, threads, hasGaps);
  }

  /** One evaluation of the EM map. */
  public double evaluation() {
    return pass() + mStep();
  }

  /** The whole fit, if no start converges. */
  public double atMost() {
    boolean isSearch = spec.initialization().isSearch();
    double each = spec.convergence().maxIterations() + 1.0;
    double evaluations =
        isSearch
            ? StartSearch.evaluationsAtMost(spec, others, rows, dimensions)
            : spec.starts() * (each + StartSearch.CLUSTERING);
    double passes =
        isSearch ? StartSearch.passesAtMost(spec, others, rows, dimensions) : evaluations;
    return PER_FIT
        + spec.starts() * PER_START
        + evaluations * mStep()
        + (passes + OTHER_PASSES) * pass()
        + ending();
  }

  /** From a model that has been found, on other rows. */
  public double again() {
    return PER_FIT
        + (spec.convergence().maxIterations() + 1.0) * evaluation()
        + OTHER_PASSES * pass()
        + ending();
  }

  /** Rows that differ, and whether they determine the parameters. */
  private double ending() {
    return form().dimensions() == form().numeric() ? 0 : 50.0 * rows * dimensions + RANK;
  }

  private StatisticsForm form() {
    return spec.family().form(dimensions);
  }

  private double pass() {
    double g = form().numeric();
    double others = indicators();
    double flops = form().moments() == SecondMoments.FULL ? 2 * g * (g + 1) : 8 * g;
    double gaussian = flops / FLOPS_PER_NANOSECOND + PER_COORDINATE * g;
    double each =
        (hasGaps ? GAPS : 1) * gaussian
            + PER_INDICATOR * others
            + PER_RESPONSIBILITY
            + (spec.family().hasFreeTails() ? PER_TAIL : 0);
    double perRow = spec.components() * each + PER_VALUE * (others > 0 ? dimensions + others : 0);
    return rows * perRow / Math.min(threads, Math.ceil(rows / POINTS_PER_CHUNK));
  }

  /** Encoded columns; as many as there may be where the data have not been looked at. */
  private double indicators() {
    Encoding encoding = spec.family().encoding(dimensions);
    return encoding.discrete().stream().mapToDouble(block -> block.family().mostColumns()).sum();
  }

  private double mStep() {
    double k = spec.components();
    double g = form().numeric();
    boolean isFull = form().moments() == SecondMoments.FULL;
    double entries = k * ((isFull ? g * g : g) + indicators());
    return PER_EVALUATION
        + PER_ENTRY * entries
        + (isFull && spec.algorithm() == Algorithm.EM ? PER_CUBE * k * g * g * g : 0)
        + (spec.family().hasFreeTails() ? PER_DEGREES * k : 0)
        + iterated(spec.family().structure(), k, g);
  }

  /** What structures without a closed form take more. */
  private static double iterated(CovarianceStructure structure, double k, double g) {
    return switch (structure.code()) {
      case "VEI" -> TURNS * 4 * k * g;
      case "VEE" -> TURNS * (PER_CUBE * g * g * g + 2 * k * g * g);
      case "EEV" -> PER_CUBE_OF_AXES * k * g * g * g;
      case "VEV" -> PER_CUBE_OF_AXES * k * g * g * g + TURNS * 4 * k * g;
      case "EVE", "VVE" ->
          PER_CUBE_OF_AXES * k * g * g * g + SWEEPS * g * (g - 1) / 2 * k * (PER_ANGLE + 8 * g);
      default -> 0;
    };
  }
}
