package io.mixtura.mixture.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is moved first when a maximum is rearranged. */
class RearrangementTests {
  private static final double[] LOSSES = {9, 1, 25, 4};

  private static Stream<Rearrangement> moves(int from, int to) {
    return IntStream.range(from, to).mapToObj(move -> Rearrangement.of(LOSSES, move));
  }

  @Test
  void theComponentThatIsMissedLeastGoesWhereOneIsMissedMost() {
    assertThat(moves(0, 5))
        .containsExactly(
            new Rearrangement(1, 2, false),
            new Rearrangement(1, 0, true),
            new Rearrangement(1, 3, false),
            new Rearrangement(3, 2, true),
            new Rearrangement(3, 0, false));
  }

  @Test
  void eachPairComesOnceStraightAndOnceRelaxed() {
    int pairs = Rearrangement.pairs(LOSSES.length);

    assertThat(moves(0, 2 * pairs)).doesNotHaveDuplicates();
    assertThat(moves(0, pairs).filter(move -> move.dropped() != move.parted()))
        .hasSize(pairs)
        .extracting(Rearrangement::dropped, Rearrangement::parted)
        .doesNotHaveDuplicates();
  }

  @Test
  void twoComponentsHaveTwoPairs() {
    assertThat(IntStream.range(0, 4).mapToObj(move -> Rearrangement.of(new double[] {3, 2}, move)))
        .containsExactly(
            new Rearrangement(1, 0, false),
            new Rearrangement(0, 1, true),
            new Rearrangement(1, 0, true),
            new Rearrangement(0, 1, false));
  }
}
