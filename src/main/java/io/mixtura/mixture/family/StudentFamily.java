package io.mixtura.mixture.family;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.covariance.Rescue;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.statistics.StatisticsForm;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Arrays;

/**
 * Multivariate t components t(μ_k, Σ_k, ν_k): Gaussian ones with tails that fall by a power law,
 * the heavier the fewer degrees of freedom ν_k there are, so that outliers hardly move them.
 *
 * <p>A t variate is a Gaussian one with covariance Σ/u, of which u, a gamma variate of mean 1, is
 * not seen. So EM has two things to guess of a point: its component, as r, and its u, as u = (ν +
 * d) / (ν + m²) with the Mahalanobis length m. Then μ_k and Σ_k are estimated as of Gaussian
 * components, from moments with r·u for r, and ν_k from Σ r (E log u − u). All three maximize Q
 * together: it is plain EM, and the likelihood never falls.
 *
 * <p>D. Peel, G. J. McLachlan: Robust mixture modelling using the t distribution. Statistics and
 * Computing 10 (2000) 339–348.
 *
 * @param structure what the scale matrices Σ_k may look like
 * @param degreesOfFreedom where ν_k comes from
 */
public record StudentFamily(CovarianceStructure structure, DegreesOfFreedom degreesOfFreedom)
    implements ComponentFamily {

  /** Besides the mass Σ r u, Σ r E(log u). */
  private static final int TALLIES = 2;

  private static final int LOGARITHMS = 1;

  @Override
  public boolean hasFreeTails() {
    return degreesOfFreedom.freeParameters(1) > 0;
  }

  private GaussianFamily places() {
    return new GaussianFamily(structure);
  }

  @Override
  public Encoding encoding(int d) {
    return Encoding.gaussian(d);
  }

  @Override
  public StatisticsForm form(int d) {
    return new StatisticsForm(d, d, structure.moments(), TALLIES, true);
  }

  /** Adds to Σ r E(log u) of a component. */
  static void addLogarithms(int k, double sum, SufficientStatistics into) {
    into.tallies(k)[LOGARITHMS] += sum;
  }

  /** Σ r (u − E log u − 1), which is not below 0. */
  static double excess(SufficientStatistics statistics, int k) {
    return statistics.mass(k) - statistics.tallies(k)[LOGARITHMS] - statistics.count(k);
  }

  @Override
  public long freeParameters(int k, int d) {
    return places().freeParameters(k, d) + degreesOfFreedom.freeParameters(k);
  }

  @Override
  public int fewestPoints(int directions) {
    return places().fewestPoints(directions);
  }

  /** Those of a Gaussian component, then ν. */
  @Override
  public int numbers(int d) {
    return places().numbers(d) + 1;
  }

  @Override
  public StudentComponents of(double[][] numbers, int d) {
    int last = places().numbers(d);
    double[] degrees = Arrays.stream(numbers).mapToDouble(component -> component[last]).toArray();
    double[][] rest =
        Arrays.stream(numbers)
            .map(component -> Arrays.copyOf(component, last))
            .toArray(double[][]::new);
    return new StudentComponents(places().of(rest, d), degrees, degreesOfFreedom);
  }

  /** Gaussian ones, for which u is 1. */
  @Override
  public StudentComponents around(double[][] places) {
    double[] infinite = new double[places.length];
    Arrays.fill(infinite, Double.POSITIVE_INFINITY);
    return new StudentComponents(places().around(places), infinite, degreesOfFreedom);
  }

  @Override
  public Components like(GaussianComponents gaussians) {
    return with(gaussians, degreesOfFreedom.first(gaussians.count()));
  }

  @Override
  public Maximization<Components> wideAsTheData(
      double[][] places, DataProfile data, Rescue rescue) {
    return with(
        places().wideAsTheData(places, data, rescue), degreesOfFreedom.first(places.length));
  }

  @Override
  public Maximization<Components> maximize(
      SufficientStatistics statistics, Components current, Rescue rescue) {
    StudentComponents old = (StudentComponents) current;
    return with(
        places().maximize(statistics, old.gaussians(), rescue),
        degreesOfFreedom.estimate(statistics));
  }

  /** ν stays what it was, if there was one. */
  @Override
  public Maximization<Components> start(
      SufficientStatistics statistics, Components current, Rescue rescue) {
    StudentComponents old = (StudentComponents) current;
    double[] degrees = degreesOfFreedom.first(old.count());
    for (int k = 0; k < degrees.length; k++) {
      double known = old.degreesOfFreedom(k);
      degrees[k] = Double.isFinite(known) ? known : degrees[k];
    }
    return with(places().start(statistics, old.gaussians(), rescue), degrees);
  }

  @Override
  public boolean admits(SufficientStatistics statistics) {
    for (int k = 0; k < statistics.components(); k++) {
      if (!(statistics.mass(k) > 0 && excess(statistics, k) >= 0)) {
        return false;
      }
    }
    return places().admits(statistics);
  }

  private Maximization<Components> with(Maximization<Components> places, double[] degrees) {
    return places.map(components -> with((GaussianComponents) components, degrees));
  }

  private StudentComponents with(GaussianComponents gaussians, double[] degrees) {
    return new StudentComponents(gaussians, degrees, degreesOfFreedom);
  }
}
