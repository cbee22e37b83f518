package io.mixtura.mixture.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.RandomProblem;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters that stay as they are given, while the others are estimated. */
class FrozenTests {
  private static final double[][] ROWS = Data.faithful();
  private static final double[][] MEANS = {{2, 54}, {4.2, 82}};
  private static final List<List<List<Double>>> COVARIANCES =
      List.of(
          List.of(List.of(0.1, 0.4), List.of(0.4, 35.0)),
          List.of(List.of(0.2, 1.0), List.of(1.0, 36.0)));

  private static MixtureModel fitted(boolean means, boolean covariances, boolean standardized) {
    return Fits.fitted(
            SpecBuilder.em(2, CovarianceStructure.FULL)
                .from(
                    new Initialization.Parameters(
                        null,
                        List.of(RandomProblem.list(MEANS[1]), RandomProblem.list(MEANS[0])),
                        COVARIANCES.reversed()))
                .frozen(means, covariances)
                .standardized(standardized)
                .until(ConvergenceCriterion.Criterion.PARAMETERS, 1e-12, 5000)
                .build(),
            ROWS)
        .model();
  }

  /** Components stand by weight: the long eruptions, which are more, first. */
  @Test
  void frozenMeansStayBitForBit() {
    MixtureModel model = fitted(true, false, false);

    assertThat(model.mean(0)).containsExactly(MEANS[1]);
    assertThat(model.mean(1)).containsExactly(MEANS[0]);
  }

  /** Units come and go: a last digit may. */
  @Test
  void inOtherUnitsTheyStayToRounding() {
    MixtureModel model = fitted(true, true, true);

    assertThat(model.mean(0)).containsExactly(MEANS[1], within(1e-12));
    assertThat(model.covariance(1)[1][0]).isCloseTo(0.4, within(1e-13));
  }

  /**
   * The equations of the maximum, gathered by a plain loop: N_k = n π_k, and of what is not frozen
   * μ_k = Σ r x / N_k and Σ_k = Σ r (x−μ_k)(x−μ_k)ᵀ / N_k, about the means that there are.
   */
  @ParameterizedTest(name = "means {0}, covariances {1}")
  @CsvSource({"true,false", "false,true", "true,true", "false,false"})
  void whatIsNotFrozenIsTheMaximum(boolean means, boolean covariances) {
    MixtureModel model = fitted(means, covariances, false);

    for (int k = 0; k < 2; k++) {
      double n = 0;
      double[] sums = new double[2];
      double[][] scatter = new double[2][2];
      double[] mean = model.mean(k);
      for (double[] x : ROWS) {
        double r = responsibility(model, x, k);
        n += r;
        for (int i = 0; i < 2; i++) {
          sums[i] += r * x[i];
          for (int j = 0; j < 2; j++) {
            scatter[i][j] += r * (x[i] - mean[i]) * (x[j] - mean[j]);
          }
        }
      }
      assertThat(model.weight(k)).isCloseTo(n / ROWS.length, within(1e-9));
      if (!means) {
        assertThat(mean).containsExactly(new double[] {sums[0] / n, sums[1] / n}, within(1e-7));
      }
      double expected = covariances ? COVARIANCES.get(1 - k).get(1).get(0) : scatter[1][0] / n;
      assertThat(model.covariance(k)[1][0]).isCloseTo(expected, within(1e-7));
    }
  }

  private static double responsibility(MixtureModel model, double[] x, int k) {
    double[] density = new double[2];
    for (int m = 0; m < 2; m++) {
      double[][] s = model.covariance(m);
      double determinant = s[0][0] * s[1][1] - s[0][1] * s[1][0];
      double a = x[0] - model.mean(m)[0];
      double b = x[1] - model.mean(m)[1];
      double length = (s[1][1] * a * a - 2 * s[0][1] * a * b + s[0][0] * b * b) / determinant;
      density[m] = model.weight(m) * Math.exp(-length / 2) / Math.sqrt(determinant);
    }
    return density[k] / (density[0] + density[1]);
  }

  @Test
  void whatIsFrozenIsNoFreeParameter() {
    CovarianceStructure full = CovarianceStructure.FULL;

    assertThat(new GaussianFamily(full).freeParameters(2, 3)).isEqualTo(18);
    assertThat(new GaussianFamily(full, new Frozen(true, false)).freeParameters(2, 3))
        .isEqualTo(12);
    assertThat(new GaussianFamily(full, new Frozen(false, true)).freeParameters(2, 3)).isEqualTo(6);
    assertThat(new GaussianFamily(full, new Frozen(true, true)).freeParameters(2, 3)).isZero();
  }
}
