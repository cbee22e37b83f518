package io.mixtura.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mixtura.dataset.Intake;
import io.mixtura.dataset.Outcome;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.decimal.Decimals;
import io.mixtura.testing.Npy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;

/**
 * The quick readers against the thorough ones, on bytes that Jazzer makes up. Here they meet the
 * bytes that are kept in {@code ParserFuzzITInputs}; the profile {@code jazzer} looks for new ones:
 * {@code ./mvnw test -Pjazzer -Dtest='ParserFuzzIT#csv'}.
 */
class ParserFuzzIT {
  private static final String LONG = "20m";
  private static final MediaType CSV = MediaType.parseMediaType("text/csv");
  private static final MediaType NPY = MediaType.parseMediaType(Intake.NPY);
  private static final byte[] JSON_HEAD = bytes("{\"columns\":[\"a\",\"b\"],\n \"rows\":[ ");

  /** A number with blanks around it, of which the JDK would take others. */
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[ \\t\u00a0]*([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)[ \\t\u00a0]*");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @FuzzTest(maxDuration = LONG)
  void decimals(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    Matcher number = DECIMAL.matcher(text);
    double expected = number.matches() ? Double.parseDouble(number.group(1)) : Double.NaN;
    assertThat(Double.doubleToLongBits(Decimals.parse(text)))
        .as("'%s'", text)
        .isEqualTo(Double.doubleToLongBits(expected));
  }

  /** A lone carriage return in front leaves the whole body to FastCSV, a line feed does not. */
  @FuzzTest(maxDuration = LONG)
  void csv(byte[] data) throws IOException {
    if (startsWithLineFeed(data)) {
      return;
    }
    IntakeOptions options = options(data);
    assertThat(Outcome.of(stream(bytes("\n"), data), CSV, options))
        .isEqualTo(Outcome.of(stream(bytes("\r"), data), CSV, options));
  }

  /** The same leaves JSON to Jackson. */
  @FuzzTest(maxDuration = LONG)
  void json(byte[] data) throws IOException {
    if (startsWithLineFeed(data)) {
      return;
    }
    IntakeOptions options = options(data);
    assertThat(json(options, "\n", data)).isEqualTo(json(options, "\r", data));
  }

  private static String json(IntakeOptions options, String first, byte[] data) throws IOException {
    byte[] head = Arrays.copyOf(JSON_HEAD, JSON_HEAD.length + 1);
    head[JSON_HEAD.length] = (byte) first.charAt(0);
    return Outcome.of(stream(head, data), MediaType.APPLICATION_JSON, options);
  }

  /** Any header before numbers that are there: rows that they fill, or a refusal. */
  @FuzzTest(maxDuration = LONG)
  void npy(byte[] data) throws IOException {
    byte[] numbers = new byte[96];
    String header = new String(data, StandardCharsets.ISO_8859_1);
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    for (int version : List.of(1, 2, 3)) {
      if (text.length < 60_000) {
        byte[] file = Npy.file(version, header, numbers);
        Outcome.of(new ByteArrayInputStream(file), NPY, IntakeOptions.all(20));
      }
    }
    Outcome.of(new ByteArrayInputStream(data), NPY, IntakeOptions.all(20));
  }

  /** The carriage return before it would not be a lone one. */
  private static boolean startsWithLineFeed(byte[] data) {
    return data.length > 0 && data[0] == '\n';
  }

  private static ByteArrayInputStream stream(byte[] head, byte[] data) {
    byte[] whole = Arrays.copyOf(head, head.length + data.length);
    System.arraycopy(data, 0, whole, head.length, data.length);
    return new ByteArrayInputStream(whole);
  }

  private static IntakeOptions options(byte[] data) {
    IntakeOptions all = IntakeOptions.all(20);
    return data.length % 2 == 0 ? all : all.withMissing("keep");
  }
}
