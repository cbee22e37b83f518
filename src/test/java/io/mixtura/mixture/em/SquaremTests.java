package io.mixtura.mixture.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.family.Components;
import io.mixtura.mixture.family.GaussianFamily;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Squared extrapolation gets there sooner, and nowhere else. */
class SquaremTests {
  private static final double[][] ROWS = Data.faithful();

  private static SpecBuilder randomStart(long seed) {
    return SpecBuilder.em(3, CovarianceStructure.FULL)
        .from(new Initialization.RandomPoints())
        .restarts(1)
        .seed(seed)
        .until(Criterion.LOG_LIKELIHOOD, 1e-7, 5000);
  }

  @Test
  void takesAtMostHalfOfTheEvaluations() {
    int plain = 0;
    int accelerated = 0;
    for (long seed = 0; seed < 20; seed++) {
      plain += Fits.fitted(randomStart(seed).plain().build(), ROWS).iterations();
      accelerated += Fits.fitted(randomStart(seed).build(), ROWS).iterations();
    }
    assertThat(accelerated).isLessThanOrEqualTo(plain / 2);
  }

  static List<CovarianceStructure> structures() {
    return CovarianceStructure.ALL;
  }

  /** From k-means, where both ways lead to the same maximum. */
  @ParameterizedTest
  @MethodSource("structures")
  void endsNoLowerThanPlainEm(CovarianceStructure structure) {
    for (double[][] rows : List.of(Data.iris(), ROWS)) {
      SpecBuilder spec =
          SpecBuilder.em(2, structure).restarts(1).until(Criterion.LOG_LIKELIHOOD, 1e-9, 5000);
      FitOutcome.Fitted plain = Fits.fitted(spec.plain().build(), rows);
      FitOutcome.Fitted accelerated =
          Fits.fitted(
              SpecBuilder.em(2, structure)
                  .restarts(1)
                  .until(Criterion.LOG_LIKELIHOOD, 1e-9, 5000)
                  .build(),
              rows);

      assertThat(accelerated.logLikelihood())
          .isGreaterThan(plain.logLikelihood() - 1e-8 * rows.length);
    }
  }

  @Test
  void theHistoryNeverFalls() {
    for (long seed = 0; seed < 20; seed++) {
      List<Double> history = Fits.fitted(randomStart(seed).build(), ROWS).history();
      for (int i = 1; i < history.size(); i++) {
        assertThat(history.get(i)).isGreaterThanOrEqualTo(history.get(i - 1) - 1e-9);
      }
    }
  }

  /** Statistics gathered about some means, moved to others, are those gathered about the others. */
  @ParameterizedTest
  @MethodSource("structures")
  void statisticsCanBeHadAboutOtherPoints(CovarianceStructure structure) {
    long seed = 7;
    Random random = new Random(seed);
    Components there = centres(random, structure);
    Components here = centres(random, structure);
    int[] labels = new Random(seed).ints(ROWS.length, 0, 3).toArray();
    try (PassThreads passThreads = new PassThreads(1)) {
      EStep eStep = Fits.eStep(Observations.of(ROWS), passThreads);
      double[] expected =
          eStep
              .run(new ResponsibilityRule.Partition(here, labels))
              .inUnits(1, new double[] {1, 13});
      double[] moved =
          eStep
              .run(new ResponsibilityRule.Partition(there, labels))
              .about(there.origins(), here.origins())
              .inUnits(1, new double[] {1, 13});

      assertThat(moved).containsExactly(expected, within(1e-9));
    }
  }

  private static Components centres(Random random, CovarianceStructure structure) {
    double[][] means = new double[3][];
    for (int k = 0; k < 3; k++) {
      means[k] = new double[] {3 + random.nextGaussian(), 70 + 10 * random.nextGaussian()};
    }
    return new GaussianFamily(structure).around(means);
  }
}
