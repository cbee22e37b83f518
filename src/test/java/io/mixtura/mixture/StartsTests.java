package io.mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StartsTests {

  @Test
  void oldFaithfulByDefault() {
    FitOutcome.Fitted fitted = Fits.fitted(Fits.spec(2, CovarianceStructure.FULL), Data.faithful());
    System.out.println(fitted);
    System.out.println(Arrays.toString(fitted.model().mean(0)));
    assertThat(fitted.logLikelihood()).isCloseTo(-1130.26396, within(1e-4));
  }
}
