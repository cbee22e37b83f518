package io.mixtura.mixture;

/**
 * Components at work on one tile of points at a time; holds scratch memory, so one for each thread.
 */
interface ComponentPass {

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
   * Adds the points' contributions to the statistics.
   *
   * @param x the points
   * @param responsibilities k rows of {@value Tile#POINTS} values, 0 beyond the tile's points
   */
  void accumulate(Tile x, double[] responsibilities, SufficientStatistics into);
}
