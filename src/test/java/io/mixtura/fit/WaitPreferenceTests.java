package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mixtura.web.problem.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class WaitPreferenceTests {

  @Test
  void withoutTheHeaderNobodyWaits() {
    assertThat(WaitPreference.of(null)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "wait=10                             | 10",
        "wait=0                              | 0",
        "Wait = 7                            | 7",
        "wait=\"7\"                          | 7",
        "respond-async, wait=3               | 3",
        "respond-async;x=1,wait=3;y=2        | 3",
        "wait=31                             | 30",
        "wait=2147483648                     | 30",
        "wait=99999999999999999999999999     | 30",
        "respond-async                       | 0",
        "handling=lenient; wait-longer=5     | 0",
        "nowait=5                            | 0",
        "``                                  | 0",
      })
  void waitIsGrantedUpToThirtySeconds(String header, int seconds) {
    assertThat(WaitPreference.of(header)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"wait", "wait=", "wait=-1", "wait=ten", "wait=1.5", "wait=10s", "a, wait=\"1"})
  void aWaitThatCannotBeReadIsRefused(String header) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> WaitPreference.of(header));

    assertThat(refusal.status()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(refusal.causes().getFirst().pointer()).isEqualTo("Prefer");
    assertThat(refusal).hasMessageContaining("wait=10 waits up to 10 seconds");
  }
}
