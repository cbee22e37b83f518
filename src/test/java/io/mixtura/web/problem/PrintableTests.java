package io.mixtura.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTests {
  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "größe", "名前", "🌋", "\u00a0"})
  void textsOfAnyScriptAre(String text) {
    assertThat(Printable.is(text)).isTrue();
  }

  /** A half of a pair is no character: it has no UTF-8. */
  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "\u0000", "\u007f", "x\ud800y", "\udf0b"})
  void controlCharactersAndHalvesOfPairsAreNot(String text) {
    assertThat(Printable.is(text)).isFalse();
  }
}
