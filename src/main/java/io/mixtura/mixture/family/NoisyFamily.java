package io.mixtura.mixture.family;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.covariance.Rescue;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.observations.Box;
import io.mixtura.mixture.statistics.StatisticsForm;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Components of some family, and after them one for noise: points that belong to none, anywhere
 * with the same density 1/V. V is the volume of the box around all points, so the noise has nothing
 * to estimate but its weight.
 *
 * <p>J. D. Banfield, A. E. Raftery: Model-based Gaussian and non-Gaussian clustering. Biometrics 49
 * (1993) 803–821.
 *
 * @param inner the other components
 * @param box around the points; null before they are known
 */
public record NoisyFamily(ComponentFamily inner, @Nullable Box box) implements ComponentFamily {
  private static final double TWO_PI = 2 * Math.PI;

  /** Of points that are not known yet. */
  public NoisyFamily(ComponentFamily inner) {
    this(inner, null);
  }

  /**
   * A column in which all points are equal tells nothing of what is noise: there its density is
   * that of a component at its mean, whose variance is what the rescue gives it.
   */
  @Override
  public ComponentFamily on(Supplier<Box> around, DataProfile data, Rescue rescue) {
    double[] least = rescue.everywhere();
    double mean = data.totalVariance() / least.length;
    for (int j = 0; j < least.length; j++) {
      double variance = structure().isSpherical() || least[j] == 0 ? mean : least[j];
      least[j] = Math.sqrt(TWO_PI * variance);
    }
    return new NoisyFamily(inner.on(around, data, rescue), around.get().atLeast(least));
  }

  private NoisyComponents with(Components components) {
    if (box == null) {
      throw new IllegalStateException("noise has no density before the points are known");
    }
    return new NoisyComponents(components, box);
  }

  @Override
  public CovarianceStructure structure() {
    return inner.structure();
  }

  @Override
  public boolean hasCovariances() {
    return inner.hasCovariances();
  }

  @Override
  public boolean hasFreeTails() {
    return inner.hasFreeTails();
  }

  @Override
  public int count(int clusters) {
    return clusters + 1;
  }

  @Override
  public Encoding encoding(int d) {
    return inner.encoding(d);
  }

  @Override
  public StatisticsForm form(int d) {
    return inner.form(d);
  }

  /** One more for the weight of the noise; the box is the data's. */
  @Override
  public long freeParameters(int k, int d) {
    return inner.freeParameters(k, d) + 1;
  }

  @Override
  public int fewestPoints(int directions) {
    return inner.fewestPoints(directions);
  }

  /** Room for the box, too. */
  @Override
  public int numbers(int d) {
    return Math.max(inner.numbers(d), 2 * d);
  }

  @Override
  public NoisyComponents of(double[][] numbers, int d) {
    int clusters = numbers.length - 1;
    double[][] others = new double[clusters][];
    Arrays.setAll(others, k -> Arrays.copyOf(numbers[k], inner.numbers(d)));
    double[] noise = numbers[clusters];
    return new NoisyComponents(
        inner.of(others, d), new Box(Arrays.copyOf(noise, d), Arrays.copyOfRange(noise, d, 2 * d)));
  }

  @Override
  public ComponentFamily believing(Prior prior) {
    return new NoisyFamily(inner.believing(prior), box);
  }

  @Override
  public double logPrior(Components components) {
    return inner.logPrior(((NoisyComponents) components).inner());
  }

  @Override
  public Components around(double[][] places) {
    return with(inner.around(places));
  }

  @Override
  public Components like(GaussianComponents gaussians) {
    return with(inner.like(gaussians));
  }

  @Override
  public Maximization<Components> wideAsTheData(
      double[][] places, DataProfile data, Rescue rescue) {
    return inner.wideAsTheData(places, data, rescue).map(this::with);
  }

  @Override
  public Maximization<Components> maximize(
      SufficientStatistics statistics, Components current, Rescue rescue) {
    Components others = ((NoisyComponents) current).inner();
    return inner.maximize(statistics.first(others.count()), others, rescue).map(this::with);
  }

  @Override
  public Maximization<Components> start(
      SufficientStatistics statistics, Components current, Rescue rescue) {
    Components others = ((NoisyComponents) current).inner();
    return inner.start(statistics.first(others.count()), others, rescue).map(this::with);
  }

  @Override
  public boolean admits(SufficientStatistics statistics) {
    return inner.admits(statistics.first(statistics.components() - 1));
  }
}
