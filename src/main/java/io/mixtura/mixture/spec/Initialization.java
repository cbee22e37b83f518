package io.mixtura.mixture.spec;

import static io.mixtura.mixture.covariance.GivenNumbers.require;
import static io.mixtura.mixture.covariance.GivenNumbers.requireNumbers;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.GivenCovariances;
import io.mixtura.mixture.covariance.GivenNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way in which starts θ⁰ are chosen. */
public sealed interface Initialization {

  /** Whether starts are tried first, and only the best of them are followed. */
  default boolean isSearch() {
    return false;
  }

  /**
   * Starts of several kinds, all of them tried for a few iterations, the best of them for long.
   *
   * @param starts how many are tried
   * @param keep how many of them go on
   */
  record Portfolio(int starts, int keep) implements Initialization {
    public static final int KEEP_BY_DEFAULT = 5;

    private static final int STARTS_BESIDE_OTHERS = 4;
    private static final int FEWEST_BY_DEFAULT = 24;
    private static final int MOST_BY_DEFAULT = 48;
    private static final int BY_DEFAULT_PER_COMPONENT = 12;

    /**
     * As many as are tried unless otherwise said: of more components more can be misplaced. Of two
     * there is little to rearrange, and starts of other kinds have to find what there is.
     */
    public static int startsByDefault(int components) {
      return components == 2
          ? MOST_BY_DEFAULT
          : Math.clamp(
              BY_DEFAULT_PER_COMPONENT * (components - 1L), FEWEST_BY_DEFAULT, MOST_BY_DEFAULT);
    }

    /**
     * What is tried unless otherwise said where another structure has been fitted with as many
     * components: beside what that has led to.
     */
    public static Portfolio besideOthers(int components) {
      return new Portfolio(components == 1 ? 1 : STARTS_BESIDE_OTHERS, 1);
    }

    @Override
    public boolean isSearch() {
      return true;
    }
  }

  /**
   * A portfolio whose first start is a model that has been fitted before, to other data maybe: a
   * warm start beside cold ones, which keep it from being followed where it has had its day.
   *
   * @param from in the data's own units, of as many components, without noise
   * @param starts how many are tried, it among them
   * @param keep how many of them go on
   */
  record Continued(MixtureModel from, int starts, int keep) implements Initialization {
    @Override
    public boolean isSearch() {
      return true;
    }
  }

  /** k-means++ followed by k-means, whose clusters become the components. */
  record KMeans() implements Initialization {}

  /** Means at k points drawn at random, equal weights, every covariance that of the data. */
  record RandomPoints() implements Initialization {}

  /**
   * A given partition.
   *
   * @param labels the component of each point, from 0 to k − 1, each at least once
   */
  record Partition(List<Integer> labels) implements Initialization {}

  /**
   * Given parameters, in the data's units: a warm start.
   *
   * @param weights k values; null for equal ones
   * @param means k × d
   * @param covariances k × d × d; null for the covariance of the data
   */
  record Parameters(
      @Nullable List<Double> weights,
      List<List<Double>> means,
      @Nullable List<List<List<Double>>> covariances)
      implements Initialization {

    /**
     * Checks shapes and values.
     *
     * @throws IllegalArgumentException saying what is wrong with which component
     */
    public void check(CovarianceStructure structure, int k, int d) {
      require(means.size() == k, "there are %d means for %d components", means.size(), k);
      for (int c = 0; c < k; c++) {
        requireNumbers(means.get(c), d, "the mean", c);
        GivenNumbers.requireWithin(
            means.get(c), GivenNumbers.LARGEST, "the mean of component " + c);
      }
      if (weights != null) {
        requireNumbers(weights, k, "the list of weights", 0);
        GivenNumbers.weights(GivenNumbers.array(weights));
      }
      if (covariances != null) {
        GivenCovariances.check(covariances, structure, k, d);
      }
    }
  }
}
