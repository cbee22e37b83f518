package io.mixtura.mixture.family;

import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Box;
import io.mixtura.mixture.pass.ComponentPass;
import java.io.Serializable;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The parameters of all components of one family; immutable, serialized as plain arrays. */
public sealed interface Components extends Serializable
    permits GaussianComponents,
        StudentComponents,
        DiscreteComponents,
        MixedComponents,
        NoisyComponents {

  /** Number of components k. */
  int count();

  /** How many of them, the first ones, are clusters: all but noise. */
  default int clusters() {
    return count();
  }

  /** The noise, which is the last of them; null if there is none. */
  default @Nullable Box noise() {
    return null;
  }

  default boolean hasNoise() {
    return noise() != null;
  }

  /** Whether they are t distributions. */
  default boolean isStudent() {
    return false;
  }

  /** The degrees of freedom ν of a t component; infinite for others. */
  default double degreesOfFreedom(int k) {
    return Double.POSITIVE_INFINITY;
  }

  /**
   * Means and covariances of the Gaussian columns; of t components locations and scale matrices.
   */
  default GaussianComponents gaussians() {
    throw new IllegalStateException("no column is Gaussian");
  }

  /**
   * Of one of the data's columns that is not Gaussian its rate, or the probabilities of its levels.
   */
  default double[] distribution(int k, int column) {
    throw new IllegalStateException("all columns are numeric");
  }

  /**
   * The same once the values of so many other columns are known: t components have more degrees of
   * freedom then.
   */
  default Components given(int columns) {
    return this;
  }

  /**
   * The same for rows that nobody has seen: what no row of a component has shown is rare then, and
   * not impossible. No level is less likely than if the component had seen one more row, of any of
   * the levels; no rate less than if that had been one as all rows are on average.
   *
   * @param counts of the rows of each component
   */
  default Components predictive(double[] counts) {
    return this;
  }

  /** Number of encoded columns, see {@code Encoding}. */
  int dimensions();

  /** The family they belong to. */
  ComponentFamily family();

  /** The evaluation of these components on tiles of points; one for each thread. */
  ComponentPass pass(Kernels kernels);

  /** The same on points some of whose values are missing: each is judged by those that it has. */
  ComponentPass passOverIncomplete(Kernels kernels);

  /**
   * Random points of these components.
   *
   * @param uniform random numbers from 0 to before 1
   */
  PointSource source(DoubleSupplier uniform);

  /** All numbers that a component is made of, see {@link ComponentFamily#of}. */
  double[] numbers(int k);

  /** The same components after x → scale·x + shift, column by column. */
  Components transformed(double[] scale, double[] shift);

  /** The nearest components that the family allows: one of a sphere is not one in other units. */
  Components asTheFamilyAllows();

  /**
   * How narrow a component is against the data, see {@code Soundness}; infinite where it cannot be.
   *
   * @param data how wide the data are in their middle
   */
  double narrowness(int k, Covariance data);

  /** The mean of a component; nobody writes to it. */
  double[] mean(int k);

  /**
   * The point that statistics of a component are gathered about: its mean, where moments about
   * others would lose digits. Nobody writes to it.
   */
  double[] origin(int k);

  /** The {@link #origin} of every component. */
  default double[][] origins() {
    return IntStream.range(0, count()).mapToObj(this::origin).toArray(double[][]::new);
  }

  /**
   * The normal of a plane through the mean of a component.
   *
   * @param z the same where the component is round
   */
  double[] normal(int k, double[] z);

  /** The same components in another order: the new k-th is the old {@code order[k]}-th. */
  Components reordered(int[] order);

  /**
   * The largest change of any parameter, in units of the columns' standard deviations.
   *
   * @param scales standard deviation of each column, none of them 0
   */
  double distance(Components other, double[] scales);

  /** Compares two components, for an order that does not depend on how a fit was started. */
  int compare(int k, int m);
}
