package io.mixtura.mixture.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Tile;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CovarianceTests {

  /** Σ = A Aᵀ with A triangular: lengths are known without any decomposition. Also past 1000. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 16, 33, 128, 1001})
  void lengthsAreThoseOfTheInverse(int d) {
    double[][] factor = factor(d);
    FullCovariance covariance = new FullCovariance(d, product(factor));
    SplittableRandom random = new SplittableRandom(d);
    double[] white = new double[d];
    Arrays.setAll(white, j -> random.nextGaussian());
    double[] mean = new double[d];
    Arrays.setAll(mean, j -> random.nextGaussian());
    double[] point = mean.clone();
    double logDeterminant = 0;
    double expected = 0;
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        point[i] += factor[i][j] * white[j];
      }
      logDeterminant += 2 * Math.log(factor[i][i]);
      expected += white[i] * white[i];
    }
    Tile tile = new Tile(d);
    tile.add(point);
    double[] out = new double[Tile.POINTS];
    double[] panel = new double[d * Kernels.PANEL];
    covariance.logDensities(Kernels.best(), tile.values(), Kernels.PANEL, mean, 0, panel, out, 0);

    assertThat(out[0]).isCloseTo(-expected / 2, within(1e-10 * expected));
    assertThat(covariance.logDeterminant()).isCloseTo(logDeterminant, within(1e-10 * d));
    for (int i = 0; i < d; i++) {
      assertThat(covariance.conditionalVariances()[i])
          .isCloseTo(factor[i][i] * factor[i][i], within(1e-10));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void theColumnInWhichAMatrixIsSingularIsFound(int column) {
    double[][] factor = factor(5);
    factor[column][column] = 0;

    double[] conditional = new FullCovariance(5, product(factor)).conditionalVariances();

    for (int j = 0; j < column; j++) {
      assertThat(conditional[j]).isCloseTo(factor[j][j] * factor[j][j], within(1e-10));
    }
    assertThat(conditional[column]).isBetween(0.0, 1e-14);
    assertThat(
            new Rescue(DiagonalCovariance.spherical(5, 1), 0)
                .collapsedColumn(new FullCovariance(5, product(factor))))
        .isEqualTo(column);
  }

  @Test
  void constantColumnsAndCombinationsOfOthersAreDetermined() {
    // x, constant, y, x + y, z, 2z.
    double[][] maps = {{1, 0, 0}, {0, 0, 0}, {0, 1, 0}, {1, 1, 0}, {0, 0, 1}, {0, 0, 2}};
    double[] lower = new double[21];
    for (int i = 0, t = 0; i < 6; i++) {
      for (int j = 0; j <= i; j++, t++) {
        for (int m = 0; m < 3; m++) {
          lower[t] += maps[i][m] * maps[j][m] * (m + 0.37);
        }
      }
    }

    assertThat(DeterminedColumns.of(new FullCovariance(6, lower), 1e-12))
        .containsExactly(false, true, false, true, false, true);
    assertThat(DeterminedColumns.of(new DiagonalCovariance(new double[] {1, 0, 1e-30}), 1e-12))
        .containsExactly(false, true, false);
  }

  @Test
  void whatIsNotANumberHasCollapsed() {
    Rescue rescue = new Rescue(DiagonalCovariance.spherical(2, 1), 1e-6);

    assertThat(rescue.collapsedColumn(new FullCovariance(2, new double[] {Double.NaN, 0, 1})))
        .isEqualTo(0);
    assertThat(rescue.collapsedColumn(new DiagonalCovariance(new double[] {1, Double.NaN})))
        .isEqualTo(1);
  }

  @Test
  void whatIsSaidOfACovarianceAgainstAnotherDoesNotDependOnUnits() {
    FullCovariance narrow = new FullCovariance(2, new double[] {0.01, 0, 4});
    FullCovariance wide = new FullCovariance(2, new double[] {1, 0.5, 4});
    double trace = 1 / 0.01 + 4.0 / 4;
    // The smaller root of det(Σ − λΣ₀) = 3.75 λ² − 4.04 λ + 0.04.
    double narrowest = (4.04 - Math.sqrt(4.04 * 4.04 - 4 * 3.75 * 0.04)) / (2 * 3.75);

    assertThat(narrow.traceAgainst(wide)).isCloseTo(trace, within(1e-12));
    assertThat(narrow.narrowestAgainst(wide)).isCloseTo(narrowest, within(1e-12));
    double[] units = {1e-7, 1e9};
    assertThat(narrow.scaled(units).traceAgainst(wide.scaled(units)))
        .isCloseTo(trace, within(1e-10));
    assertThat(narrow.scaled(units).narrowestAgainst(wide.scaled(units)))
        .isCloseTo(narrowest, within(1e-12));
    DiagonalCovariance diagonal = new DiagonalCovariance(new double[] {0.01, 4});
    DiagonalCovariance other = new DiagonalCovariance(new double[] {1, 4});
    assertThat(diagonal.traceAgainst(other)).isCloseTo(trace, within(1e-12));
    assertThat(diagonal.narrowestAgainst(other)).isCloseTo(0.01, within(1e-15));
  }

  private static double[][] factor(int d) {
    SplittableRandom random = new SplittableRandom(17);
    double[][] factor = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < i; j++) {
        factor[i][j] = random.nextGaussian() / (2 * Math.sqrt(d));
      }
      factor[i][i] = random.nextDouble(0.5, 1.5);
    }
    return factor;
  }

  private static double[] product(double[][] factor) {
    int d = factor.length;
    double[] lower = new double[d * (d + 1) / 2];
    for (int i = 0, t = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, t++) {
        for (int m = 0; m <= j; m++) {
          lower[t] += factor[i][m] * factor[j][m];
        }
      }
    }
    return lower;
  }
}
