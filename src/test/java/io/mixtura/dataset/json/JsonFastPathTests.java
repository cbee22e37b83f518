package io.mixtura.dataset.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.dataset.Outcome;
import io.mixtura.dataset.Read;
import io.mixtura.dataset.Trickle;
import io.mixtura.dataset.rows.ColumnChoice;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.TextWindow;
import io.mixtura.dataset.rows.Windows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

/** The quick way through the rows of a JSON body against Jackson's. */
class JsonFastPathTests {
  private static final IntakeOptions ALL = IntakeOptions.all(20);
  private static final String HEAD = "{\"columns\":[\"a\",\"b\"],\n \"rows\":[ ";

  private static final String[] CELLS = {
    "0",
    "-0",
    "1",
    "-1.5",
    "2.25",
    "1e3",
    "1E-3",
    "-2.5e+07",
    "0.1",
    "1e22",
    "1e23",
    "0e5",
    "9007199254740993",
    "123456789012345678901234",
    "0.1234567890123456789",
    "4.9e-324",
    "1e100",
    " 7 "
  };

  private static final String[] ODD_CELLS = {
    "", "null", "true", "\"1\"", "\"x\"", "\"größe]\"", "[1]", "[]", "{}", "{\"a\":[1,2]}", "NaN",
        "-", "+1",
    "01", "-01", ".5", "1.", "1.e3", "1e", "1e+", "1.2.3", "0x1", "1 2", "1e400", "1.1e100", "x",
    "5\r", "\r\n5\n", "1".repeat(600), "0." + "1".repeat(1100), "[".repeat(600), "\u0000", "/**/1"
  };

  private static final String[] BETWEEN = {",", ", ", ",\n", " ,\r\n\t", "\n,"};
  private static final String[] ODDLY_BETWEEN = {
    "", ",,", ",\r", "\r,", ",]", "]", "]]", "]}", ";", "5", ",5"
  };

  private static String outcome(byte[] body, IntakeOptions options, Random pieces)
      throws IOException {
    return Outcome.of(
        new Trickle(new ByteArrayInputStream(body), pieces), MediaType.APPLICATION_JSON, options);
  }

  /** A lone carriage return is a line break to Jackson, and leaves the whole body to it. */
  private static void compare(String rows, IntakeOptions options, Random random)
      throws IOException {
    byte[] quick = (HEAD + "\n" + rows).getBytes(StandardCharsets.UTF_8);
    byte[] slow = (HEAD + "\r" + rows).getBytes(StandardCharsets.UTF_8);
    assertThat(outcome(quick, options, random)).isEqualTo(outcome(slow, options, random));
  }

