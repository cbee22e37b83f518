package io.mixtura.mixture.statistics;

import java.io.Serializable;

/**
 * The sums that {@link SufficientStatistics} keep of each component, besides its number of points.
 *
 * @param dimensions Σ r (x−μ) of so many columns
 * @param numeric of how many of them, the first ones, there are second moments
 * @param moments which of those
 * @param tallies further sums Σ r t(x), which are not about any point
 * @param hasMass whether in the sums and moments points count for something else than r; the first
 *     tally is what they count for together
 */
public record StatisticsForm(
    int dimensions, int numeric, SecondMoments moments, int tallies, boolean hasMass)
    implements Serializable {

  public StatisticsForm(int dimensions, int numeric, SecondMoments moments, int tallies) {
    this(dimensions, numeric, moments, tallies, false);
  }

  /** Sums and second moments of all columns. */
  public static StatisticsForm of(int dimensions, SecondMoments moments) {
    return new StatisticsForm(dimensions, dimensions, moments, 0);
  }

  /** How many numbers are kept of a component. */
  int numbers() {
    return 1 + dimensions + seconds() + tallies;
  }

  /** How many second moments there are. */
  int seconds() {
    return moments.size(numeric);
  }
}
