package io.mixtura.mixture;

import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.family.ComponentFamily;
import io.mixtura.mixture.family.Components;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.family.GaussianComponents;
import io.mixtura.mixture.family.NoisyComponents;
import io.mixtura.mixture.family.StudentComponents;
import io.mixtura.mixture.observations.Box;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A mixture: p(x) = Σ_k π_k p_k(x), with weights π and components of one family; immutable. */
public final class MixtureModel implements Serializable {
  private static final long serialVersionUID = 1;

  private final double[] weights;
  private final Components parameters;
  private final Encoding encoding;

  public MixtureModel(double[] weights, Components parameters) {
    this.weights = weights;
    this.parameters = parameters;
    this.encoding = parameters.family().encoding(parameters.dimensions());
  }

  /**
   * A Gaussian mixture from given parameters.
   *
   * @param structure decides whether covariances are kept as matrices or, for {@code diagonal},
   *     {@code spherical} and {@code identity}, as their diagonals
   * @param weights k weights, none negative, that sum to 1 within 1e-6; they are rescaled to sum to
   *     1
   * @param means k × d
   * @param covariances k × d × d, symmetric and positive definite
   * @throws IllegalArgumentException if they are not; the message names the component
   */
  public static MixtureModel gaussian(
      CovarianceStructure structure, double[] weights, double[][] means, double[][][] covariances) {
    return GivenMixture.gaussian(structure, weights, means, covariances);
  }

  /** The same with the tails of t distributions. */
  public MixtureModel withDegreesOfFreedom(double[] degrees) {
    return new MixtureModel(
        weights,
        new StudentComponents(gaussians(), degrees.clone(), new DegreesOfFreedom.PerComponent()));
  }

  /**
   * The same with noise. Of the weights nothing is changed.
   *
   * @param lower the lowest corner of the box that noise is drawn from
   * @param sides the lengths of its sides, which decide the density
   */
  public MixtureModel withNoise(double weight, double[] lower, double[] sides) {
    double[] all = Arrays.copyOf(weights, weights.length + 1);
    all[weights.length] = weight;
    return new MixtureModel(
        all, new NoisyComponents(parameters, new Box(lower.clone(), sides.clone())));
  }

  /** Number of components: k, and one more for noise. */
  public int components() {
    return weights.length;
  }

  /** Number of components k that are clusters: all but noise, which is the last. */
  public int clusters() {
    return parameters.clusters();
  }

  /** Number of dimensions d. */
  public int dimensions() {
    return encoding.columns().size();
  }

  /** The families of the columns, in their order. */
  public List<ColumnFamily> columns() {
    return encoding.columns();
  }

  /** What the columns are to the engine. */
  public Encoding encoding() {
    return encoding;
  }

  /** Whether any column is Gaussian: only then are there means and covariances. */
  public boolean hasGaussians() {
    return parameters.family().hasCovariances();
  }

  /** The mixing weight π_k. */
  public double weight(int k) {
    return weights[k];
  }

  /** The mean μ_k of the Gaussian columns. */
  public double[] mean(int k) {
    return gaussians().mean(k).clone();
  }

  /**
   * Of a column that is not Gaussian its rate, or the probabilities of its levels.
   *
   * @param k the component
   */
  public double[] distribution(int k, int column) {
    return parameters.distribution(k, column);
  }

  /** Mean and variance of a column of counts or levels. */
  double[] moments(int k, int column) {
    double[] distribution = distribution(k, column);
    List<Double> levels = columns().get(column).levels();
    if (levels.isEmpty()) {
      return new double[] {distribution[0], distribution[0]};
    }
    double mean = 0;
    for (int l = 0; l < distribution.length; l++) {
      mean += levels.get(l) * distribution[l];
    }
    double variance = 0;
    for (int l = 0; l < distribution.length; l++) {
      double shift = levels.get(l) - mean;
      variance += shift * shift * distribution[l];
    }
    return new double[] {mean, variance};
  }

