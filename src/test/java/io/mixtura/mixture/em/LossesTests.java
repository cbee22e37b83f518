package io.mixtura.mixture.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.statistics.SufficientStatistics;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.TextbookMixture;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the log-likelihood would lose without a component. */
class LossesTests {
  private static final MixtureModel MODEL =
      Fits.fitted(SpecBuilder.em(3, CovarianceStructure.FULL).build(), Data.iris()).model();

  private static SufficientStatistics losses(Observations points) {
    try (PassThreads passThreads = new PassThreads(1)) {
      return Fits.eStep(points, passThreads).run(new ResponsibilityRule.Losses(MODEL));
    }
  }

  /** Against plain loops: −Σ w log Σ of the other shares. */
  @Test
  void areThoseOfTheTextbook() {
    double[] weights = new double[150];
    Arrays.setAll(weights, i -> 1 + i % 3);
    SufficientStatistics losses = losses(Observations.of(Data.iris(), weights));
    double[][] r = TextbookMixture.of(MODEL).responsibilities(Data.iris());

    for (int k = 0; k < 3; k++) {
      double expected = 0;
      for (int i = 0; i < r.length; i++) {
        expected -= weights[i] * Math.log(r[i][(k + 1) % 3] + r[i][(k + 2) % 3]);
      }
      assertThat(losses.tallies(k)[0]).isCloseTo(expected, within(1e-6 * expected));
    }
  }

  /** Where a point is of one component alone the loss is large, but a number. */
  @Test
  void areFinite() {
    SufficientStatistics losses = losses(Observations.of(new double[][] {{1e6, 1e6, 1e6, 1e6}}));

    for (int k = 0; k < 3; k++) {
      assertThat(losses.tallies(k)[0]).isBetween(0.0, 1000.0);
    }
  }
}
