package io.mixtura.model.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNameTests {

  @ParameterizedTest
  @CsvSource({
    "Old Faithful.csv, old-faithful",
    "dataset-0a1b2c3d, dataset-0a1b2c3d",
    "Größe (cm), gro-e-cm",
    "_private, private",
    "v1.2, v1.2",
    "数据, model",
    "'', model",
    ".csv, model",
  })
  void aNameIsMadeOfAnyText(String text, String name) {
    assertThat(ModelName.from(text)).isEqualTo(name);
    assertThat(ModelName.isValid(name)).isTrue();
  }

  @Test
  void longTextIsCut() {
    assertThat(ModelName.from("x".repeat(62) + " y")).isEqualTo("x".repeat(62));
    assertThat(ModelName.from("x".repeat(100))).hasSize(63);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "-a", ".a", "a b", "a/b", "ä"})
  void otherNamesAreRefusedWithTheNearestGoodOne(String name) {
    assertThat(ModelName.isValid(name)).isFalse();
    assertThat(ModelName.refusal(name)).contains("'" + name + "'", ModelName.from(name));
  }

  @Test
  void namesHaveAtMost63Characters() {
    assertThat(ModelName.isValid("x".repeat(63))).isTrue();
    assertThat(ModelName.isValid("x".repeat(64))).isFalse();
  }
}
