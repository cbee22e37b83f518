package io.mixtura.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mixtura.dataset.Intake;
import io.mixtura.dataset.Read;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Files as other programs have written them. */
class FormatFilesTests {
  private static final IntakeOptions ALL = IntakeOptions.all(20);
  private static final IntakeOptions GAPS = ALL.withMissing("keep");
  private static final double NaN = Double.NaN;
  private static final List<List<Double>> THREE_ROWS =
      List.of(List.of(1.0, 2.0), List.of(3.0, 4.0), List.of(5.0, 6.0));

  private static byte[] file(String name) throws IOException {
    try (InputStream file = FormatFilesTests.class.getResourceAsStream("/formats/" + name)) {
      return Objects.requireNonNull(file, name).readAllBytes();
    }
  }

  private static Read read(String name, IntakeOptions options) throws IOException {
    return Read.from(file(name), type(name), options);
  }

  private static MediaType type(String name) {
    return MediaType.valueOf(
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "npy" -> Intake.NPY;
          case "npz" -> Intake.NPZ;
          case "ndjson" -> Intake.NDJSON;
          case "parquet" -> Intake.PARQUET;
          default -> Intake.CSV;
        });
  }

  private static Refusal refused(byte[] body, String type) {
    return catchThrowableOfType(Refusal.class, () -> Read.from(body, MediaType.valueOf(type), ALL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f2",
        "f4",
        "f8",
        "i1",
        "i2",
        "i4",
        "i8",
        "u1",
        "u2",
        "u4",
        "u8",
        "f2-big-endian",
        "f4-big-endian",
        "f8-big-endian",
        "i2-big-endian",
        "i4-big-endian",
        "i8-big-endian",
        "u2-big-endian",
        "u4-big-endian",
        "u8-big-endian",
        "fortran"
      })
  void arraysOfEachTypeAndOrder(String name) throws IOException {
    assertThat(read(name + ".npy", ALL)).isEqualTo(new Read(List.of("x0", "x1"), THREE_ROWS, ""));
  }

  @Test
  void anArrayOfOneDimensionIsOneColumn() throws IOException {
    assertThat(read("column.npy", ALL))
        .isEqualTo(new Read(List.of("x0"), List.of(List.of(1.0), List.of(3.0), List.of(5.0)), ""));
  }

  @Test
  void booleansOfArraysAreZeroAndOne() throws IOException {
    assertThat(read("bool.npy", ALL).rows()).containsExactly(List.of(1.0, 0.0), List.of(0.0, 1.0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"one.npz", "one-compressed.npz"})
  void oneArrayMayComeInAZipFile(String name) throws IOException {
    assertThat(read(name, ALL)).isEqualTo(new Read(List.of("x0", "x1"), THREE_ROWS, ""));
  }

  @Test
  void ofSeveralArraysNobodyKnowsWhichIsMeant() throws IOException {
    assertThat(refused(file("two.npz"), Intake.NPZ))
        .hasMessage(
            "the npz file holds more than one array, 'a' and 'b'; send the one that is meant, as numpy.save(file, array['a']) writes it");
  }

  @Test
  void zipFilesOfOtherThingsAreRefused() throws IOException {
    byte[] other = file("one.npz");
    for (int at = 0; at < other.length - 4; at++) {
      if (new String(other, at, 4, StandardCharsets.ISO_8859_1).equals(".npy")) {
        other[at + 1] = 'x';
      }
    }

    assertThat(refused(other, Intake.NPZ).getMessage())
        .startsWith("the zip file holds 'arr_0.xpy', which is no array of numpy.savez");
    assertThat(refused(file("f8.npy"), Intake.NPZ).status()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(refused(file("one.npz"), Intake.NPY).getMessage()).contains("zip");
  }

  @Test
  void zipFilesThatBreakOffAreRefused() throws IOException {
    byte[] whole = file("one-compressed.npz");
    for (int length = 5; length < whole.length / 2; length++) {
      Refusal refusal = refused(Arrays.copyOf(whole, length), Intake.NPZ);

      assertThat(refusal).as("%d bytes", length).isNotNull();
      assertThat(refusal.status()).isEqualTo(HttpStatus.BAD_REQUEST);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "zstd", "gzip", "v2"})
  void parquetOfEachTypeAndCodec(String name) throws IOException {
    Read read = read("flat-" + name + ".parquet", GAPS);

    assertThat(read.columns())
        .containsExactly("f8", "f4", "i8", "u16", "i32", "u32", "i64", "bool");
    assertThat(read.rows())
        .containsExactly(
            List.of(1.5, 1.5, -1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
            List.of(NaN, 2.5, 2.0, 2.0, NaN, 2.0, 2.0, 0.0),
            List.of(5.0, NaN, 3.0, 65535.0, 3.0, 4294967295.0, 9007199254740992.0, NaN));
  }

  @Test
  void nullsOfParquetAreGaps() throws IOException {
    assertThat(refused(file("flat-none.parquet"), Intake.PARQUET).causes().getFirst())
        .isEqualTo(
            new Refusal.Cause(
                "/rows/1/0",
                "row 2, column 'f8': 'null' stands for a missing value; add missing=keep to the query to store it as missing, leave the row out, or fill the cell"));
  }

  @Test
  void rowGroupsAndPagesFollowOneAnother() throws IOException {
    List<List<Double>> rows = read("many.parquet", GAPS).rows();

    assertThat(rows).hasSize(3000);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i)).containsExactly(i / 4.0, i % 7 == 0 ? NaN : i);
    }
  }

  @Test
  void anIndexOfPandasIsNoColumn() throws IOException {
    assertThat(read("pandas.parquet", GAPS))
        .isEqualTo(
            new Read(
                List.of("a", "b", "c"),
                List.of(List.of(1.5, 2.0, 1.0), List.of(NaN, 4.0, 0.0), List.of(5.0, 6.0, 1.0)),
                ""));
  }

  @Test
  void whatIsNoNumberInParquetIsRefusedByName() throws IOException {
    Refusal refusal = refused(file("kinds.parquet"), Intake.PARQUET);

    assertThat(refusal.status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
    assertThat(refusal.causes().stream().map(Refusal.Cause::detail))
        .containsExactly(
            "column 'text' holds text, not numbers; or leave it out: exclude=text in the query",
            "column 'day' holds dates or times; write a number instead, such as the days since another date; or leave it out: exclude=day in the query",
            "column 'at' holds dates or times; write a number instead, such as the days since another date; or leave it out: exclude=at in the query",
            "column 'price' holds decimals; cast it to double (float64); or leave it out: exclude=price in the query",
            "column 'list' is nested, but must hold one number in each row; send its parts as columns of their own; or leave it out: exclude=list in the query",
            "column 'struct' is nested, but must hold one number in each row; send its parts as columns of their own; or leave it out: exclude=struct in the query");
    assertThat(read("kinds.parquet", ALL.withColumns("a")).rows()).containsExactly(List.of(1.5));
    assertThat(read("kinds.parquet", ALL.withExclude("list,struct").withText("drop")).columns())
        .containsExactly("a");
    assertThat(refused(file("beyond.parquet"), Intake.PARQUET).getMessage())
        .contains("column 'big': '9007199254740993' has more digits");
  }

  /** Each change of a byte is read or refused, and nothing else. */
  @Test
  void damagedParquetIsReadOrRefused() throws IOException {
    long seed = 16;
    Random random = new Random(seed);
    for (String name : List.of("many.parquet", "flat-snappy.parquet", "flat-v2.parquet")) {
      byte[] whole = file(name);
      for (int i = 0; i < 40; i++) {
        byte[] damaged = damaged(whole, random);
        String what = "seed %d, %s %d".formatted(seed, name, i);
        try {
          Read.from(damaged, MediaType.valueOf(Intake.PARQUET), GAPS);
        } catch (Refusal refusal) {
          assertThat(refusal.status().is4xxClientError()).as(what).isTrue();
        } catch (RuntimeException failure) {
          throw new AssertionError(what, failure);
        }
      }
    }
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] damaged =
        random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && damaged.length > 0; i++) {
      // What describes the file stands at its end.
      int at =
          random.nextBoolean()
              ? random.nextInt(damaged.length)
              : damaged.length - 1 - random.nextInt(Math.min(damaged.length, 900));
      damaged[at] = (byte) random.nextInt(256);
    }
    return damaged;
  }

  /** The first column has no name, and names or numbers the rows. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "r.csv",
        "r-names.csv",
        "r-table.txt",
        "pandas.csv",
        "pandas-without-index.csv",
        "pandas.ndjson"
      })
  void framesOfRAndPandas(String name) throws IOException {
    assertThat(read(name, GAPS))
        .isEqualTo(
            new Read(
                List.of("a", "b", "c"),
                List.of(List.of(1.5, 2.0, 1.0), List.of(NaN, 4.0, 0.0), List.of(5.0, 6.0, 1.0)),
                ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"r-csv2.csv", "pandas-german.csv"})
  void framesWithDecimalCommas(String name) throws IOException {
    assertThat(read(name, GAPS.withDecimal(",")).rows())
        .containsExactly(List.of(1.5, 2.0, 1.0), List.of(NaN, 4.0, 0.0), List.of(5.0, 6.0, 1.0));
  }

  /** As {@code SELECT … INTO OUTFILE} and {@code COPY} write them. */
  @Test
  void nullsOfDatabases() throws IOException {
    byte[] mysql = "a\tb\n1.5\t2\n\\N\t4\n".getBytes(StandardCharsets.UTF_8);
    byte[] excel = "\ufeffa;b\r\n1,5;2\r\n;4\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    List<List<Double>> rows = List.of(List.of(1.5, 2.0), List.of(NaN, 4.0));

    assertThat(Read.from(mysql, MediaType.valueOf(Intake.CSV), GAPS).rows()).isEqualTo(rows);
    assertThat(Read.from(excel, MediaType.valueOf(Intake.CSV), GAPS.withDecimal(",")).rows())
        .isEqualTo(rows);
  }
}
