package io.mixtura.mixture.family;

import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.covariance.DiagonalCovariance;
import io.mixtura.mixture.covariance.FullCovariance;
import io.mixtura.mixture.covariance.Rescue;
import io.mixtura.mixture.covariance.Scatter;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.mixture.statistics.StatisticsForm;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gaussian components N(μ_k, Σ_k).
 *
 * @param structure what the covariances may look like
 * @param frozen what is not estimated
 * @param prior what is believed of them before any data; null for maximum likelihood
 */
public record GaussianFamily(CovarianceStructure structure, Frozen frozen, @Nullable Prior prior)
    implements ComponentFamily {

  /** Below this effective number of points a component has no parameters of its own any more. */
  private static final double VANISHED = 1e-9;

  /** All of it estimated. */
  public GaussianFamily(CovarianceStructure structure) {
    this(structure, Frozen.NOTHING);
  }

  /** By maximum likelihood. */
  public GaussianFamily(CovarianceStructure structure, Frozen frozen) {
    this(structure, frozen, null);
  }

  @Override
  public boolean startsInOwnUnits() {
    return true;
  }

  @Override
  public boolean canBootstrap() {
    return true;
  }

  /** Where each component may have a shape that few points decide. */
  @Override
  public Optional<ComponentFamily> tighter(int d) {
    boolean isWide = d > 1 && structure.fewestPoints(d) > d;
    return isWide && prior == null && frozen.equals(Frozen.NOTHING)
        ? Optional.of(new GaussianFamily(CovarianceStructure.TIED))
        : Optional.empty();
  }

  @Override
  public Optional<ComponentFamily> steadied(int components, DataProfile data) {
    return structure.isEstimated() && prior == null && frozen.equals(Frozen.NOTHING)
        ? Optional.of(believing(Prior.of(ConjugatePrior.BY_DEFAULT, structure, components, data)))
        : Optional.empty();
  }

  @Override
  public GaussianFamily believing(Prior belief) {
    return new GaussianFamily(structure, frozen, belief);
  }

  @Override
  public Encoding encoding(int d) {
    return Encoding.gaussian(d);
  }

  @Override
  public StatisticsForm form(int d) {
    return StatisticsForm.of(d, structure.moments());
  }

  @Override
  public long freeParameters(int k, int d) {
    return (frozen.means() ? 0 : (long) k * d)
        + (frozen.covariances() ? 0 : structure.freeParameters(k, d));
  }

  /**
   * Where components share a shape and not their volumes, a negative variance would hide in the
   * shape, and the volumes run to wherever rounding leads them.
   */
  @Override
  public boolean admits(SufficientStatistics statistics) {
    return structure.isShared() || Scatter.of(statistics).isOfPoints();
  }

  @Override
  public int fewestPoints(int directions) {
    return prior == null ? structure.fewestPoints(directions) : 0;
  }

  /** The mean, then the covariance: its diagonal, or its lower triangle row by row. */
  @Override
  public int numbers(int d) {
    return d + (isFull() ? SecondMoments.FULL.size(d) : d);
  }

  private boolean isFull() {
    return structure.moments() == SecondMoments.FULL;
  }

  @Override
  public GaussianComponents of(double[][] numbers, int d) {
    List<double[]> means = new ArrayList<>();
    List<Covariance> covariances = new ArrayList<>();
    for (double[] component : numbers) {
      means.add(Arrays.copyOf(component, d));
      double[] spread = Arrays.copyOfRange(component, d, component.length);
      covariances.add(isFull() ? new FullCovariance(d, spread) : new DiagonalCovariance(spread));
    }
    return new GaussianComponents(structure, means, covariances);
  }

  @Override
  public GaussianComponents around(double[][] places) {
    int d = places[0].length;
    return at(places, isFull() ? FullCovariance.identity(d) : DiagonalCovariance.spherical(d, 1));
  }

  /** What is rescued, if anything, is all points as one component, and none of those in places. */
  @Override
  public Maximization<Components> wideAsTheData(
      double[][] places, DataProfile data, Rescue rescue) {
    return switch (spread(data.ofGaussian().scatter(), rescue)) {
      case Maximization.Maximized<List<Covariance>>(var spread, _) ->
          Maximization.of(at(places, spread.getFirst()));
      case Maximization.Collapsed<List<Covariance>>(_, var column) ->
          new Maximization.Collapsed<>(0, column);
    };
  }

  @Override
  public Components like(GaussianComponents gaussians) {
    return gaussians;
  }

  private GaussianComponents at(double[][] places, Covariance covariance) {
    return new GaussianComponents(
        structure, List.of(places), Collections.nCopies(places.length, covariance));
  }

  @Override
  public double logPrior(Components components) {
    return prior == null ? 0 : prior.log((GaussianComponents) components);
  }

  /** μ_k = μ_k + Σ r (x−μ_k) / N_k, and Σ_k as the structure says. */
  @Override
  public Maximization<Components> maximize(
      SufficientStatistics statistics, Components current, Rescue rescue) {
    GaussianComponents old = (GaussianComponents) current;
    SufficientStatistics all = believed(statistics, old);
    return components(all, old, covariances(all, statistics, old, rescue));
  }

  /** With what is believed added, and nothing to move the means by where they are frozen. */
  private SufficientStatistics believed(SufficientStatistics statistics, GaussianComponents old) {
    SufficientStatistics all = prior == null ? statistics : prior.addedTo(statistics, old);
    return frozen.means() ? all.withoutSums() : all;
  }

  private Maximization<List<Covariance>> covariances(
      SufficientStatistics all,
      SufficientStatistics ofPoints,
      GaussianComponents old,
      Rescue rescue) {
    if (frozen.covariances()) {
      return Maximization.of(old.covariances());
    }
    Scatter scatter = settled(Scatter.of(all), rescue);
    Scatter counted = prior == null ? scatter : prior.counted(scatter, ofPoints);
    return covariances(
        replaced(
            counted,
            components(all, k -> hasVanished(all, k)),
            k -> old.covariance(k).parameters()),
        old.covariances(),
        rescue);
  }

  @Override
  public Maximization<Components> start(
      SufficientStatistics statistics, Components current, Rescue rescue) {
    return prior == null
        ? lenient(statistics, current, rescue)
        : maximize(statistics, current, rescue);
  }

  private Maximization<Components> lenient(
      SufficientStatistics statistics, Components current, Rescue rescue) {
    GaussianComponents old = (GaussianComponents) current;
    Scatter scatter = settled(Scatter.of(statistics), rescue);
    double[] pooled = scatter.pooled().covariance(0);
    BitSet lacking =
        components(
            statistics, k -> statistics.count(k) < fewestPoints(statistics.form().numeric()));
    List<Covariance> estimates =
        structure.estimate(replaced(scatter, lacking, k -> pooled), old.covariances());
    lacking.or(components(statistics, k -> collapsedColumn(estimates.get(k), rescue) >= 0));
    return components(
        statistics,
        old,
        covariances(replaced(scatter, lacking, k -> pooled), old.covariances(), rescue));
  }

  private static BitSet components(SufficientStatistics statistics, IntPredicate which) {
    BitSet chosen = new BitSet();
    IntStream.range(0, statistics.components()).filter(which).forEach(chosen::set);
    return chosen;
  }

  /** Where all share one matrix, a component without points of its own needs nothing else. */
  private Scatter replaced(Scatter scatter, BitSet components, IntFunction<double[]> covariance) {
    return structure.isShared() ? scatter : scatter.with(components, covariance);
  }

  /** In columns that are determined by others, where the structure has a variance for each. */
  private Scatter settled(Scatter scatter, Rescue rescue) {
    if (structure.isSpherical() || !rescue.isAnyDetermined()) {
      return scatter;
    }
    BitSet all = new BitSet();
    all.set(0, scatter.components());
    return scatter.plus(all, rescue.whereDetermined());
  }

  /** What the structure makes of the scatter of all points as one component. */
  private Maximization<List<Covariance>> spread(Scatter ofAll, Rescue rescue) {
    return covariances(
        settled(ofAll, rescue),
        List.of(DiagonalCovariance.spherical(ofAll.dimensions(), 1)),
        rescue);
  }

  /** Those that collapse are given a floor, which the structure may pass on to others. */
  private Maximization<List<Covariance>> covariances(
      Scatter settled, List<Covariance> current, Rescue rescue) {
    Scatter scatter = settled;
    SortedMap<Integer, Integer> rescued = new TreeMap<>();
    while (true) {
      List<Covariance> estimates = structure.estimate(scatter, current);
      SortedMap<Integer, Integer> collapsed = collapsedColumns(estimates, rescue);
      if (collapsed.isEmpty()) {
        return new Maximization.Maximized<>(estimates, List.copyOf(rescued.keySet()));
      }
      for (int k : collapsed.keySet()) {
        Integer column = rescued.putIfAbsent(k, Objects.requireNonNull(collapsed.get(k)));
        if (column != null) {
          return new Maximization.Collapsed<>(k, column);
        }
      }
      BitSet fresh = new BitSet();
      collapsed.keySet().forEach(fresh::set);
      scatter = scatter.plus(fresh, rescue.everywhere());
    }
  }

  private SortedMap<Integer, Integer> collapsedColumns(
      List<Covariance> covariances, Rescue rescue) {
    SortedMap<Integer, Integer> columns = new TreeMap<>();
    for (int k = 0; k < covariances.size(); k++) {
      int column = collapsedColumn(covariances.get(k), rescue);
      if (column >= 0) {
        columns.put(k, column);
      }
    }
    return columns;
  }

  private Maximization<Components> components(
      SufficientStatistics statistics,
      GaussianComponents old,
      Maximization<List<Covariance>> covariances) {
    return covariances.map(
        estimates -> new GaussianComponents(structure, means(statistics, old), estimates));
  }

  /** A covariance that is not estimated cannot collapse, however small it is against the data. */
  private int collapsedColumn(Covariance covariance, Rescue rescue) {
    return structure.isEstimated() ? rescue.collapsedColumn(covariance) : -1;
  }

  private static List<double[]> means(SufficientStatistics statistics, GaussianComponents old) {
    List<double[]> means = new ArrayList<>();
    for (int k = 0; k < statistics.components(); k++) {
      double[] mean = old.mean(k).clone();
      if (!hasVanished(statistics, k)) {
        for (int j = 0; j < mean.length; j++) {
          mean[j] += statistics.sums(k)[j] / statistics.mass(k);
        }
      }
      means.add(mean);
    }
    return means;
  }

  private static boolean hasVanished(SufficientStatistics statistics, int k) {
    return statistics.mass(k) < VANISHED;
  }
}
