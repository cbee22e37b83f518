package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.DiscreteData;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Latent classes of people who have not answered every question: {@code election} of R's poLCA,
 * twelve questions of the American National Election Study 2000, with {@code na.rm = FALSE}. Of the
 * 1785 people 474 have left out some; the 1311 others have log-likelihoods of −16,714.66 with three
 * classes.
 */
class LatentClassGapsTests {

  @ParameterizedTest
  @CsvSource({"2, -22127.913291", "3, -21311.535671", "4, -20837.313890"})
  void logLikelihoodIsThatOfPoLca(int classes, double expected) {
    double[][] rows = Data.election();
    List<ColumnFamily> columns = DiscreteData.all(DiscreteData.levels(1, 2, 3, 4), rows[0].length);

    FitOutcome.Fitted fitted =
        Fits.fitted(
            SpecBuilder.em(classes, columns)
                .from(new Initialization.Portfolio(24, 5))
                .until(Criterion.LOG_LIKELIHOOD, 1e-9, 2000)
                .build(),
            Observations.of(rows));

    assertThat(fitted.logLikelihood()).isCloseTo(expected, within(1e-4));
    assertThat(fitted.freeParameters()).isEqualTo(classes - 1 + classes * 12 * 3);
  }
}
