package io.mixtura.assignment.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerBytesTests {
  @ParameterizedTest
  @ValueSource(ints = {0, 7, 10, 99, 100, 511, Integer.MAX_VALUE})
  void wholeNumbersAreWrittenInDigits(int number) throws IOException {
    AnswerBytes written = new AnswerBytes();
    written.append(number);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    written.moveTo(out);
    assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(Integer.toString(number));
  }
}
