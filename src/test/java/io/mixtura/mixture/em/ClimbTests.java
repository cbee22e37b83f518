package io.mixtura.mixture.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What is left to gain. */
class ClimbTests {
  private static final double SLACK = 1e-12;

  @Test
  void gainsThatShrinkGeometricallyAreSummedUp() {
    Climb climb = Climb.beginning().seen(0).seen(8).seen(12);

    // 8, 4, 2 and still to come 1 + 1/2 + … = 2.
    assertThat(climb.remaining(14, SLACK)).isCloseTo(2, within(1e-12));
  }

  @Test
  void threeValuesAreNeeded() {
    assertThat(Climb.beginning().seen(0).remaining(8, SLACK)).isInfinite();
    assertThat(Climb.beginning().seen(0).seen(8).leapt(4, 8).seen(9).remaining(9.5, SLACK))
        .isInfinite();
  }

  @Test
  void gainsThatGrowSayNothing() {
    assertThat(Climb.beginning().seen(0).seen(1).remaining(3, SLACK)).isInfinite();
  }

  @Test
  void whereNothingIsGainedNothingIsLeft() {
    assertThat(Climb.beginning().seen(0).seen(1).remaining(1, SLACK)).isZero();
  }

  /** A leap of a stands for an error that shrinks by 1 − 1/a, and gains by its square. */
  @Test
  void aLeapTellsARateThatTheStepsAfterItMayHide() {
    Climb climb = Climb.beginning().leapt(16, 10).seen(0).seen(8);

    assertThat(climb.remaining(9, SLACK)).isCloseTo(0.81 / 0.19, within(1e-12));
  }

  @Test
  void onlyTheLastThousandValuesAreKept() {
    Climb climb = Climb.beginning();
    for (int i = 0; i < 1500; i++) {
      climb = climb.seen(i);
    }
    assertThat(climb.history()).hasSize(1000).first().isEqualTo(500.0);
  }
}
