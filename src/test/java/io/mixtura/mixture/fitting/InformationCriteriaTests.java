package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.family.GaussianFamily;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Numbers of R's mclust 6.0.0: the partition of {@code Mclust(data, G, modelNames)}, then {@code
 * me} with a tolerance of 1e-15, and {@code icl} as its method of that name computes it. mclust
 * reports −BIC and −ICL.
 */
class InformationCriteriaTests {
  /** Without an asterisk, the maximum that this engine finds too; with one, it finds a better. */
  @ParameterizedTest(name = "{0}, {1}, k = {2}")
  @CsvSource({
    "faithful, VVV, 1, 5,  -1289.79674505261, -2607.62250043671, -2607.62250043671",
    "faithful, VVV, 2, 11, -1130.26396018474, -2322.19174309874, -2322.70468176075",
    "faithful, EEE, 2, 8,  -1140.18675943708, -2325.21993540453, -2326.70939017191",
    "faithful, EEE, 3, 11, -1126.31592782341, -2314.29567837608, -2358.38945624708",
    "faithful, VVI, 1, 4,  -1516.70582661831, -3055.83486150179, -3055.83486150179",
    "faithful, VVI, 2, 9,  -1147.80635253781, -2346.06492367229, -2346.16083866657",
    "faithful, VII, 1, 3,  -2003.95203658454, -4024.72147936796, -4024.72147936796",
    "faithful, VII, 2, 7,  -1709.52928217742, -3458.29917881891, -3460.87674627840",
    "iris,     VVV, 1, 14, -379.914630122269, -829.978154361886, -829.978154361886",
    "iris,     VVV, 2, 29, -214.354704370512, -574.017832269816, -574.019098672992",
    "iris,     VVV, 3, 44, -180.185477131303, -580.838907202842, -584.045458427283",
    "iris,     EEE, 2, 19, -296.447574769275, -688.097220126378, -688.098504208563",
    "iris,     EEE, 3, 24, -256.354043125583, -632.963333309476, -637.794456245169",
    "iris,     VVI, 2, 17, -386.185346934487, -857.551493868610, -857.551519756032",
    "iris,     VVI, 3, 26, -307.177571597972, -744.631660842447, -751.477029011944",
    "iris,     VII, 2, 11, -478.559095769077, -1012.23517977321, -1012.23518052668",
    "iris,     VII, 3, 17, -384.314094060820, -853.808990121277, -860.900727968925"
  })
  void areThoseOfMclustWithTheSignChanged(
      String data,
      String structure,
      int k,
      long free,
      double logLikelihood,
      double bic,
      double icl) {
    double[][] rows = data.equals("iris") ? Data.iris() : Data.faithful();
    FitOutcome.Fitted fitted =
        Fits.fitted(
            SpecBuilder.em(k, CovarianceStructure.of(structure))
                .restarts(10)
                .until(Criterion.PARAMETERS, 1e-9, 20_000)
                .regularization(0)
                .build(),
            rows);

    InformationCriteria criteria = Objects.requireNonNull(fitted.criteria());
    assertThat(fitted.logLikelihood()).isCloseTo(logLikelihood, within(1e-6));
    assertThat(fitted.freeParameters()).isEqualTo(free);
    assertThat(criteria.bic()).isCloseTo(-bic, within(1e-5));
    assertThat(criteria.icl()).isCloseTo(-icl, within(1e-3));
    assertThat(criteria.aic()).isCloseTo(2 * free - 2 * logLikelihood, within(1e-5));
  }

  /** As the service fits it when nothing is said but the number of components. */
  @Test
  void oldFaithfulByDefault() {
    FitOutcome.Fitted fitted = Fits.fitted(Fits.spec(2, CovarianceStructure.FULL), Data.faithful());

    InformationCriteria criteria = Objects.requireNonNull(fitted.criteria());
    assertThat(fitted.logLikelihood()).isCloseTo(-1130.26396, within(1e-5));
    assertThat(fitted.freeParameters()).isEqualTo(11);
    // mclust's documentation: BIC −2322.192.
    assertThat(criteria.bic()).isCloseTo(2322.192, within(5e-4));
    assertThat(criteria.aic()).isCloseTo(2282.528, within(5e-4));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "full, 3, 4, 44",
    "tied, 3, 4, 24",
    "diagonal, 3, 4, 26",
    "spherical, 3, 4, 17",
    "EII, 3, 4, 15",
    "EEI, 3, 4, 18",
    "VEI, 3, 4, 20",
    "EVI, 3, 4, 24",
    "VEE, 3, 4, 26",
    "EVE, 3, 4, 30",
    "VVE, 3, 4, 32",
    "EEV, 3, 4, 36",
    "VEV, 3, 4, 38",
    "EVV, 3, 4, 42",
    "VVE, 2, 1, 5",
    "identity, 3, 4, 14"
  })
  void freeParametersAreCounted(String structure, int k, int d, long expected) {
    GaussianFamily family = new GaussianFamily(CovarianceStructure.of(structure));

    assertThat(family.freeParameters(k, d) + new MixingWeights.Learned().freeParameters(k))
        .isEqualTo(expected);
    assertThat(family.freeParameters(k, d) + new MixingWeights.Equal().freeParameters(k))
        .isEqualTo(expected - (k - 1));
  }
}
