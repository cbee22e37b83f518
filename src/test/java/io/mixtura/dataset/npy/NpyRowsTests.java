package io.mixtura.dataset.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.dataset.Intake;
import io.mixtura.dataset.rows.CountedRows;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.testing.Npy;
import io.mixtura.web.problem.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

class NpyRowsTests {
  private static final MediaType TYPE = MediaType.parseMediaType(Intake.NPY);
  private static final IntakeOptions ALL = IntakeOptions.all(10);
  private static final IntakeOptions TWO = IntakeOptions.expecting(List.of("a", "b"));

  /**
   * What is delivered row by row, which must be what tiles are filled with, or be refused alike.
   */
  private static List<double[]> read(byte[] body, IntakeOptions options) throws IOException {
    List<double[]> tiles;
    try {
      tiles = readTiles(body, options);
    } catch (Refusal refusal) {
      assertThatThrownBy(() -> readRows(body, options)).hasMessage(refusal.getMessage());
      throw refusal;
    }
    List<double[]> rows = readRows(body, options);
    assertThat(bits(tiles)).isEqualTo(bits(rows));
    return rows;
  }

  private static List<List<Long>> bits(List<double[]> rows) {
    return rows.stream()
        .map(row -> Arrays.stream(row).mapToObj(Double::doubleToRawLongBits).toList())
        .toList();
  }

  private static List<double[]> readTiles(byte[] body, IntakeOptions options) throws IOException {
    try (RowReader rows = Intake.open(new ByteArrayInputStream(body), TYPE, options)) {
      List<double[]> read = new ArrayList<>();
      Tile tile = new Tile(rows.columns().size());
      do {
        Arrays.fill(tile.values(), Double.NaN);
        rows.fill(tile);
        for (int point = 0; point < Tile.POINTS; point++) {
          int from = point;
          double[] row =
              IntStream.range(0, tile.dimensions()).mapToDouble(j -> tile.get(from, j)).toArray();
          if (point < tile.count()) {
            read.add(row);
          } else {
            assertThat(row).as("beyond the points").containsOnly(0);
          }
        }
      } while (tile.isFull());
      return read;
    }
  }

  private static List<double[]> readRows(byte[] body, IntakeOptions options) throws IOException {
    try (RowReader rows = Intake.open(new ByteArrayInputStream(body), TYPE, options)) {
      List<double[]> read = new ArrayList<>();
      double[] row = new double[rows.columns().size()];
      while (rows.next(row)) {
        read.add(row.clone());
      }
      assertThat(((CountedRows) rows).count()).isEqualTo(read.size());
      return read;
    }
  }

  private static byte[] twoNumbers(int version, String descr, String shape) {
    return Npy.file(version, Npy.header(descr, false, shape), data(descr));
  }

  private static byte[] data(String descr) {
    ByteOrder order = descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer data = Npy.numbers(descr.endsWith("4") ? 8 : 16, order);
    return descr.endsWith("4")
        ? data.putFloat(1.5f).putFloat(-2.25f).array()
        : data.putDouble(1.5).putDouble(-2.25).array();
  }

  @ParameterizedTest
  @CsvSource({"1,<f8", "2,<f8", "3,<f8", "1,>f8", "1,<f4", "1,>f4"})
  void allVersionsAndFloatsAreRead(int version, String descr) throws IOException {
    assertThat(read(twoNumbers(version, descr, "(1, 2)"), TWO))
        .containsExactly(new double[] {1.5, -2.25});
  }

  @Test
  void theEntriesOfTheHeaderMayStandInAnyOrder() throws IOException {
    String header = "{\"shape\":(1,2),\"fortran_order\":False,\"descr\":\"<f8\"}";
    assertThat(read(Npy.file(1, header, data("<f8")), TWO))
        .containsExactly(new double[] {1.5, -2.25});
  }

  @Test
  void columnsAreNamedByPositionAndMayBeChosen() throws IOException {
    byte[] body = Npy.of(new double[] {1, 2, 3}, new double[] {4, 5, 6});
    try (RowReader rows = Intake.open(new ByteArrayInputStream(body), TYPE, ALL)) {
      assertThat(rows.columns()).containsExactly("x0", "x1", "x2");
    }
    assertThat(read(body, ALL.withColumns("x2,0")))
        .containsExactly(new double[] {3, 1}, new double[] {6, 4});
  }

  /** A cell that is not chosen may hold anything, as a column of labels in CSV may. */
  @Test
  void onlyChosenCellsAreChecked() throws IOException {
    assertThat(read(Npy.of(new double[] {1, Double.NaN}), ALL.withColumns("0")))
        .containsExactly(new double[] {1});
  }

