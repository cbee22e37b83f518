package io.mixtura.job.crew;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrewConfigurationTests {

  @ParameterizedTest
  @CsvSource({
    "jdbc:h2:file:./data/mixtura;MODE=PostgreSQL, true",
    "jdbc:h2:mem:test, true",
    "jdbc:h2:file:./data/mixtura;AUTO_SERVER=TRUE, false",
    "jdbc:h2:tcp://localhost/mixtura, false",
    "jdbc:postgresql://localhost/mixtura, false"
  })
  void onlyAnEmbeddedFileBelongsToOneProcess(String url, boolean expected) {
    assertThat(CrewConfiguration.isAFile(url)).isEqualTo(expected);
  }
}
