package io.mixtura.mixture.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order of starts from the data and rearrangements. */
class TurnsTests {
  private static final Turns ALONE = Turns.beside(0);

  @Test
  void aThirdComesFromTheData() {
    for (int starts : new int[] {24, 48, 240}) {
      assertThat(IntStream.range(0, starts).filter(number -> ALONE.isFresh(number, 3)).count())
          .isEqualTo(starts / 3);
      assertThat(ALONE.rearrangedBefore(starts)).isEqualTo(starts * 2 / 3);
    }
  }

  @Test
  void theyAreCountedOneByOne() {
    int place = 0;
    for (int number = 0; number < 100; number++) {
      assertThat(Turns.placeInPortfolio(number))
          .isEqualTo(ALONE.isFresh(number, 2) ? place++ : number);
    }
  }

  /** What one candidate has begun with the next ones need not begin with again. */
  @Test
  void besideOthersStartsFromTheDataAreOtherOnes() {
    Set<Integer> seen = new HashSet<>();
    for (int others = 1; others < 14; others++) {
      Turns turns = Turns.beside(others);
      for (int number = 0; number < 32; number++) {
        assertThat(turns.isFresh(number, 3)).isEqualTo(number % 4 == 0);
        if (turns.isFresh(number, 3)) {
          assertThat(seen.add(turns.inStarts(number))).isTrue();
          assertThat(ALONE.isFresh(turns.inStarts(number), 3)).isTrue();
        }
      }
    }
  }

  @Test
  void aSingleComponentHasNowhereToMove() {
    assertThat(IntStream.range(0, 50)).allMatch(number -> ALONE.isFresh(number, 1));
  }

  @Test
  void aBlockWhoseMovesLedToNothingBetterIsTheLastThatSamplesNeed() {
    assertThat(ALONE.haveMovesFailed(24, 7)).isTrue();
    assertThat(ALONE.haveMovesFailed(24, 8)).isFalse();
    assertThat(ALONE.haveMovesFailed(23, 7)).isFalse();
    assertThat(ALONE.haveMovesFailed(48, 20)).isTrue();
    assertThat(ALONE.haveMovesFailed(48, 40)).isFalse();
  }
}