  @Test
  void equalNumbersHaveEqualBits() throws IOException {
    double zero = read(Npy.of(new double[] {-0.0, 1}), TWO).getFirst()[0];
    assertThat(Double.doubleToRawLongBits(zero)).isZero();
  }

  @Test
  void rowsOfAnyWidthCrossTheBlocks() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int width : new int[] {1, 3, 17, 1023}) {
      double[][] rows = new double[20_000 / width + 1][];
      Arrays.setAll(rows, i -> random.doubles(width).toArray());
      assertThat(read(Npy.of(rows), IntakeOptions.all(width)))
          .as("seed %d, width %d", seed, width)
          .containsExactly(rows);
    }
  }

  /** Of a block that holds what stands for a missing value, nothing can be taken at once. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1000, 5000, 9_999})
  void gapsAreKeptWhereverTheyStand(int gap) throws IOException {
    double[][] rows = new double[10_000][];
    Arrays.setAll(rows, i -> new double[] {i, i == gap ? Double.NaN : -i});
    assertThat(read(Npy.of(rows), TWO.with(IntakeOptions.Missing.KEPT)).get(gap))
        .containsExactly(gap, Double.NaN);
  }

  @Test
  void noRowsAreNoRows() throws IOException {
    assertThat(read(Npy.of(), TWO)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          <M8 ; (1, 2)        ; /descr ; '<M8'                  ; astype
          <c16 ; (1, 2)       ; /descr ; '<c16'                 ; astype
          |O  ; (1, 2)        ; /descr ; '|O'                   ; astype
          <f8 ; (2,)          ; /shape ; 1 column instead of 2  ; reshape(1, -1)
          <f8 ; ()            ; /shape ; ()                     ; rows and columns
          <f8 ; (1, 1, 2)     ; /shape ; (1, 1, 2)              ; rows and columns
          <f8 ; (1, 3)        ; /shape ; 3 columns instead of 2 ; 'a', 'b'
          <f8 ; (1, 0)        ; /shape ; 0 columns instead of 2 ; 'a', 'b'
          <f8 ; (1, 99999999) ; /shape ; 99999999 columns       ; at most
          <f8 ; (1000000000000, 2) ; /shape ; '1000000000000' ; no number
          """,
      quoteCharacter = '`')
  void arraysThatCannotBeUsedAreRefused(
      String descr, String shape, String pointer, String said, String remedy) {
    Refusal refusal = refusal(twoNumbers(1, descr, shape), TWO);
    assertThat(refusal.status().value()).isEqualTo(422);
    assertThat(refusal.causes().getFirst().pointer()).isEqualTo(pointer);
    assertThat(refusal.getMessage()).contains(said).contains(remedy);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 200_000})
  void columnsThatStandOneBehindTheOtherAreReadAsRows(int rows) throws IOException {
    ByteBuffer data = Npy.numbers(rows * 2 * Double.BYTES, ByteOrder.LITTLE_ENDIAN);
    for (int column = 0; column < 2; column++) {
      for (int row = 0; row < rows; row++) {
        data.putDouble(10.0 * row + column);
      }
    }
    String header = Npy.header("<f8", true, "(%d, 2)".formatted(rows));
    List<double[]> read = read(Npy.file(1, header, data.array()), TWO);
    assertThat(read).hasSize(rows);
    for (int row = 0; row < rows; row++) {
      assertThat(read.get(row)).containsExactly(10.0 * row, 10.0 * row + 1);
    }
    byte[] cut = Npy.file(1, header, Arrays.copyOf(data.array(), data.capacity() - 1));
    assertMalformed(cut, "ends before the " + rows + " rows");
    byte[] longer = Npy.file(1, header, Arrays.copyOf(data.array(), data.capacity() + 1));
    assertMalformed(longer, "goes on after the " + rows + " rows");
  }

  @ParameterizedTest
  @CsvSource({
    "|i1,ff02,-1",
    "|u1,ff02,255",
    "<i2,feff0200,-2",
    ">u2,fffe0002,65534",
    "<i4,fdffffff02000000,-3",
    "<u4,ffffffff02000000,4294967295",
    "<i8,fcffffffffffffff0200000000000000,-4",
    "<u8,00000000000000800200000000000000,9223372036854775808",
    "|b1,0101,1",
    "<f2,00bc0040,-1",
  })
  void otherNumbersAreRead(String descr, String data, double first) throws IOException {
    byte[] body = Npy.file(1, Npy.header(descr, false, "(1, 2)"), HexFormat.of().parseHex(data));
    double[] row = read(body, TWO).getFirst();
    assertThat(row[0]).isEqualTo(first);
    assertThat(row[1]).isEqualTo(descr.equals("|b1") ? 1 : 2);
  }

  @Test
  void wholeNumbersThatADoubleCannotKeepAreRefused() {
    ByteBuffer data = Npy.numbers(16, ByteOrder.LITTLE_ENDIAN).putLong((1L << 53) + 1).putLong(1);
    byte[] body = Npy.file(1, Npy.header("<i8", false, "(1, 2)"), data.array());
    assertThat(refusal(body, TWO)).hasMessageContaining("'9007199254740993' has more digits");
  }

  @Test
  void fieldsOfRecordsAreColumns() throws IOException {
    String fields =
        "{'descr': [('b', '<f8'), ('', '|V4'), ('a', '<i4')],"
            + " 'fortran_order': False, 'shape': (2,), }";
    ByteBuffer data = Npy.numbers(32, ByteOrder.LITTLE_ENDIAN);
    data.putDouble(1.5).putInt(0).putInt(7).putDouble(-2.5).putInt(0).putInt(-8);
    byte[] body = Npy.file(1, fields, data.array());

    assertThat(read(body, TWO)).containsExactly(new double[] {7, 1.5}, new double[] {-8, -2.5});
    try (RowReader rows = Intake.open(new ByteArrayInputStream(body), TYPE, ALL)) {
      assertThat(rows.columns()).containsExactly("b", "a");
    }
    String nested = fields.replace("'<f8')", "'<f8', (2,))");
    assertThat(refusal(Npy.file(1, nested, data.array()), TWO))
        .hasMessageContaining("structured_to_unstructured");
  }

  @Test
  void cellsThatAreNoNumbersAreNamed() {
    Refusal refusal =
        refusal(
            Npy.of(
                new double[] {1, 2},
                new double[] {3, Double.NaN},
                new double[] {Double.NEGATIVE_INFINITY, 1e101}),
            TWO);
    assertThat(refusal.status().value()).isEqualTo(422);
    assertThat(refusal.causes())
        .extracting(Refusal.Cause::pointer)
        .containsExactly("/rows/1/1", "/rows/2/0", "/rows/2/1");
    assertThat(refusal.causes().getFirst().detail())
        .startsWith("row 2, column 'b': 'NaN' stands for a missing value");
    assertThat(refusal.causes().get(1).detail()).contains("'-inf' is infinite");
    assertThat(refusal.causes().get(2).detail()).contains("'1.0E101' is not between");
  }

  @Test
  void aBodyOfAnotherLengthIsRefused() {
    byte[] body = Npy.of(new double[] {1, 2}, new double[] {3, 4});
    assertMalformed(Arrays.copyOf(body, body.length - 1), "ends in row 2 of the 2");
    assertMalformed(Arrays.copyOf(body, body.length - 16), "ends in row 2 of the 2");
    assertMalformed(Arrays.copyOf(body, body.length + 1), "goes on after the 2 rows");
    assertMalformed(Arrays.copyOf(body, 40), "ends within its header");
    assertMalformed(Arrays.copyOf(body, 7), "does not start as one");
    assertThat(refusal(new byte[0], TWO)).hasMessageContaining("the body is empty");
  }

  @Test
  void whatIsNoNpyIsRefused() {
    byte[] body = Npy.of(new double[] {1, 2});
    assertMalformed("1,2\n3,4\n5,6\n".getBytes(StandardCharsets.UTF_8), "start");
    byte[] version = body.clone();
    version[6] = 9;
    assertMalformed(version, "version is 9");
    assertMalformed(Npy.file(1, "{'descr': [('a', '<f8')]}", data("<f8")), "no 'shape'");
    assertMalformed(Npy.file(1, "{'descr': 7}", data("<f8")), "no 'descr'");
    assertMalformed(Npy.file(1, "{'descr': '<f8', 'shape': (1, 2)}", data("<f8")), "fortran");
    byte[] longHeader = Npy.file(2, Npy.header("<f8", false, "(1, 2)"), data("<f8"));
    longHeader[10] = 1;
    assertMalformed(longHeader, "at most 65536");
  }

  private static void assertMalformed(byte[] body, String said) {
    Refusal refusal = refusal(body, TWO);
    assertThat(refusal.status().value()).isEqualTo(400);
    assertThat(refusal).hasMessageContaining(said);
  }

  private static Refusal refusal(byte[] body, IntakeOptions options) {
    Refusal[] refusal = new Refusal[1];
    assertThatThrownBy(() -> read(body, options))
        .isInstanceOfSatisfying(Refusal.class, thrown -> refusal[0] = thrown);
    return Objects.requireNonNull(refusal[0]);
  }
}
