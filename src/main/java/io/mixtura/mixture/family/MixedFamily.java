package io.mixtura.mixture.family;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.covariance.Rescue;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.statistics.StatisticsForm;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Arrays;

/**
 * Gaussian columns besides discrete ones, independent of each other within a component.
 *
 * @param structure what the covariances of the Gaussian columns may look like
 * @param encoding of all columns
 */
public record MixedFamily(CovarianceStructure structure, Encoding encoding)
    implements ComponentFamily {
  private GaussianFamily gaussian() {
    return new GaussianFamily(structure);
  }

  private DiscreteFamily discrete() {
    return new DiscreteFamily(encoding);
  }

  @Override
  public Encoding encoding(int d) {
    return encoding;
  }

  @Override
  public StatisticsForm form(int d) {
    return new StatisticsForm(encoding.width(), encoding.numeric(), structure.moments(), 0);
  }

  @Override
  public long freeParameters(int k, int d) {
    return gaussian().freeParameters(k, encoding.numeric()) + discrete().freeParameters(k, d);
  }

  @Override
  public int fewestPoints(int directions) {
    return gaussian().fewestPoints(directions);
  }

  /** Those of the Gaussian columns, then the others. */
  @Override
  public int numbers(int d) {
    return gaussian().numbers(encoding.numeric()) + discrete().numbers(d);
  }

  @Override
  public MixedComponents of(double[][] numbers, int d) {
    int first = gaussian().numbers(encoding.numeric());
    double[][] ofGaussian = new double[numbers.length][];
    Arrays.setAll(ofGaussian, k -> Arrays.copyOf(numbers[k], first));
    double[][] ofOthers = new double[numbers.length][];
    Arrays.setAll(ofOthers, k -> Arrays.copyOfRange(numbers[k], first, numbers[k].length));
    return new MixedComponents(
        encoding,
        gaussian().of(ofGaussian, encoding.numeric()),
        discrete().of(ofOthers, encoding.width()));
  }

  @Override
  public MixedComponents around(double[][] places) {
    return new MixedComponents(
        encoding, gaussian().around(numeric(places)), discrete().around(places));
  }

  private double[][] numeric(double[][] places) {
    return Arrays.stream(places)
        .map(place -> Arrays.copyOf(place, encoding.numeric()))
        .toArray(double[][]::new);
  }

  @Override
  public Maximization<Components> wideAsTheData(
      double[][] places, DataProfile data, Rescue rescue) {
    return together(
        gaussian().wideAsTheData(numeric(places), data, rescue),
        discrete().wideAsTheData(places, data, rescue));
  }

  @Override
  public Maximization<Components> maximize(
      SufficientStatistics statistics, Components current, Rescue rescue) {
    MixedComponents old = (MixedComponents) current;
    return together(
        gaussian().maximize(statistics, old.gaussians(), rescue),
        discrete().maximize(statistics, old.discrete(), rescue));
  }

  @Override
  public Maximization<Components> start(
      SufficientStatistics statistics, Components current, Rescue rescue) {
    MixedComponents old = (MixedComponents) current;
    return together(
        gaussian().start(statistics, old.gaussians(), rescue),
        discrete().start(statistics, old.discrete(), rescue));
  }

  private Maximization<Components> together(
      Maximization<Components> gaussian, Maximization<Components> discrete) {
    return gaussian
        .renumbered(column -> encoding.gaussianColumns()[column])
        .flatMap(numeric -> discrete.map(others -> together(numeric, others)));
  }

  private MixedComponents together(Components gaussian, Components discrete) {
    return new MixedComponents(
        encoding, (GaussianComponents) gaussian, (DiscreteComponents) discrete);
  }
}
