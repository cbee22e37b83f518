package io.mixtura.mixture.family;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.covariance.Rescue;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.observations.Box;
import io.mixtura.mixture.statistics.StatisticsForm;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A kind of component distribution: what the EM loop needs to know of it. The loop itself, the
 * weights, starts, restarts, checkpoints and criteria are the same for every family.
 */
public sealed interface ComponentFamily extends Serializable
    permits GaussianFamily, StudentFamily, DiscreteFamily, MixedFamily, NoisyFamily {

  /**
   * The family of columns each of which has one of its own.
   *
   * @param structure of the covariances, where there are Gaussian columns
   */
  static ComponentFamily of(CovarianceStructure structure, List<ColumnFamily> columns) {
    Encoding encoding = new Encoding(List.copyOf(columns));
    if (encoding.isIdentity()) {
      return new GaussianFamily(structure);
    }
    return encoding.numeric() == 0
        ? new DiscreteFamily(encoding)
        : new MixedFamily(structure, encoding);
  }

  /**
   * What the columns are to the engine.
   *
   * @param d number of the data's columns; a family of different columns knows them
   */
  Encoding encoding(int d);

  /** What covariances may look like; {@code IDENTITY} where there are none. */
  CovarianceStructure structure();

  /** Whether components have any: only with Gaussian columns. */
  default boolean hasCovariances() {
    return true;
  }

  /**
   * Whether points are compared in the data's own units where clusters to start from are sought;
   * else in those of each column's spread, as counts, indicators and measurements have to be.
   */
  default boolean startsInOwnUnits() {
    return false;
  }

  /** Whether weights, means and covariances, which a bootstrap tells of, are all parameters. */
  default boolean canBootstrap() {
    return false;
  }

  /** Whether degrees of freedom are estimated. */
  default boolean hasFreeTails() {
    return false;
  }

  /**
   * The family of fewer parameters by which clusters are led to components with a spread of their
   * own, see {@code Relaxing}; empty where none is needed.
   *
   * @param d number of dimensions
   */
  default Optional<ComponentFamily> tighter(int d) {
    return Optional.empty();
  }

  /**
   * The family of components that are believed to be no holes of the likelihood, by which starts
   * are led on where no others have come to a sound end; empty where it knows of no such belief.
   */
  default Optional<ComponentFamily> steadied(int components, DataProfile data) {
    return Optional.empty();
  }

  /** How many components there are besides k that are clusters, and these: one more for noise. */
  default int count(int clusters) {
    return clusters;
  }

  /**
   * The same once its data are known.
   *
   * @param box around all points
   */
  default ComponentFamily on(Supplier<Box> box, DataProfile data, Rescue rescue) {
    return this;
  }

  /** What {@link #maximize} reads from the statistics of points in d dimensions. */
  StatisticsForm form(int d);

  /** Free parameters of k components in d dimensions, without the mixing weights of clusters. */
  long freeParameters(int k, int d);

  /**
   * Points, in effective number, that a component needs to have parameters of its own.
   *
   * @param directions in which the Gaussian columns have spread, if there are any
   */
  int fewestPoints(int directions);

  /** How many numbers a component in d dimensions is made of, see {@link Components#numbers}. */
  int numbers(int d);

  /** The components of which these are the numbers, bit for bit. */
  Components of(double[][] numbers, int d);

  /**
   * Components in these places, to gather the statistics about that a start is made of: whatever
   * else they need is chosen freely.
   *
   * @param places one point for each component
   */
  Components around(double[][] places);

  /**
   * Components with the means and covariances of Gaussian ones, to start from.
   *
   * @throws IllegalArgumentException if those do not tell all that the family needs
   */
  default Components like(GaussianComponents gaussians) {
    throw new IllegalArgumentException("these components are more than means and covariances");
  }

  /** Components in these places, each as wide as all points together. */
  Maximization<Components> wideAsTheData(double[][] places, DataProfile data, Rescue rescue);

  /**
   * The same family, with something believed of its components before any data.
   *
   * @throws IllegalArgumentException if the family has no use for it
   */
  default ComponentFamily believing(Prior prior) {
    throw new IllegalArgumentException("only Gaussian components have a prior");
  }

  /** The logarithm of the components' density before any data, up to a constant. */
  default double logPrior(Components components) {
    return 0;
  }

  /**
   * The M step: the parameters that maximize the expected complete log-likelihood, or with a prior
   * its sum with {@link #logPrior}.
   *
   * @param statistics what the pass with {@code current} gathered
   * @param rescue what to do with components that collapse
   */
  Maximization<Components> maximize(
      SufficientStatistics statistics, Components current, Rescue rescue);

  /**
   * Parameters to start from: as {@link #maximize}, but a component with too few points takes over
   * the spread that all components have together.
   */
  Maximization<Components> start(
      SufficientStatistics statistics, Components current, Rescue rescue);

  /**
   * Whether statistics that no points have led to, but an extrapolation, could be those of points.
   */
  default boolean admits(SufficientStatistics statistics) {
    return true;
  }
}
