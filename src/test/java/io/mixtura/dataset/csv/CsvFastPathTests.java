package io.mixtura.dataset.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.dataset.Outcome;
import io.mixtura.dataset.Trickle;
import io.mixtura.dataset.rows.ColumnChoice;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.TextCells;
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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

/** The quick way through a CSV body against FastCSV's. */
class CsvFastPathTests {
  private static final IntakeOptions ALL = IntakeOptions.all(20);

  private static final String[] CELLS = {
    "0",
    "-0",
    "1",
    "-1.5",
    "+2.25",
    ".5",
    "4.",
    "1e3",
    "1E-3",
    "-2.5e+07",
    "0.1",
    "1e22",
    "1e23",
    "9007199254740993",
    "123456789012345678",
    "1234567890123456789012",
    "0.1234567890123456789",
    "0.00000000000000000000012345678901234567",
    "4.9e-324",
    "1e-400",
    "1e100",
    "1e00000005"
  };

  private static final String[] ODD_CELLS = {
    "",
    " ",
    " 7",
    "7 ",
    "\t7",
    "7\t",
    "\u00a07",
    "\"7\"",
    "\"7\"\"\"",
    "\"1,5\"",
    "\"1\n2\"",
    "7\"",
    "1 2",
    "NA",
    "nan",
    "Infinity",
    "-inf",
    "1e400",
    "1.1e100",
    "-1e101",
    "1e",
    "1e+",
    "--1",
    "+",
    ".",
    "1.2.3",
    "0x1p3",
    "1d",
    "1f",
    "٣",
    "größe",
    "x",
    "1,5",
    "1;5",
    "\"",
    "\u0000",
    "1\u0000",
    "\ufeff1",
    "7\r",
    "\r"
  };

  private static final String[] LINE_ENDS = {"\n", "\r\n"};
  private static final String[] ODD_LINE_ENDS = {
    "\r", "\n\n", "\r\n\r\n", "\n\r", " \n", "\r\r\n", ""
  };

  private static String outcome(byte[] body, Charset charset, IntakeOptions options, Random pieces)
      throws IOException {
    MediaType type = new MediaType("text", "csv", charset);
    return Outcome.of(new Trickle(new ByteArrayInputStream(body), pieces), type, options);
  }

  /**
   * A blank line in front keeps all line numbers, and one that ends with a carriage return alone
   * leaves the whole body to FastCSV.
   */
  private static void compare(String body, Charset charset, IntakeOptions options, Random random)
      throws IOException {
    byte[] quick = ("\n" + body).getBytes(charset);
    byte[] slow = ("\r" + body).getBytes(charset);
    assertThat(outcome(quick, charset, options, random))
        .isEqualTo(outcome(slow, charset, options, random));
  }

