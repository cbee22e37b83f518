package io.mixtura.mixture;

/**
 * Components at work on one tile of points at a time; holds scratch memory, so one for each thread.
 */
interface ComponentPass {

  /**
   * Log density of every point under every component.
   *
   * @param x the points
   * @param logWeights added to the densities of each component
   * @param out receives k rows of {@value Tile#POINTS} values
   */
  void logDensities(Tile x, double[] logWeights, double[] out);

  /**
   * Adds the points' contributions to the statistics.
   *
   * @param x the points
   * @param responsibilities k rows of {@value Tile#POINTS} values, 0 beyond the tile's points
   */
  void accumulate(Tile x, double[] responsibilities, SufficientStatistics into);
}
