package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.DiscreteData;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits that are told of some rows which component they belong to. */
class LabelledFitTests {
  private static final double[][] IRIS = Data.iris();
  private static final int[] ROLES = {0, 1, 2, 3};

  /** Iris with the species of every so many-th flower, as numbers from 0. */
  private static Observations iris(int every, int... species) {
    double[][] rows = new double[IRIS.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOf(IRIS[i], 5);
      rows[i][4] = i % every == 0 ? species[i / 50] : -1;
    }
    return Observations.of(rows).marked(-1, 4, ROLES);
  }

  private static SpecBuilder spec(String structure) {
    return SpecBuilder.em(3, CovarianceStructure.of(structure))
        .from(new Initialization.Portfolio(24, 5))
        .until(ConvergenceCriterion.Criterion.LOG_LIKELIHOOD, 1e-12, 5000);
  }

  /**
   * MclustSSC.fit of R's mclust 6.0.0 with the species of each fifth flower and tolerance 1e-15:
   * its log-likelihood is log(π_k p_k(x)) where the component is known and log Σ π_k p_k(x)
   * elsewhere. Log-likelihoods agree to rounding, parameters as far as a maximum that is flat to
   * 1e-12 tells them.
   */
  @ParameterizedTest
  @CsvSource({"full,-182.2062574927079", "tied,-258.0134361860819"})
  void mclustComesToTheSame(String structure, double logLikelihood) {
    FitOutcome.Fitted fit = Fits.fitted(spec(structure).build(), iris(5, 0, 1, 2));

    assertThat(fit.logLikelihood()).isCloseTo(logLikelihood, within(1e-9));
    if (structure.equals("full")) {
      MixtureModel model = fit.model();
      assertThat(model.weight(1)).isCloseTo(0.3112404392172185, within(1e-5));
      assertThat(model.mean(1))
          .containsExactly(
              new double[] {
                5.917646298103051, 2.788255065854809, 4.223542973958711, 1.311440568894357
              },
              within(1e-4));
      assertThat(model.covariance(1)[2][0]).isCloseTo(0.1815630870924445, within(1e-5));
    }
  }

  /** Whatever stands for the species, component j is the one that label j stands for. */
  @Test
  void componentsHaveTheNumbersOfTheLabels() {
    MixtureModel model = Fits.fitted(spec("full").build(), iris(5, 0, 1, 2)).model();
    MixtureModel other = Fits.fitted(spec("full").build(), iris(5, 2, 0, 1)).model();

    for (int k = 0; k < 3; k++) {
      int where = (k + 2) % 3;
      assertThat(other.weight(where)).isCloseTo(model.weight(k), within(1e-5));
      assertThat(other.mean(where)).containsExactly(model.mean(k), within(1e-4));
    }
  }

  /** With a label for each point there is nothing to iterate: means and counts of the groups. */
  @ParameterizedTest
  @ValueSource(strings = {"kmeans", "random", "portfolio"})
  void whenAllIsKnownEachComponentIsItsGroup(String method) {
    Initialization start =
        switch (method) {
          case "kmeans" -> new Initialization.KMeans();
          case "random" -> new Initialization.RandomPoints();
          default -> new Initialization.Portfolio(24, 5);
        };
    MixtureModel model = Fits.fitted(spec("full").from(start).build(), iris(1, 1, 2, 0)).model();

    for (int species = 0; species < 3; species++) {
      int k = (species + 1) % 3;
      double[] mean = new double[4];
      for (int i = 50 * species; i < 50 * species + 50; i++) {
        for (int j = 0; j < 4; j++) {
          mean[j] += IRIS[i][j] / 50;
        }
      }
      assertThat(model.weight(k)).isCloseTo(1 / 3.0, within(1e-12));
      assertThat(model.mean(k)).containsExactly(mean, within(1e-12));
    }
  }

  /** Labels that go against the clusters are believed all the same. */
  @Test
  void labelsOutweighWhatLooksLikeAGroup() {
    double[][] rows = new double[200][2];
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = i % 2 * 100 + i * 7 % 13;
      rows[i][1] = i % 4 < 2 ? 0 : 1;
    }
    Observations across = Observations.of(rows).marked(-1, 1, 0);

    MixtureModel model =
        Fits.fitted(SpecBuilder.em(2, CovarianceStructure.FULL).build(), across).model();

    for (int k = 0; k < 2; k++) {
      assertThat(model.weight(k)).isCloseTo(0.5, within(1e-12));
      assertThat(model.mean(k)[0]).isBetween(50.0, 60.0);
    }
  }

  /** A sample of large data keeps the labels of its points. */
  @Test
  void labelsOfASampleAreThoseOfItsPoints() {
    int n = 70_000;
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      int k = i % 2;
      rows[i] = new double[] {20 * k + i * 7919 % 1009 / 500.0, i % 10 < 2 ? 1 - k : -1};
    }
    FitOutcome.Fitted fit =
        Fits.fitted(
            SpecBuilder.em(2, CovarianceStructure.FULL)
                .from(new Initialization.Portfolio(6, 2))
                .build(),
            Observations.of(rows).marked(-1, 1, 0));

    assertThat(fit.model().mean(0)[0]).isGreaterThan(15);
    assertThat(fit.model().mean(1)[0]).isLessThan(5);
  }

  /** Of levels as of measurements: the component that label j stands for is number j. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void componentsOfLevelsHaveTheNumbersOfTheLabels(boolean isReversed) {
    double[][] rows = new double[300][];
    for (int i = 0; i < rows.length; i++) {
      int group = i % 3 == 0 ? 1 : 0;
      double level = i % 10 == 0 ? 1 - group : group;
      int label = isReversed ? 1 - group : group;
      rows[i] = new double[] {level, group + i % 7 / 7.0, i % 4 == 0 ? label : -1};
    }
    List<ColumnFamily> columns = List.of(DiscreteData.levels(0, 1), new ColumnFamily.Gaussian());

    MixtureModel model =
        Fits.fitted(
                SpecBuilder.em(2, columns).from(new Initialization.Portfolio(12, 3)).build(),
                Observations.of(rows).marked(-1, 2, 0, 1))
            .model();

    assertThat(model.weight(isReversed ? 0 : 1)).isCloseTo(1 / 3.0, within(0.02));
  }
}