  @Test
  void randomBodiesAreReadAsFastCsvReadsThem() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 4000; i++) {
      String body = new Body(random).text();
      try {
        compare(body, StandardCharsets.UTF_8, options(random), random);
      } catch (AssertionError different) {
        throw new AssertionError("seed %d, body %d: %s".formatted(seed, i, body), different);
      }
    }
  }

  private static IntakeOptions options(Random random) {
    IntakeOptions options = ALL.withHeader(random.nextInt(4) == 0 ? "auto" : "true");
    options = random.nextBoolean() ? options : options.withMissing("keep");
    return random.nextBoolean() ? options : options.withColumns(random.nextBoolean() ? "a" : "b,a");
  }

  /** Rows of mostly plain cells. */
  private record Body(Random random, int columns, int oddity, String lineEnd) {
    Body(Random random) {
      this(
          random,
          1 + random.nextInt(3),
          // Few oddities in most bodies, so that plain lines come before them.
          new int[] {0, 20, 500, 5000}[random.nextInt(4)],
          pick(LINE_ENDS, random));
    }

    String text() {
      StringBuilder body = new StringBuilder("a,b,c".substring(0, 2 * columns - 1)).append(lineEnd);
      int rows = random.nextInt(random.nextInt(20) == 0 ? 4000 : 60);
      for (int row = 0; row < rows; row++) {
        int width = columns + (isOdd() ? random.nextInt(3) - 1 : 0);
        for (int cell = 0; cell < width; cell++) {
          body.append(cell > 0 ? "," : "").append(pick(isOdd() ? ODD_CELLS : CELLS, random));
        }
        body.append(isOdd() ? pick(ODD_LINE_ENDS, random) : lineEnd);
      }
      return body.append(random.nextBoolean() ? "" : "1,2,3".substring(0, 2 * columns - 1))
          .toString();
    }

    private boolean isOdd() {
      return oddity > 0 && random.nextInt(oddity) == 0;
    }

    private static String pick(String[] texts, Random random) {
      return texts[random.nextInt(texts.length)];
    }
  }

  @ParameterizedTest
  @CsvSource({"UTF-8", "ISO-8859-1", "UTF-16", "windows-1252", "ISO-2022-JP"})
  void anyCharsetWillDo(Charset charset) throws IOException {
    Random random = new Random(7);
    compare("a,b\n1,2\n3,4\n5,\"6\"\n7,x\n", charset, ALL, random);
    compare("a,größe\n1,2\n3,4\n5,ß\n", charset, ALL, random);
  }

  @Test
  void undecodableBytesBehindPlainLinesAreRefused() throws IOException {
    StringBuilder body = new StringBuilder("a,b\n");
    body.repeat("1,2\n", 50_000).append("3,ß\n");
    byte[] latin = body.toString().getBytes(StandardCharsets.ISO_8859_1);

    assertThat(outcome(latin, StandardCharsets.UTF_8, ALL, new Random(7)))
        .contains("400 BAD_REQUEST", "not valid UTF-8");
  }

  @Test
  void linesLongerThanTheBufferAreRead() throws IOException {
    IntakeOptions last = ALL.withColumns("b");
    String ignored = "x".repeat(2 * Windows.SIZE + 1);
    String body = "a,b\n1,2\n" + ignored + ",3\n4,5\n" + ignored + ",y\n";

    compare(body, StandardCharsets.UTF_8, last, new Random(7));
    compare(ignored + ",b\n1,2\n3,4\n", StandardCharsets.UTF_8, last, new Random(7));
  }

  @Test
  void malformedQuotesAreToldWithTheirLine() throws IOException {
    String body = "a,b\n" + "1,2\n".repeat(1000) + "3,\"4\n5,6\n";

    assertThat(
            outcome(
                body.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8, ALL, new Random(7)))
        .contains("line 1002");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          'a,b\n1,2\n3,4\n'         ~ 2
          'a,b\r\n1,2\r\n3,4\r\n'   ~ 2
          'a,b\n1,2\n3,4'           ~ 2
          'a,b\n 1 , 2\n 3 , 4 \n'  ~ 2
          'a,b\n1,2\n"3",4\n5,6\n'  ~ 1
          'a,b\n1,2\n\n3,4\n'       ~ 1
          'a,b\n1,2\n3\n'           ~ 1
          'a,b\n1,2\n3,4,5\n'       ~ 1
          'a,b\n1,2\n3,4\r5,6\n'    ~ 1
          """)
  void plainLinesAreReadUpToTheFirstOther(String body, int plain) throws IOException {
    CsvText text = new CsvText(new TextWindow(new StringReader(body.translateEscapes()), '\n'));
    text.read(new char[80], 0, 80);
    assertThat(text.isBetweenLines()).isTrue();
    ColumnChoice choice = ColumnChoice.named("", List.of("a", "b"), ALL);
    CsvFastPath lines =
        new CsvFastPath(
            text.window(), ALL.withDelimiter(","), choice, TextCells.of(choice, Set.of(), ALL));

    List<Double> sums = new ArrayList<>();
    double[] row = new double[2];
    while (lines.next(row)) {
      sums.add(row[0] + row[1]);
    }

    assertThat(lines.count()).isEqualTo(plain);
    assertThat(sums).isEqualTo(List.of(3.0, 7.0).subList(0, plain));
  }
}
