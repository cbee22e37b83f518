package io.mixtura.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.SQLExceptionOverride.Override;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcLostDatabaseTests {
  private final JdbcLostDatabase lost = new JdbcLostDatabase();

  @ParameterizedTest
  @ValueSource(ints = {90067, 90098, 90121})
  void aConnectionWhoseDatabaseIsClosedIsOfNoUse(int code) {
    SQLException failure = new SQLException("closed", "" + code, code);

    assertThat(lost.adjudicate(failure)).isEqualTo(Override.MUST_EVICT);
  }

  @Test
  void otherErrorsAreLeftToThePool() {
    SQLException duplicateKey = new SQLException("there already", "23505", 23505);
    SQLException ofPostgres = new SQLException("deadlock", "40P01");
    SQLException withoutState = new SQLException("who knows");

    assertThat(lost.adjudicate(duplicateKey)).isEqualTo(Override.CONTINUE_EVICT);
    assertThat(lost.adjudicate(ofPostgres)).isEqualTo(Override.CONTINUE_EVICT);
    assertThat(lost.adjudicate(withoutState)).isEqualTo(Override.CONTINUE_EVICT);
  }
}
