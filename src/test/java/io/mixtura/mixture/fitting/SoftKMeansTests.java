package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.RandomProblem;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * EM with Σ = I and equal weights is soft k-means with stiffness ½: r_ik ∝ exp(−½|x_i − m_k|²), and
 * m_k the mean of the points, each weighted by its r_ik.
 */
class SoftKMeansTests {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {700, 701, 702, 703, 704, 705, 706, 707})
  void identityCovarianceIsSoftKMeans(long seed) {
    RandomProblem problem = new RandomProblem(seed);
    double[][] start = Arrays.copyOf(problem.rows(), problem.components());
    double[][] means = start;
    for (int iteration = 0; iteration < 15; iteration++) {
      means = softKMeans(problem.rows(), means);
    }

    FitOutcome.Fitted fitted =
        Fits.fitted(
            SpecBuilder.em(start.length, CovarianceStructure.IDENTITY)
                .plain()
                .fromMeans(start)
                .weights(new MixingWeights.Equal())
                .iterations(15)
                .build(),
            problem.rows());

    for (int initial = 0; initial < start.length; initial++) {
      int k = fitted.initialToCanonical().get(initial);
      assertThat(fitted.model().mean(k)).containsExactly(means[initial], within(1e-9));
      assertThat(fitted.model().weight(k)).isEqualTo(1.0 / start.length);
    }
    assertThat(fitted.freeParameters()).isEqualTo((long) start.length * problem.dimensions());
  }

  /** Two clusters far apart in a column that is as wide as a component, and what would help. */
  @Test
  void componentsAsWideAsTheDataAreSaid() {
    double[][] rows = new double[200][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {(i % 2 == 0 ? 0 : 20) + i * 7 % 11 * 0.1};
    }
    SpecBuilder identity = SpecBuilder.em(2, CovarianceStructure.IDENTITY);

    FitOutcome.Fitted alike = Fits.fitted(identity.standardized().build(), rows);
    FitOutcome.Fitted apart = Fits.fitted(identity.standardized(false).build(), rows);
    FitOutcome.Fitted wide =
        Fits.fitted(SpecBuilder.em(2, CovarianceStructure.of("EII")).standardized().build(), rows);

    assertThat(Math.abs(alike.model().mean(0)[0] - alike.model().mean(1)[0])).isLessThan(6);
    assertThat(alike.warnings()).anyMatch(text -> text.contains("as wide as all data"));
    // Along correlated columns there is room for two.
    assertThat(Fits.fitted(identity.standardized().build(), Data.faithful()).warnings()).isEmpty();
    for (FitOutcome.Fitted other : List.of(apart, wide)) {
      assertThat(Math.abs(other.model().mean(0)[0] - other.model().mean(1)[0]))
          .isCloseTo(20, within(0.1));
      assertThat(other.warnings()).isEmpty();
    }
  }

  @Test
  void theWidestColumnDecidesAndThatIsSaid() {
    double[][] rows = new double[200][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {i % 2 == 0 ? 0 : 2 + i * 7 % 11 * 0.1, i * 37 % 100 * 10};
    }
    assertThat(
            Fits.fitted(SpecBuilder.em(2, CovarianceStructure.IDENTITY).build(), rows).warnings())
        .anyMatch(text -> text.contains("'identity' lets the widest decide; 'EEI'"));
    assertThat(Fits.fitted(SpecBuilder.kMeans(2).build(), rows).warnings())
        .anyMatch(text -> text.contains("k-means lets the widest decide; \"standardize\": true"));
  }

  private static double[][] softKMeans(double[][] rows, double[][] means) {
    double[][] sums = new double[means.length][means[0].length];
    double[] counts = new double[means.length];
    for (double[] x : rows) {
      double[] affinity = new double[means.length];
      double total = 0;
      for (int k = 0; k < means.length; k++) {
        double squared = 0;
        for (int j = 0; j < x.length; j++) {
          squared += (x[j] - means[k][j]) * (x[j] - means[k][j]);
        }
        affinity[k] = Math.exp(-squared / 2);
        total += affinity[k];
      }
      for (int k = 0; k < means.length; k++) {
        double r = affinity[k] / total;
        counts[k] += r;
        for (int j = 0; j < x.length; j++) {
          sums[k][j] += r * x[j];
        }
      }
    }
    for (int k = 0; k < means.length; k++) {
      for (int j = 0; j < sums[k].length; j++) {
        sums[k][j] /= counts[k];
      }
    }
    return sums;
  }
}
