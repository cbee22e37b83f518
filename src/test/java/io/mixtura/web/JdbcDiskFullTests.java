package io.mixtura.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JdbcDiskFullTests {
  private final JdbcDiskFull analyzer = new JdbcDiskFull();

  @Test
  void aDatabaseWithoutRoomToBeOpenedIsToldOfInASentence() {
    IOException full = new IOException("No space left on device");
    SQLException refused = new SQLException("General error", "HY000", 50000, full);

    assertThat(
            Objects.requireNonNull(analyzer.analyze(new IllegalStateException(refused)))
                .getDescription())
        .startsWith("The disk of the database is full");
  }

  @Test
  void otherErrorsAreLeftToOthers() {
    SQLException refused = new SQLException("General error", "HY000", 50000);

    assertThat(analyzer.analyze(new IllegalStateException(refused))).isNull();
  }
}
