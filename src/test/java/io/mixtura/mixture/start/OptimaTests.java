package io.mixtura.mixture.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which of the maxima found so far is rearranged next. */
class OptimaTests {
  private static final int NEXT = 99;

  private final Optima optima = new Optima(2);

  private void add(int number, double objective) {
    optima.add(new Tried(number, objective, false, false));
  }

  private void rearrange(int times) {
    for (int i = 0; i < times; i++) {
      optima.rearrange(NEXT);
    }
  }

  @Test
  void theBestUntilAllHasBeenTriedFromThere() {
    add(0, -3);
    add(1, -2);
    rearrange(3);
    add(2, -1);
    rearrange(4);

    assertThat(optima.bases()).containsExactly(1, 1, 0, 2, 2, 0, 2);
  }

  /** Else the same moves would be made again from what is the same place. */
  @Test
  void ofThoseAlikeTheFirst() {
    add(0, -2);
    rearrange(1);
    add(1, -2 + 1e-5);
    rearrange(1);

    assertThat(optima.bases()).containsExactly(0, 0);
  }

  @Test
  void noneThatIsSpuriousOrGivenUp() {
    optima.add(new Tried(0, 5, true, false));
    optima.add(new Tried(1, -1, false, true));
    add(2, -2);
    rearrange(2);

    assertThat(optima.bases()).containsExactly(2, 2);
  }

  /** Moves from a hole lead back into it. */
  @Test
  void whileNoneIsSoundStartsAreTheirOwnBase() {
    optima.add(new Tried(0, 5, true, false));
    optima.add(new Tried(1, 4, true, false));
    rearrange(1);
    add(2, -2);
    rearrange(1);

    assertThat(optima.bases()).containsExactly(NEXT, 2);
  }

  @Test
  void aStartMustComeNearToTheWorstOfThoseThatAreKept() {
    add(0, -3);
    optima.add(new Tried(1, 5, true, false));

    assertThat(optima.bar(1)).isEqualTo(-3);
    assertThat(optima.bar(2)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
