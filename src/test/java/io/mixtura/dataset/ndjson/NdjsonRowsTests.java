package io.mixtura.dataset.ndjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mixtura.dataset.Intake;
import io.mixtura.dataset.Read;
import io.mixtura.dataset.Trickle;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.web.problem.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

class NdjsonRowsTests {
  private static final MediaType NDJSON = MediaType.valueOf("application/x-ndjson");
  private static final IntakeOptions ALL = IntakeOptions.all(5);
  private static final IntakeOptions GAPS = ALL.withMissing("keep");
  private static final List<List<Double>> TWO_ROWS = List.of(List.of(1.0, 2.5), List.of(3.0, 4.0));

  private static Read read(String body, IntakeOptions options) throws IOException {
    return Read.from(body.getBytes(StandardCharsets.UTF_8), NDJSON, options);
  }

  private static Refusal refused(String body, IntakeOptions options) {
    return catchThrowableOfType(Refusal.class, () -> read(body, options));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"b\":2.5}\n{\"a\":3,\"b\":4}\n",
        "{\"a\":1,\"b\":2.5}\r\n{\"b\":4,\"a\":3}",
        "\n{\"a\":1,\"b\":2.5}\n\n{\"a\":3,\"b\":4}\n\n\n",
        "{\"a\":1,\"b\":2.5} {\"a\":3,\n\"b\":4}",
        "[\"a\",\"b\"]\n[1,2.5]\n[3,4]\n"
      })
  void rowsComeOneAfterTheOther(String body) throws IOException {
    assertThat(read(body, ALL)).isEqualTo(new Read(List.of("a", "b"), TWO_ROWS, ""));
  }

  @Test
  void columnsOfArraysAreNumbered() throws IOException {
    assertThat(read("[1,2.5]\n[3,4]\n", ALL))
        .isEqualTo(new Read(List.of("x0", "x1"), TWO_ROWS, ""));
  }

  @Test
  void bothMediaTypesAreKnown() throws IOException {
    byte[] body = "[1,2.5]\n[3,4]\n".getBytes(StandardCharsets.UTF_8);

    assertThat(Read.from(body, MediaType.valueOf("application/jsonl"), ALL).rows())
        .isEqualTo(TWO_ROWS);
  }

  /** MongoDB and others write only what is there. */
  @Test
  void whatAnObjectLeavesOutIsMissing() throws IOException {
    Read read = read("{\"a\":1}\n{\"b\":2}\n{\"a\":null,\"b\":3}\n", GAPS);

    assertThat(read.columns()).containsExactly("a", "b");
    assertThat(read.rows())
        .containsExactly(
            List.of(1.0, Double.NaN), List.of(Double.NaN, 2.0), List.of(Double.NaN, 3.0));
    assertThat(refused("{\"a\":1}\n{\"b\":2,\"a\":3}\n", ALL).causes().getFirst().detail())
        .startsWith("row 1, column 'b': the row has no value for it; add missing=keep");
  }

  @Test
  void namesThatComeLateAreToldOf() {
    String rows = "{\"a\":1}\n".repeat(32);

    assertThat(refused(rows + "{\"a\":1,\"c\":2}\n", ALL).causes())
        .containsExactly(
            new Refusal.Cause(
                "/rows/32",
                "row 33 has a value for 'c', which no row before it names; name it in the first, with null if need be"));
  }

  @Test
  void aModelPicksItsColumns() throws IOException {
    String body = "{\"id\":7,\"b\":2.5,\"a\":1}\n" + "{\"a\":3,\"b\":4,\"late\":\"x\"}\n";

    assertThat(read(body, IntakeOptions.expecting(List.of("a", "b"))).rows()).isEqualTo(TWO_ROWS);
    assertThat(read("[1,2.5]\n[3,4]", IntakeOptions.expecting(List.of("a", "b"))).rows())
        .isEqualTo(TWO_ROWS);
    assertThat(refused("{\"A\":1}\n", IntakeOptions.expecting(List.of("a"))).getMessage())
        .contains("there is no column 'a'");
  }

  @Test
  void columnsCanBeChosenAndLeftOut() throws IOException {
    String body = "{\"s\":\"x\",\"a\":1,\"b\":2.5}\n{\"s\":\"y\",\"a\":3,\"b\":4}\n";

    assertThat(read(body, ALL.withColumns("b")).rows()).containsExactly(List.of(2.5), List.of(4.0));
    assertThat(read(body, ALL.withExclude("s")).rows()).isEqualTo(TWO_ROWS);
    assertThat(read(body, ALL.withText("drop")).rows()).isEqualTo(TWO_ROWS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          ''                        ~ 422 ~ the body is empty; send [1.5,2] or {"a":1.5,"b":2} in each line
          3                         ~ 400 ~ the first row is '3', but must be an array or an object
          [1,2]\\n[3]               ~ 422 ~ row 2 has 1 values instead of 2
          [1,2]\\n{"a":1}           ~ 422 ~ row 2 must be an array of numbers
          {"a":1}\\n[1]             ~ 422 ~ row 2 must be an object, as the first row is
          {"a":1,"a":2}             ~ 422 ~ row 1 has two values for 'a'
          {"a":{"b":1}}             ~ 422 ~ row 1, column 'a': must be a number, not a structure
          {"a":"1"}                 ~ 422 ~ row 1, column 'a': "1" is a string; write the number without quotes
          {"a":9007199254740993}    ~ 422 ~ row 1, column 'a': '9007199254740993' has more digits
          {"a":1e200}               ~ 422 ~ row 1, column 'a': '1e200' is not between
          {"a":1}\\n{"a":           ~ 400 ~ malformed JSON
          {"a":1                    ~ 400 ~ malformed JSON
          {}                        ~ 422 ~ there is no column; at least one is needed
          []                        ~ 422 ~ there is no column; at least one is needed
          """)
  void whatIsNoRowIsToldOf(String body, int status, String detail) {
    Refusal refusal = refused(body.translateEscapes(), ALL);

    assertThat(refusal.status()).isEqualTo(HttpStatus.valueOf(status));
    assertThat(refusal.getMessage()).contains(detail);
  }

  @Test
  void aRowMayBeLongerThanWhatIsUsuallyLookedAt() throws IOException {
    String row =
        IntStream.range(0, 60_000).mapToObj(j -> "1234.5678").collect(Collectors.joining(","));
    IntakeOptions wide = IntakeOptions.all(100_000);

    assertThat(read("[" + row + "]\n[" + row + "]\n", wide).rows())
        .hasSize(2)
        .allSatisfy(numbers -> assertThat(numbers).hasSize(60_000).containsOnly(1234.5678));
    assertThat(refused("[" + " ".repeat(5 << 20) + "1]", wide).getMessage())
        .isEqualTo("the first line has more than 4194304 bytes");
  }

  @Test
  void piecesOfABodyAreTheSameAsAllOfIt() throws IOException {
    String body = "{\"a\":1,\"b\":2.5}\n{\"a\":3,\"b\":4}\n";

    try (RowReader rows =
        Intake.open(
            new Trickle(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), new Random(7)),
            NDJSON,
            ALL)) {
      double[] row = new double[2];
      assertThat(rows.next(row)).isTrue();
      assertThat(row).containsExactly(1, 2.5);
      assertThat(rows.next(row)).isTrue();
      assertThat(rows.next(row)).isFalse();
    }
  }

  /** Which columns are meant is for the body to say where a question is about some of them. */
  @Test
  void rowsWithoutColumnsAreNoneOfAModel() {
    assertThat(refused("{}", IntakeOptions.among(List.of("a", "b"), "columns")))
        .hasMessage("there is no column; at least one is needed");
  }
}
