package io.mixtura.mixture.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What is left to gain. */
class LikelihoodTraceTests {
  private static final double SLACK = 1e-12;

  @Test
  void gainsThatShrinkGeometricallyAreSummedUpWithCaution() {
    LikelihoodTrace trace = seen(-64, -32, -16, -8, -4, -2, -1);

    // 1/2 was gained last; still to come is 1/4 + 1/8 + … = 1/2.
    assertThat(trace.remaining(-0.5, SLACK)).isCloseTo(3 * 0.5, within(1e-12));
  }

  @Test
  void threeValuesAreNeededAndTheFirstAreDoubted() {
    assertThat(seen(-4).remaining(-2, SLACK)).isInfinite();
    assertThat(seen(-4, -2).remaining(-1, SLACK)).isCloseTo(1000, within(1e-9));
    assertThat(seen(-64, -32, -16, -8, -4, -2).remaining(-1, SLACK)).isEqualTo(3);
    assertThat(seen(-64, -32, -16, -8, -4, -2).leapt(4, 8).seen(-1).remaining(-0.5, SLACK))
        .isInfinite();
  }

  /** Of 0.001 a step, over which fast parts of the error come and go. */
  @Test
  void whatGainsLittleForLongIsSeenOverAPartOfTheWay() {
    LikelihoodTrace trace = seen(0);
    double value = 0;
    for (int step = 1; step <= 60; step++) {
      value += 0.001 + (step % 3 == 0 ? 0.1 : 0.01) * Math.pow(0.5, step / 3);
      trace = trace.seen(value);
    }
    double last = value + 1e-9;

    assertThat(trace.remaining(last, SLACK)).isGreaterThan(0.01).isFinite();
  }

  /** By more than rounding, and not in the first step. */
  @Test
  void fallsAreCounted() {
    LikelihoodTrace trace = seen(-1, -5, -4, -4.5, -3, -3 - 1e-13, -2, -2.5);

    assertThat(trace.falls(10)).isEqualTo(2);
    assertThat(trace.falls(1, 10)).isEqualTo(1);
    assertThat(seen(-1, -5, -4).falls(10)).isZero();
  }

  /** Else going on from there would seem to gain nothing. */
  @Test
  void aValueThatIsSeenTwiceIsNoStep() {
    LikelihoodTrace trace = seen(-64, -32, -16, -8, -4, -2, -1);

    assertThat(trace.notYet(-1).history()).endsWith(-2.0);
    assertThat(trace.notYet(-1).remaining(-1, SLACK)).isInfinite();
    assertThat(trace.notYet(-0.5)).isSameAs(trace);
  }

  private static LikelihoodTrace seen(double... values) {
    LikelihoodTrace trace = LikelihoodTrace.beginning();
    for (double value : values) {
      trace = trace.seen(value);
    }
    return trace;
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
    LikelihoodTrace trace = seen(-4000, -400, -40, -20).leapt(16, 10);
    for (double value : new double[] {-10, -9, -8.9}) {
      trace = trace.seen(value);
    }

    // The last steps alone, whose gains shrink to a tenth, would have 0.01 / 9 left.
    assertThat(trace.remaining(-8.89, SLACK)).isGreaterThan(10 * 3 * 0.01 / 9);
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
