package io.mixtura.mixture.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.family.Components;
import io.mixtura.mixture.family.GaussianComponents;
import io.mixtura.mixture.family.Maximization;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.mixture.statistics.StatisticsForm;
import io.mixtura.mixture.statistics.SufficientStatistics;
import io.mixtura.mixture.testing.RandomCovariances;
import io.mixtura.mixture.testing.TextbookMixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The covariances of an M step, of random scatter matrices. */
class MaximizationTests {
  private static final int TRIALS = 60;

  static Stream<Arguments> structures() {
    return CovarianceStructure.ALL.stream()
        .filter(CovarianceStructure::isEstimated)
        .map(structure -> Arguments.of(structure.names().getLast()));
  }

  /** From any covariances that the structure allows. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("structures")
  void neverLowersTheExpectedLikelihood(String code) {
    CovarianceStructure structure = CovarianceStructure.of(code);
    for (long seed = 0; seed < TRIALS; seed++) {
      Problem problem = new Problem(seed, structure.moments());
      List<Covariance> current = problem.covariances(structure);
      for (int step = 0; step < 3; step++) {
        List<Covariance> next = structure.estimate(problem.scatter, current);
        assertThat(problem.q(next))
            .as("seed %d, step %d", seed, step)
            .isGreaterThanOrEqualTo(problem.q(current) - 1e-9);
        current = next;
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("structures")
  void whatIsToBeEqualIsEqual(String code) {
    CovarianceStructure structure = CovarianceStructure.of(code);
    for (long seed = 0; seed < TRIALS; seed++) {
      Problem problem = new Problem(seed, structure.moments());
      List<Covariance> estimates =
          structure.estimate(problem.scatter, problem.covariances(structure));
      double[] volumes = Volumes.of(estimates);
      List<double[]> shapes = estimates.stream().map(MaximizationTests::shape).toList();
      for (int k = 0; k < estimates.size(); k++) {
        if (code.charAt(0) == 'E') {
          assertThat(volumes[k]).as("seed %d", seed).isCloseTo(1, within(1e-9));
        }
        if (code.charAt(1) == 'E') {
          assertThat(shapes.get(k)).containsExactly(shapes.getFirst(), within(1e-9));
        }
        if (code.charAt(1) == 'I') {
          assertThat(estimates.get(k).get(0, 0))
              .isEqualTo(estimates.get(k).get(problem.d - 1, problem.d - 1));
        }
        if (code.charAt(2) == 'E') {
          assertCommute(estimates.get(k), estimates.getFirst(), seed);
        }
      }
    }
  }

  private static double[] shape(Covariance covariance) {
    double[] lengths = PrincipalAxes.of(covariance.dimensions(), lower(covariance)).lengths();
    double size = Volumes.geometricMean(lengths);
    return Arrays.stream(lengths).map(length -> length / size).toArray();
  }

  /** Symmetric matrices have common axes if and only if AB = BA. */
  private static void assertCommute(Covariance a, Covariance b, long seed) {
    int d = a.dimensions();
    double size = a.get(0, 0) * b.get(0, 0);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        double difference = 0;
        for (int m = 0; m < d; m++) {
          difference += a.get(i, m) * b.get(m, j) - b.get(i, m) * a.get(m, j);
        }
        assertThat(difference / size).as("seed %d", seed).isCloseTo(0, within(1e-9));
      }
    }
  }

  /** A structure that allows more does no worse, from where the other one ends. */
  @ParameterizedTest(name = "{0} within {1}")
  @CsvSource({
    "EII, VII", "EII, EEI", "VII, VEI", "EEI, VEI", "EEI, EVI", "VEI, VVI", "EVI, VVI",
    "EEE, VEE", "EEE, EVE", "EEE, EEV", "VEE, VVE", "VEE, VEV", "EVE, VVE", "EVE, EVV",
    "EEV, VEV", "EEV, EVV", "VVE, VVV", "VEV, VVV", "EVV, VVV"
  })
  void whatAllowsMoreFitsNoWorse(String narrow, String wide) {
    CovarianceStructure one = CovarianceStructure.of(narrow);
    CovarianceStructure other = CovarianceStructure.of(wide);
    for (long seed = 0; seed < TRIALS; seed++) {
      Problem problem = new Problem(seed, one.moments());
      List<Covariance> tight = one.estimate(problem.scatter, problem.covariances(one));
      List<Covariance> loose = other.estimate(problem.scatter, tight);

      assertThat(problem.q(loose))
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(problem.q(tight) - 1e-9);
    }
  }

  /** No small turn of the common axes, and no other variances, are better. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"EVE", "VVE"})
  void commonAxesAreAtAMaximum(String code) {
    CovarianceStructure structure = CovarianceStructure.of(code);
    for (long seed = 0; seed < TRIALS; seed++) {
      Problem problem = new Problem(seed, SecondMoments.FULL);
      List<Covariance> best = problem.covariances(structure);
      for (int step = 0; step < 200; step++) {
        best = structure.estimate(problem.scatter, best);
      }
      double q = problem.q(best);
      for (int trial = 0; trial < 20; trial++) {
        double angle = trial % 2 == 0 ? 1e-3 : 1e-2;
        assertThat(problem.q(problem.turned(best, angle)))
            .as("seed %d", seed)
            .isLessThanOrEqualTo(q + 1e-9);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("structures")
  void oneComponentIsTheSameInAllEllipsoidalStructures(String code) {
    CovarianceStructure structure = CovarianceStructure.of(code);
    for (long seed = 0; seed < TRIALS; seed++) {
      Scatter one = new Problem(seed, structure.moments()).scatter.pooled();
      List<Covariance> current = List.of(DiagonalCovariance.spherical(one.dimensions(), 1));
      double[] estimate = structure.estimate(one, current).getFirst().parameters();
      double[] expected = one.covariance(0);
      if (structure.isSpherical()) {
        Arrays.fill(expected, Arrays.stream(expected).average().orElseThrow());
      }
      double size = Arrays.stream(expected).max().orElseThrow();
      assertThat(estimate).containsExactly(expected, within(1e-12 * size));
    }
  }

  /** A component without points keeps its spread, and the structure holds all the same. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("structures")
  void aComponentWithoutPointsIsNoObstacle(String code) {
    CovarianceStructure structure = CovarianceStructure.of(code);
    for (long seed = 0; seed < TRIALS; seed++) {
      Problem problem = new Problem(seed, structure.moments());
      List<Covariance> current = problem.covariances(structure);
      SufficientStatistics statistics = problem.statistics(0);
      GaussianComponents old =
          new GaussianComponents(
              structure, current.stream().map(_ -> new double[problem.d]).toList(), current);
      Rescue rescue = new Rescue(DiagonalCovariance.spherical(problem.d, 1), 1e-6);

      Maximization<Components> next = old.family().maximize(statistics, old, rescue);

      assertThat(next).isInstanceOf(Maximization.Maximized.class);
      Maximization.Maximized<Components> done = (Maximization.Maximized<Components>) next;
      assertThat(done.rescued()).isEmpty();
      for (Covariance covariance : ((GaussianComponents) done.parameters()).covariances()) {
        assertThat(covariance.logDeterminant()).as("seed %d", seed).isFinite();
      }
    }
  }

  private static double[] lower(Covariance covariance) {
    int d = covariance.dimensions();
    return IntStream.range(0, d)
        .boxed()
        .flatMapToDouble(i -> IntStream.rangeClosed(0, i).mapToDouble(j -> covariance.get(i, j)))
        .toArray();
  }

  /** Scatter matrices of some components, each of its own size and tilt. */
  private static final class Problem {
    private final SplittableRandom random;
    private final SecondMoments moments;
    private final int k;
    private final int d;
    private final double[][][] within;
    private final double[] counts;
    private final Scatter scatter;

    Problem(long seed, SecondMoments moments) {
      this.random = new SplittableRandom(900 + seed);
      this.moments = moments;
      this.k = random.nextInt(2, 5);
      this.d = random.nextInt(2, 6);
      this.within = RandomCovariances.of(CovarianceStructure.FULL, k, d, random);
      this.counts = random.doubles(k, 1, 40).toArray();
      this.scatter = Scatter.of(statistics(-1));
    }

    /** With one component, or none (−1), that has no points. */
    SufficientStatistics statistics(int empty) {
      SufficientStatistics statistics = new SufficientStatistics(k, StatisticsForm.of(d, moments));
      for (int c = 0; c < k; c++) {
        if (c == empty) {
          continue;
        }
        statistics.addCount(c, counts[c]);
        double[] second = statistics.second(c);
        for (int i = 0, t = 0; i < d; i++) {
          for (int j = moments == SecondMoments.FULL ? 0 : i; j <= i; j++, t++) {
            second[t] = counts[c] * within[c][i][j];
          }
        }
      }
      return statistics;
    }

    List<Covariance> covariances(CovarianceStructure structure) {
      double[][][] matrices = RandomCovariances.of(structure, k, d, random);
      double[] weights = new double[k];
      Arrays.fill(weights, 1.0 / k);
      return MixtureModel.gaussian(structure, weights, new double[k][d], matrices)
          .gaussians()
          .covariances();
    }

    /** −½ Σ_k (n_k log |Σ_k| + tr(Σ_k⁻¹ W_k)), from matrices in plain loops. */
    double q(List<Covariance> covariances) {
      double sum = 0;
      for (int c = 0; c < k; c++) {
        double[][] sigma = matrix(covariances.get(c));
        double[][] inverse = TextbookMixture.inverse(sigma);
        sum += counts[c] * TextbookMixture.logDeterminant(sigma);
        for (int i = 0; i < d; i++) {
          for (int j = 0; j < d; j++) {
            sum += counts[c] * inverse[i][j] * within[c][j][i];
          }
        }
      }
      return -sum / 2;
    }

    /** All by the same angle in one random plane of coordinates. */
    List<Covariance> turned(List<Covariance> covariances, double angle) {
      int p = random.nextInt(d);
      int q = (p + 1 + random.nextInt(d - 1)) % d;
      List<Covariance> turned = new ArrayList<>();
      for (Covariance covariance : covariances) {
        RotatedMatrices matrices = new RotatedMatrices(List.of(lower(covariance)), identity());
        matrices.turn(p, q, Math.cos(angle), Math.sin(angle));
        double[] lower = new double[SecondMoments.FULL.size(d)];
        for (int i = 0, t = 0; i < d; i++) {
          for (int j = 0; j <= i; j++, t++) {
            lower[t] = matrices.get(0, i, j);
          }
        }
        turned.add(new FullCovariance(d, lower));
      }
      return turned;
    }

    private double[][] identity() {
      double[][] identity = new double[d][d];
      for (int j = 0; j < d; j++) {
        identity[j][j] = 1;
      }
      return identity;
    }

    private double[][] matrix(Covariance covariance) {
      double[][] matrix = new double[d][d];
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          matrix[i][j] = covariance.get(i, j);
        }
      }
      return matrix;
    }
  }
}
