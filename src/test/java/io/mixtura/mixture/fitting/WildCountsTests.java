package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.testing.DiscreteData;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value far from all others in a column of counts, which becomes a component of its own. */
class WildCountsTests {
  private static final String FAR = "is far from all others";

  /** Two clusters of counts around 2 and 9 in two columns. */
  private static double[][] counts() {
    SplittableRandom random = new SplittableRandom(8);
    double[][] rows = new double[200][2];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < 2; j++) {
        for (int trial = 0; trial < 20; trial++) {
          rows[i][j] += random.nextDouble() < (i % 2 == 0 ? 0.1 : 0.45) ? 1 : 0;
        }
      }
    }
    return rows;
  }

  private static List<String> warnings(List<ColumnFamily> columns, double[][] rows) {
    SpecBuilder spec = SpecBuilder.em(3, columns).from(new Initialization.Portfolio(24, 5));
    return Fits.fitted(spec.build(), Observations.of(rows)).warnings();
  }

  private static List<String> warnings(double[][] rows) {
    return warnings(DiscreteData.all(new ColumnFamily.Poisson(), 2), rows);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e3, 1e6, 1e12})
  void isWarnedOf(double wild) {
    double[][] rows = counts();
    rows[17][1] = wild;
    assertThat(warnings(rows))
        .anySatisfy(text -> assertThat(text).contains("stands on 1.00 rows alone", "'x1'", FAR));
    List<ColumnFamily> mixed = List.of(new ColumnFamily.Gaussian(), new ColumnFamily.Poisson());
    assertThat(warnings(mixed, rows)).anySatisfy(text -> assertThat(text).contains("'x1'", FAR));
  }

  @Test
  void countsAsTheyAreAreNotSpokenOf() {
    assertThat(warnings(counts())).noneMatch(text -> text.contains(FAR));
    double[][] rows = counts();
    rows[17][1] = 25;
    assertThat(warnings(rows)).noneMatch(text -> text.contains(FAR));
  }
}
