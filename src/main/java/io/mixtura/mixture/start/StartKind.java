package io.mixtura.mixture.start;

import java.util.List;

/** Kinds of starts in a portfolio. */
enum StartKind {
  /** What is nearest to the means of the points whose component is known. */
  LABELS,
  /** Clusters of k-means after k-means++. */
  K_MEANS,
  /** The same where the data have covariance I. */
  WHITENED_K_MEANS,
  /** Clusters of Ward's method on some points, where the data have covariance I. */
  HIERARCHY,
  /** Clusters of Ward's method, led on by one covariance for all, see {@link Relaxing}. */
  RELAXED,
  /** To each of k random points the points that are nearest to it. */
  RANDOM_POINTS,
  /** Random shares in every point: all components begin (nearly) equal. */
  RANDOM_RESPONSIBILITIES;

  /**
   * What a portfolio is made of, again and again. Clusters lead most quickly to where they lead,
   * but all to the same few maxima; the others find the rest. On Old Faithful with three components
   * the best one is reached by a quarter of the starts from random responsibilities, a seventh of
   * those from random points and none from k-means; on iris it is k-means that finds it.
   */
  private static final List<StartKind> PORTFOLIO =
      List.of(
          K_MEANS,
          RANDOM_RESPONSIBILITIES,
          RANDOM_POINTS,
          RELAXED,
          WHITENED_K_MEANS,
          RANDOM_RESPONSIBILITIES,
          RANDOM_POINTS,
          RELAXED,
          K_MEANS,
          RANDOM_RESPONSIBILITIES,
          HIERARCHY,
          RELAXED);

  /**
   * The kind of a start.
   *
   * @param number of the start, from 0
   * @param isLabelled whether the component of some points is known
   */
  static StartKind of(int number, boolean isLabelled) {
    return number == 0 && isLabelled
        ? LABELS
        : PORTFOLIO.get(Turns.placeInPortfolio(number) % PORTFOLIO.size());
  }
}