  @Test
  void randomBodiesAreReadAsJacksonReadsThem() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 4000; i++) {
      String rows = new Rows(random).text();
      IntakeOptions chosen = random.nextBoolean() ? ALL : ALL.withColumns("b");
      IntakeOptions options = random.nextBoolean() ? chosen : chosen.withMissing("keep");
      try {
        compare(rows, options, random);
      } catch (AssertionError different) {
        throw new AssertionError("seed %d, body %d: %s".formatted(seed, i, rows), different);
      }
    }
  }

  /** Rows of mostly plain cells. */
  private record Rows(Random random, int oddity) {
    Rows(Random random) {
      // Few oddities in most bodies, so that plain rows come before them.
      this(random, new int[] {0, 20, 500, 5000}[random.nextInt(4)]);
    }

    String text() {
      StringBuilder body = new StringBuilder();
      int rows = random.nextInt(random.nextInt(20) == 0 ? 4000 : 60);
      for (int row = 0; row < rows; row++) {
        body.append(row == 0 ? "" : pick(BETWEEN, ODDLY_BETWEEN)).append('[');
        int width = 2 + (isOdd() ? random.nextInt(3) - 1 : 0);
        for (int cell = 0; cell < width; cell++) {
          body.append(cell > 0 ? "," : "").append(pick(CELLS, ODD_CELLS));
        }
        body.append(']');
      }
      return body.append(isOdd() ? "" : "]").append(isOdd() ? " x" : "}").toString();
    }

    private boolean isOdd() {
      return oddity > 0 && random.nextInt(oddity) == 0;
    }

    private String pick(String[] plain, String[] odd) {
      String[] texts = isOdd() ? odd : plain;
      return texts[random.nextInt(texts.length)];
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          '[1,2],[3,4],[5,x]]}'       ~ 2 ~ 26
          '[1,2],\n[3,4],\n[5,x]]}'   ~ 4 ~ 4
          '[1,2],\n[3,4],\r[5,x]]}'   ~ 4 ~ 4
          '[x,2]]}'                   ~ 2 ~ 12
          '[1,2] [3,4]]}'             ~ 2 ~ 17
          '[1,2],[3,4]] , x'          ~ 2 ~ 26
          '[1,2],\n[3,4],\n \n[5'     ~ 5 ~ 3
          """)
  void malformedJsonIsToldWithItsPlace(String rows, int line, int column) throws IOException {
    byte[] body = (HEAD + rows.translateEscapes()).getBytes(StandardCharsets.UTF_8);

    assertThat(outcome(body, ALL, new Random(7)))
        .contains("malformed JSON at line %d, column %d:".formatted(line, column));
  }

  @ParameterizedTest
  @CsvSource({"UTF-8", "UTF-16", "UTF-32"})
  void anyEncodingOfJsonWillDo(Charset charset) throws IOException {
    String body = "{\"columns\":[\"größe\"],\"rows\":[[1],[2.5]],\"name\":\"ß\"}";

    assertThat(Read.from(body.getBytes(charset), MediaType.APPLICATION_JSON, ALL))
        .isEqualTo(new Read(List.of("größe"), List.of(List.of(1.0), List.of(2.5)), "ß"));
  }

  @Test
  void rowsLongerThanTheWindowAreRead() throws IOException {
    String ignored = "\"" + "x".repeat(2 * Windows.SIZE + 1) + "\"";

    compare("[1,2],[" + ignored + ",3],[4,5]]}", ALL.withColumns("b"), new Random(7));
    compare("[1,2],[" + " ".repeat(Windows.SIZE) + "3,4],[5,x]]}", ALL, new Random(7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          '[1,2],[3,4]]}'            ~ 2 ~ 0 ~ 21
          ' [ 1 , 2 ]\n,\r\n[3,4]]}' ~ 2 ~ 2 ~ 6
          '[1,2],[3,4],[+5,6]]'      ~ 2 ~ 0 ~ 21
          '[1,2],[3,4'               ~ 1 ~ 0 ~ 15
          '[1,2],[3,4] '             ~ 2 ~ 0 ~ 21
          '[1,2],[3,4.]'             ~ 1 ~ 0 ~ 15
          '[1,2],[03,4]'             ~ 1 ~ 0 ~ 15
          '[1,2],\r[3,4]'            ~ 1 ~ 0 ~ 15
          '[1,2,3]'                  ~ 0 ~ 0 ~ 10
          """)
  void plainRowsAreReadUpToTheFirstOther(String rows, int plain, int lines, int column)
      throws IOException {
    TextWindow text = new TextWindow(new StringReader(rows.translateEscapes()), ']');
    JsonFastPath reader =
        new JsonFastPath(text, 10, ColumnChoice.named("", List.of("a", "b"), ALL), false);

    List<Double> sums = new ArrayList<>();
    double[] row = new double[2];
    while (reader.next(row)) {
      sums.add(row[0] + row[1]);
    }

    assertThat(reader.count()).isEqualTo(plain);
    assertThat(sums).isEqualTo(List.of(3.0, 7.0).subList(0, plain));
    assertThat(reader.lines()).isEqualTo(lines);
    assertThat(reader.column()).isEqualTo(column);
  }
}
