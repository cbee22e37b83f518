package io.mixtura.model.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNameTests {

  @ParameterizedTest
  @CsvSource({
    "Old Faithful.csv, old-faithful-[0-9a-f]{8}",
    "dataset-0a1b2c3d, dataset-0a1b2c3d",
    "old-faithful.csv, old-faithful\\.csv",
    "Größe in cm, grosse-in-cm-[0-9a-f]{8}",
    "Łódź, lodz-[0-9a-f]{8}",
    "v1.2, v1\\.2",
  })
  void aNameIsMadeOfAnyText(String text, String name) {
    assertThat(ModelName.from(text)).matches(name);
    assertThat(ModelName.isValid(ModelName.from(text))).isTrue();
  }

  /** Models of different data are not to be versions of one. */
  @Test
  void namesOfDifferentTextsAreDistinct() {
    List<String> texts =
        List.of(
            "a-b", "a.b", "a_b", "a b", "A b", "a B", "á b", "a b ", "a  b", "a b.csv", "a-b.csv",
            "a-b.CSV", "a+b", "a/b", "a, b", "a--b", "a-b-", "_a-b", "(a-b)", "a\tb", "A-B");
    List<String> names = texts.stream().map(ModelName::from).toList();
    assertThat(names).doesNotHaveDuplicates().allMatch(ModelName::isValid);
    assertThat(names).startsWith("a-b", "a.b", "a_b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"数据", "Данные", "دادهها", "__", "🙂", "😀", "", ".csv", "a🙂"})
  void whatCannotBeWrittenIsToldApartByANumber(String text) {
    assertThat(ModelName.from(text))
        .matches("(model|a)-[0-9a-f]{8}")
        .isEqualTo(ModelName.from(text));
    assertThat(ModelName.isValid(ModelName.from(text))).isTrue();
    assertThat(ModelName.from(text)).isNotEqualTo(ModelName.from(text + "数"));
  }

  @Test
  void longTextIsCutAndToldApart() {
    assertThat(ModelName.from("x".repeat(63))).isEqualTo("x".repeat(63));
    String one = ModelName.from("x".repeat(70) + "1");
    String other = ModelName.from("x".repeat(70) + "2");
    assertThat(one).hasSize(63).startsWith("x".repeat(54) + "-").isNotEqualTo(other);
    assertThat(ModelName.isValid(one)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'', model-00000000",
    "A, a",
    "-a, a",
    ".a, a",
    "a b, a-b",
    "a/b, a-b",
    "ä, a",
  })
  void otherNamesAreRefusedWithTheNearestGoodOne(String name, String nearest) {
    assertThat(ModelName.isValid(name)).isFalse();
    assertThat(ModelName.refusal(name)).contains("'" + name + "'", "; '" + nearest + "' would do");
  }

  @Test
  void namesHaveAtMost63Characters() {
    assertThat(ModelName.isValid("x".repeat(63))).isTrue();
    assertThat(ModelName.isValid("x".repeat(64))).isFalse();
  }
}
