package io.mixtura.mixture.pass;

import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.statistics.SufficientStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Components at work on one tile of points at a time; holds scratch memory, so one for each thread.
 */
public interface ComponentPass {

  /**
   * For each component what has to be added to its {@link #logKernels} to make them log densities.
   */
  double[] logNormalizers();

  /**
   * For every point and component the part of the log density that depends on the point.
   *
   * @param x the points
   * @param constants added to the values of each component
   * @param out receives k rows of {@value Tile#POINTS} values
   */
  void logKernels(Tile x, double[] constants, double[] out);

  /**
   * −½ times the squared length that {@link #logKernels} goes by; of a point with missing values,
   * of those it has.
   */
  default void halfSquares(Tile x, double[] constants, double[] out) {
    logKernels(x, constants, out);
  }

  /**
   * As {@link #logKernels}, but where a component's share in a point is beyond doubt below 1e-18 of
   * the point's density, it may be left out.
   *
   * @return the pairs of component and point that have values, when most have been left out: what
   *     stands in the place of the others means nothing. Valid until the next call; null when all
   *     have values
   */
  default @Nullable SparsePairs logKernelsThatMatter(Tile x, double[] constants, double[] out) {
    logKernels(x, constants, out);
    return null;
  }

  /**
   * Tells that the tiles that follow belong to another chunk: what was learnt from the tiles before
   * may not be used for them, since they may have been another thread's.
   */
  default void beginChunk() {}

  /**
   * Adds the points' contributions to the statistics, those of the last tiles at the end of the
   * chunk.
   *
   * @param x the points
   * @param responsibilities k rows of {@value Tile#POINTS} values, 0 beyond the tile's points;
   *     those of a point sum to its weight
   * @param areSparse whether most of them are exactly 0
   */
  void accumulate(Tile x, double[] responsibilities, boolean areSparse, SufficientStatistics into);

  /** Adds what is still pending when a chunk ends. */
  default void endChunk(SufficientStatistics into) {}
}