  /**
   * The covariance Σ_k of the Gaussian columns; of a t component the scale matrix, of which ν/(ν−2)
   * times is the covariance where ν is above 2.
   */
  public double[][] covariance(int k) {
    Covariance covariance = gaussians().covariance(k);
    int d = covariance.dimensions();
    double[][] matrix = new double[d][d];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        matrix[i][j] = covariance.get(i, j);
      }
    }
    return matrix;
  }

  /** The degrees of freedom ν_k of a t component; infinite for a Gaussian one. */
  public double degreesOfFreedom(int k) {
    return parameters.degreesOfFreedom(k);
  }

  /** The noise, which is the last component; null if there is none. */
  @Nullable Box noise() {
    return parameters.noise();
  }

  /** Whether the last component is noise. */
  public boolean hasNoise() {
    return parameters.hasNoise();
  }

  /** log 1/V: the log density of the noise, everywhere. */
  public double noiseLogDensity() {
    return requireNoise().logDensity();
  }

  /** The lowest corner of the box that the noise is drawn from, d values. */
  public double[] noiseLower() {
    return requireNoise().lower().clone();
  }

  /** The sides of the box that the noise is drawn from, d values. */
  public double[] noiseSides() {
    return requireNoise().sides().clone();
  }

  private Box requireNoise() {
    return Objects.requireNonNull(noise(), "there is no noise");
  }

  /** Whether the components are t distributions. */
  public boolean isStudent() {
    return parameters.isStudent();
  }

  /** What the covariances may look like. */
  public CovarianceStructure structure() {
    return gaussians().structure();
  }

  /** Number of free parameters p, with weights that are free. */
  public long freeParameters() {
    return clusters() - 1 + parameters.family().freeParameters(clusters(), dimensions());
  }

  /** The components' parameters. */
  public Components parameters() {
    return parameters;
  }

  /**
   * Means and covariances of the Gaussian columns; of t components locations and scale matrices.
   */
  public GaussianComponents gaussians() {
    return parameters.gaussians();
  }

  public double[] logWeights() {
    double[] logs = new double[weights.length];
    for (int k = 0; k < logs.length; k++) {
      logs[k] = StrictMath.log(weights[k]);
    }
    return logs;
  }

  /**
   * The same for rows that it has not been fitted to, which may show what none of those did.
   *
   * @param size number of the rows that it has been fitted to
   */
  public MixtureModel predictive(double size) {
    double[] counts = new double[weights.length];
    Arrays.setAll(counts, k -> size * weights[k]);
    return new MixtureModel(weights, parameters.predictive(counts));
  }

  /** Largest change of a parameter: of the weights, or of the components in the columns' units. */
  public double distance(MixtureModel other, double[] scales) {
    double largest = parameters.distance(other.parameters, scales);
    for (int k = 0; k < weights.length; k++) {
      largest = Math.max(largest, Math.abs(weights[k] - other.weights[k]));
    }
    return largest;
  }

  /**
   * The order in which a stored model's components stand, so that fits are comparable: by
   * descending weight, ties by mean, and noise last. Entry k is the present number of the component
   * that will be the k-th.
   */
  public int[] canonicalOrder() {
    Comparator<Integer> byWeight = Comparator.comparingDouble(k -> -weights[k]);
    IntStream clusters =
        IntStream.range(0, clusters())
            .boxed()
            .sorted(byWeight.thenComparing(parameters::compare))
            .mapToInt(Integer::intValue);
    return IntStream.concat(clusters, IntStream.range(clusters(), components())).toArray();
  }

  public MixtureModel reordered(int[] order) {
    double[] reordered = new double[order.length];
    for (int k = 0; k < order.length; k++) {
      reordered[k] = weights[order[k]];
    }
    return new MixtureModel(reordered, parameters.reordered(order));
  }

  /** All numbers of the model in one array: the weights, then component after component. */
  public double[] toArray() {
    int each = parameters.family().numbers(dimensions());
    double[] all = Arrays.copyOf(weights, components() * (1 + each));
    for (int k = 0; k < components(); k++) {
      System.arraycopy(parameters.numbers(k), 0, all, components() + k * each, each);
    }
    return all;
  }

  /**
   * The model that {@link #toArray} was called on, bit for bit.
   *
   * @param k number of components
   * @param d number of dimensions
   */
  public static MixtureModel fromArray(ComponentFamily family, int k, int d, double[] all) {
    int each = family.numbers(d);
    double[][] numbers = new double[k][];
    Arrays.setAll(numbers, c -> Arrays.copyOfRange(all, k + c * each, k + (c + 1) * each));
    return new MixtureModel(Arrays.copyOf(all, k), family.of(numbers, d));
  }
}
