package io.mixtura.mixture.family;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.covariance.Rescue;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.mixture.statistics.StatisticsForm;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Poisson, Bernoulli and categorical columns, independent of each other within a component. With
 * the indicators of {@link Encoding} all of them are one: log p(x) = Σ_j η_kj x_j + A_k + h(x), and
 * the M step takes the means of the columns.
 *
 * <p>A rate of 0 or a probability of 0 is a maximum like any other, so nothing is added to counts;
 * but one to start from would never be left again, so starts lie inside.
 *
 * @param encoding of the columns; Gaussian ones are not looked at
 */
public record DiscreteFamily(Encoding encoding) implements ComponentFamily {
  /** Below this effective number of points a component has no parameters of its own any more. */
  private static final double VANISHED = 1e-9;

  /** How much of the data's mean is in that of a component to start from: cluster, or one point. */
  private static final double SHARE_OF_DATA = 0.1;

  private static final double SHARE_BESIDE_POINT = 0.5;

  @Override
  public Encoding encoding(int d) {
    return encoding;
  }

  /** There are no covariances. */
  @Override
  public CovarianceStructure structure() {
    return CovarianceStructure.IDENTITY;
  }

  @Override
  public boolean hasCovariances() {
    return false;
  }

  /** Sums alone. */
  @Override
  public StatisticsForm form(int d) {
    return new StatisticsForm(encoding.width(), encoding.numeric(), SecondMoments.NONE, 0);
  }

  @Override
  public long freeParameters(int k, int d) {
    return k * encoding.columns().stream().mapToLong(ColumnFamily::freeParameters).sum();
  }

  /** However few points it has, a component is no hole in the likelihood. */
  @Override
  public int fewestPoints(int directions) {
    return 1;
  }

  /** The means of its encoded columns: rates, and probabilities of levels. */
  @Override
  public int numbers(int d) {
    return encoding.width() - encoding.numeric();
  }

  @Override
  public DiscreteComponents of(double[][] numbers, int d) {
    return new DiscreteComponents(encoding, Arrays.stream(numbers).map(double[]::clone).toList());
  }

  @Override
  public DiscreteComponents around(double[][] places) {
    return new DiscreteComponents(encoding, Arrays.stream(places).map(this::own).toList());
  }

  /** Half way from each place to the mean of the data. */
  @Override
  public Maximization<Components> wideAsTheData(
      double[][] places, DataProfile data, Rescue rescue) {
    double[] mean = own(data.mean());
    List<double[]> means =
        Arrays.stream(places).map(place -> mixed(own(place), mean, SHARE_BESIDE_POINT)).toList();
    return Maximization.of(new DiscreteComponents(encoding, means));
  }

  /** Of a point's encoded columns those that are not Gaussian. */
  private double[] own(double[] point) {
    return Arrays.copyOfRange(point, encoding.numeric(), point.length);
  }

  private static double[] mixed(double[] mean, double[] other, double share) {
    double[] mixed = new double[mean.length];
    Arrays.setAll(mixed, j -> (1 - share) * mean[j] + share * other[j]);
    return mixed;
  }

  /**
   * μ_k = Σ r x / N_k; of the levels of a column the shares, so that they sum to 1. What no points
   * can have led to, such as a leap beyond 0, counts as collapsed.
   */
  @Override
  public Maximization<Components> maximize(
      SufficientStatistics statistics, Components current, Rescue rescue) {
    DiscreteComponents old = (DiscreteComponents) current;
    List<Encoding.Block> blocks = encoding.discrete();
    List<double[]> means = new ArrayList<>();
    for (int k = 0; k < statistics.components(); k++) {
      int impossible = impossibleColumn(blocks, statistics.sums(k));
      if (impossible >= 0) {
        return new Maximization.Collapsed<>(k, impossible);
      }
      means.add(
          statistics.count(k) < VANISHED
              ? old.mean(k)
              : means(blocks, statistics.sums(k), statistics.count(k), old.mean(k)));
    }
    return Maximization.of(new DiscreteComponents(encoding, means));
  }

  private static int impossibleColumn(List<Encoding.Block> blocks, double[] sums) {
    for (Encoding.Block block : blocks) {
      for (int j = block.first(); j < block.end(); j++) {
        if (!(sums[j] >= 0 && sums[j] < Double.POSITIVE_INFINITY)) {
          return block.column();
        }
      }
    }
    return -1;
  }

  /**
   * The means of the columns.
   *
   * @param count of points, which counts are of; levels are of those that have one
   * @param before what a column keeps in which no point has a value
   */
  private double[] means(
      List<Encoding.Block> blocks, double[] sums, double count, double[] before) {
    int numeric = encoding.numeric();
    double[] means = new double[sums.length - numeric];
    for (Encoding.Block block : blocks) {
      double whole = block.hasLevels() ? sum(sums, block) : count;
      for (int j = block.first(); j < block.end(); j++) {
        means[j - numeric] = whole > 0 ? sums[j] / whole : before[j - numeric];
      }
    }
    return means;
  }

  private static double sum(double[] sums, Encoding.Block block) {
    double sum = 0;
    for (int j = block.first(); j < block.end(); j++) {
      sum += sums[j];
    }
    return sum;
  }

  /** With a tenth of what all components have together. */
  @Override
  public Maximization<Components> start(
      SufficientStatistics statistics, Components current, Rescue rescue) {
    return maximize(statistics, current, rescue)
        .map(components -> inside((DiscreteComponents) components, statistics));
  }

  private Components inside(DiscreteComponents components, SufficientStatistics statistics) {
    double[] sums = new double[statistics.dimensions()];
    double count = 0;
    for (int k = 0; k < statistics.components(); k++) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += statistics.sums(k)[j];
      }
      count += statistics.count(k);
    }
    List<double[]> means = new ArrayList<>();
    for (int k = 0; k < components.count(); k++) {
      double[] own = components.mean(k);
      means.add(mixed(own, means(encoding.discrete(), sums, count, own), SHARE_OF_DATA));
    }
    return new DiscreteComponents(encoding, means);
  }
}
