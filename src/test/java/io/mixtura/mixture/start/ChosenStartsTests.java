package io.mixtura.mixture.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How many of the starts that were chosen are followed. */
class ChosenStartsTests {
  private final ChosenStarts chosen =
      ChosenStarts.of(
          new Shortlist(List.of(7, 3, 5, 0, 1, 2), List.of(1, 0, 0, 0, 0, 1)), 8, List.of(), true);

  @Test
  void asManyAsWereAskedForIfTheyAreSound() {
    assertThat(chosen.areEnough(1, 1, 2)).isFalse();
    assertThat(chosen.areEnough(2, 2, 2)).isTrue();
  }

  @Test
  void twiceAsManyIfOneIsSound() {
    assertThat(chosen.areEnough(3, 1, 2)).isFalse();
    assertThat(chosen.areEnough(4, 1, 2)).isTrue();
  }

  /** Those that were not tried before come last, and only for want of a sound one. */
  @Test
  void whileNoneIsSoundOthersFollow() {
    assertThat(chosen.areEnough(6, 1, 5)).isTrue();
    assertThat(chosen.areEnough(6, 0, 5)).isFalse();
    assertThat(chosen.areEnough(21, 0, 5)).isFalse();
    assertThat(chosen.areEnough(22, 0, 5)).isTrue();
    assertThat(chosen.chosen())
        .endsWith(8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23);
  }

  @Test
  void followedOnesWereTried() {
    assertThat(chosen.tried(5)).isEqualTo(8);
    assertThat(chosen.tried(6)).isEqualTo(8);
    assertThat(chosen.tried(9)).isEqualTo(11);
  }
}
