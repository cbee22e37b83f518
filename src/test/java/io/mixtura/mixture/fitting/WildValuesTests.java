package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values far beyond all others, which families for outliers must cope with, however far. */
class WildValuesTests {

  /** Some rows again with one value, or all, in another world. */
  private static double[][] withWild(double[][] rows, int wild, double far, boolean everywhere) {
    double[][] all = Arrays.copyOf(rows, rows.length + wild);
    for (int i = 0; i < wild; i++) {
      double[] row = rows[i].clone();
      for (int j = 0; j < row.length; j++) {
        boolean isFar = everywhere || j == i % row.length;
        row[j] = isFar ? (i + 1 + 0.3 * j) * (i % 2 == 0 ? far : -far) : row[j];
      }
      all[rows.length + i] = row;
    }
    return all;
  }

  private static SpecBuilder em(int components, String covariance) {
    return SpecBuilder.em(components, CovarianceStructure.of(covariance))
        .from(
            new Initialization.Portfolio(Initialization.Portfolio.startsByDefault(components), 5));
  }

  private static FitOutcome.Fitted sound(SpecBuilder spec, double[][] rows) {
    FitOutcome.Fitted fitted = Fits.fitted(spec.build(), rows);
    assertThat(fitted.warnings()).noneMatch(warning -> warning.contains("no start ended"));
    return fitted;
  }

  /** Of noise they are all that there is, and the rest is fitted as if they were not there. */
  @ParameterizedTest
  @CsvSource({
    "1e6, 1, false, full",
    "1e12, 3, false, full",
    "1e36, 1, false, full",
    "1e36, 3, false, full",
    "1e100, 3, false, full",
    "1e100, 1, false, full",
    "1e36, 1, false, VVE",
    "1e36, 1, false, diagonal",
    "1e6, 1, true, diagonal",
    "1e36, 1, true, full",
    "1e12, 3, true, full",
    "1e36, 3, true, VVE",
    "1e60, 1, true, full"
  })
  void areNoise(double far, int wild, boolean everywhere, String covariance) {
    double[][] iris = Data.iris();
    FitOutcome.Fitted with =
        sound(em(3, covariance).noisy(), withWild(iris, wild, far, everywhere));
    FitOutcome.Fitted without = sound(em(3, covariance), iris);

    assertThat(with.model().weight(3) * (iris.length + wild)).isCloseTo(wild, within(0.01));
    for (int k = 0; k < 3; k++) {
      assertThat(with.model().mean(k)).containsExactly(without.model().mean(k), within(0.01));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1e6, 1, false",
    "1e12, 3, false",
    "1e36, 1, false",
    "1e36, 3, true",
    "1e100, 1, false"
  })
  void areInHeavyTails(double far, int wild, boolean everywhere) {
    double[][] rows = withWild(Data.faithful(), wild, far, everywhere);
    FitOutcome.Fitted fitted =
        sound(em(2, "full").student(new DegreesOfFreedom.PerComponent()), rows);

    for (int k = 0; k < 2; k++) {
      assertThat(fitted.model().mean(k)[1]).isBetween(50.0, 85.0);
    }
  }

  /** On the sample that starts are tried on there may be none of them. */
  @ParameterizedTest
  @ValueSource(doubles = {1e6, 1e60, 1e100})
  void areFoundThoughASampleHasNone(double far) {
    SplittableRandom random = new SplittableRandom(3);
    double[][] rows = new double[30_000][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {random.nextGaussian() + i % 3 * 6, random.nextGaussian()};
    }
    rows[5][0] = far;
    rows[77][1] = -far;
    FitOutcome.Fitted fitted = sound(em(3, "full").noisy(), rows);

    assertThat(fitted.model().weight(3) * rows.length).isCloseTo(2, within(0.5));
  }
}
