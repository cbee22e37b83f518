package io.mixtura.mixture.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What is left to gain. */
class LikelihoodTraceTests {
  private static final double SLACK = 1e-12;

  @Test
  void gainsThatShrinkGeometricallyAreSummedUp() {
    LikelihoodTrace trace = LikelihoodTrace.beginning().seen(0).seen(8).seen(12);

    // 8, 4, 2 and still to come 1 + 1/2 + … = 2.
    assertThat(trace.remaining(14, SLACK)).isCloseTo(2, within(1e-12));
  }

  @Test
  void threeValuesAreNeeded() {
    assertThat(LikelihoodTrace.beginning().seen(0).remaining(8, SLACK)).isInfinite();
    assertThat(
            LikelihoodTrace.beginning().seen(0).seen(8).leapt(4, 8).seen(9).remaining(9.5, SLACK))
        .isInfinite();
  }

  @Test
  void gainsThatGrowSayNothing() {
    assertThat(LikelihoodTrace.beginning().seen(0).seen(1).remaining(3, SLACK)).isInfinite();
  }

  @Test
  void whereNothingIsGainedNothingIsLeft() {
    assertThat(LikelihoodTrace.beginning().seen(0).seen(1).remaining(1, SLACK)).isZero();
  }

  /** A leap of a stands for an error that shrinks by 1 − 1/a, and gains by its square. */
  @Test
  void aLeapTellsARateThatTheStepsAfterItMayHide() {
    LikelihoodTrace trace = LikelihoodTrace.beginning().leapt(16, 10).seen(0).seen(8);

    assertThat(trace.remaining(9, SLACK)).isCloseTo(0.81 / 0.19, within(1e-12));
  }

  @Test
  void onlyTheLastThousandValuesAreKept() {
    LikelihoodTrace trace = LikelihoodTrace.beginning();
    for (int i = 0; i < 1500; i++) {
      trace = trace.seen(i);
    }
    assertThat(trace.history()).hasSize(1000).first().isEqualTo(500.0);
  }
}
