package io.mixtura.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTests {
  private static final List<String> KNOWN =
      List.of("components", "covariance", "seed", "columns", "restarts", "k");

  @ParameterizedTest
  @CsvSource({
    "componets, components",
    "Components, components",
    "covarience, covariance",
    "covarianceType, covariance",
    "sede, seed",
    "sed, seed",
    "column, columns",
    "restart, restarts"
  })
  void nearestNameIsFound(String written, String meant) {
    assertThat(Spelling.nearest(written, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"temperature", "x1", "clusters", "''"})
  void nothingIsGuessedWhenNothingIsNear(String written) {
    assertThat(Spelling.nearest(written, List.of("components", "covariance", "seed"))).isEmpty();
    assertThat(Spelling.hint(written, List.of("components", "covariance", "seed"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "a, '', 1",
    "'', ab, 2",
    "ab, ba, 1",
    "abc, abd, 1",
    "kitten, sitting, 3"
  })
  void distanceCountsEdits(String one, String other, int edits) {
    assertThat(Spelling.distance(one, other)).isEqualTo(edits);
    assertThat(Spelling.distance(other, one)).isEqualTo(edits);
  }

  @Test
  void hintIsPartOfASentence() {
    assertThat(Spelling.hint("componets", KNOWN)).isEqualTo("; did you mean 'components'?");
  }
}
