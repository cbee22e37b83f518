package io.mixtura.mixture.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order of starts from the data and rearrangements. */
class TurnsTests {
  @Test
  void aThirdComesFromTheData() {
    for (int starts : new int[] {24, 48, 240}) {
      assertThat(IntStream.range(0, starts).filter(number -> Turns.isFresh(number, 3)).count())
          .isEqualTo(starts / 3);
      assertThat(Turns.freshBefore(starts)).isEqualTo(starts / 3);
      assertThat(Turns.rearrangedBefore(starts)).isEqualTo(starts * 2 / 3);
    }
  }

  @Test
  void theyAreCountedOneByOne() {
    for (int number = 0; number < 100; number++) {
      assertThat(Turns.freshBefore(number + 1) - Turns.freshBefore(number))
          .isEqualTo(Turns.isFresh(number, 2) ? 1 : 0);
    }
  }

  @Test
  void aSingleComponentHasNowhereToMove() {
    assertThat(IntStream.range(0, 50)).allMatch(number -> Turns.isFresh(number, 1));
  }

  @Test
  void aBlockWhoseMovesLedToNothingBetterIsTheLastThatSamplesNeed() {
    assertThat(Turns.haveMovesFailed(24, 7)).isTrue();
    assertThat(Turns.haveMovesFailed(24, 8)).isFalse();
    assertThat(Turns.haveMovesFailed(23, 7)).isFalse();
    assertThat(Turns.haveMovesFailed(48, 20)).isTrue();
    assertThat(Turns.haveMovesFailed(48, 40)).isFalse();
  }
}
