package io.mixtura.mixture.family;

import io.mixtura.mixture.special.GammaFunctions;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The rule that gives t components their degrees of freedom ν.
 *
 * <p>What is estimated lies from {@value #LEAST} to {@value #MOST}: below, a component has hardly
 * any middle left to tell where it is, and above it is Gaussian for every purpose, while the
 * likelihood goes on rising ever more slowly.
 */
public sealed interface DegreesOfFreedom extends Serializable {
  /** The least that is estimated, or may be given. */
  double LEAST = 0.5;

  /** The most that is estimated. */
  double MOST = 200;

  /** The most that may be given: a Gaussian component but for the last digits. */
  double MOST_GIVEN = 1e9;

  /** Estimates start here, where outliers count for less but the middle of a component does not. */
  double FIRST = 10;

  /** Free parameters of k components. */
  int freeParameters(int k);

  /** ν of each component to start from. */
  default double[] first(int k) {
    double[] first = new double[k];
    Arrays.fill(first, FIRST);
    return first;
  }

  /** ν of each component after an M step. */
  double[] estimate(SufficientStatistics statistics);

  /** A number for each component. */
  record PerComponent() implements DegreesOfFreedom {
    @Override
    public int freeParameters(int k) {
      return k;
    }

    @Override
    public double[] estimate(SufficientStatistics statistics) {
      double[] estimates = new double[statistics.components()];
      Arrays.setAll(
          estimates, k -> solve(StudentFamily.excess(statistics, k), statistics.count(k)));
      return estimates;
    }
  }

  /** One number for all components. */
  record Shared() implements DegreesOfFreedom {
    @Override
    public int freeParameters(int k) {
      return 1;
    }

    @Override
    public double[] estimate(SufficientStatistics statistics) {
      double excess = 0;
      double count = 0;
      for (int k = 0; k < statistics.components(); k++) {
        excess += StudentFamily.excess(statistics, k);
        count += statistics.count(k);
      }
      double[] estimates = new double[statistics.components()];
      Arrays.fill(estimates, solve(excess, count));
      return estimates;
    }
  }

  /**
   * A given number for all components.
   *
   * @param number above 0
   */
  record Fixed(double number) implements DegreesOfFreedom {
    @Override
    public int freeParameters(int k) {
      return 0;
    }

    @Override
    public double[] first(int k) {
      double[] same = new double[k];
      Arrays.fill(same, number);
      return same;
    }

    @Override
    public double[] estimate(SufficientStatistics statistics) {
      return first(statistics.components());
    }
  }

  /**
   * The ν that maximizes Q, the root of log(ν/2) − ψ(ν/2) = excess / count: the left side falls
   * from infinity to 0, so Q has one maximum, and where the root is out of bounds the nearer bound
   * is best. By bisection, which ends at neighbouring numbers and cannot fail.
   */
  private static double solve(double excess, double count) {
    double target = excess / count;
    double low = LEAST;
    double high = MOST;
    // Written so that NaN, of no points, is Gaussian.
    if (!(target > GammaFunctions.logMinusDigamma(high / 2))) {
      return high;
    }
    if (target >= GammaFunctions.logMinusDigamma(low / 2)) {
      return low;
    }
    while (true) {
      double middle = (low + high) / 2;
      if (!(middle > low && middle < high)) {
        return middle;
      }
      if (GammaFunctions.logMinusDigamma(middle / 2) > target) {
        low = middle;
      } else {
        high = middle;
      }
    }
  }
}
