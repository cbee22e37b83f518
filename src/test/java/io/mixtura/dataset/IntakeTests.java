package io.mixtura.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.IntakeOptions.Missing;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.dataset.rows.Understood;
import io.mixtura.web.problem.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IntakeTests {
  private static final MediaType CSV = MediaType.valueOf("text/csv");
  private static final IntakeOptions ALL = IntakeOptions.all(5);

  private static Read read(String body, MediaType type, IntakeOptions options) throws IOException {
    return Read.from(body.getBytes(StandardCharsets.UTF_8), type, options);
  }

  private static Read csv(String body, IntakeOptions options) throws IOException {
    return read(body, CSV, options);
  }

  private static Read json(String body, IntakeOptions options) throws IOException {
    return read(body, MediaType.APPLICATION_JSON, options);
  }

  private static Refusal refusedCsv(String body, IntakeOptions options) {
    return catchThrowableOfType(Refusal.class, () -> csv(body, options));
  }

  private static Refusal refusedJson(String body, IntakeOptions options) {
    return catchThrowableOfType(Refusal.class, () -> json(body, options));
  }

  /** The first has its delimiter from its rows, the second from its first line. */
  @ParameterizedTest
  @ValueSource(strings = {"a;b\n1;2\n3;4\n", "sep=;\na;b\n1;2\n"})
  void commentsCannotBeginWithWhatSeparatesCells(String body) throws IOException {
    Refusal found = refusedCsv(body, ALL.withComment(";"));
    Refusal given = refusedCsv(body, ALL.withComment(";").withDelimiter(";"));

    assertThat(List.of(found, given))
        .allSatisfy(refusal -> {
          assertThat(refusal.status()).isEqualTo(HttpStatus.BAD_REQUEST);
          assertThat(refusal)
              .hasMessageContaining(
                  "comment is ';'; it must be another character than the delimiter, which is ';' by ");
        });
    assertThat(found).hasMessageContaining("by the first lines");
    assertThat(given).hasMessageContaining("by delimiter=");
    assertThat(refusedCsv("a|b\n1|2", ALL.withComment("|"))).hasMessageContaining("comment is '|'");
    assertThat(csv("a#b\n1#2", ALL.withDelimiter("#")).rows()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          header                ~ 'a,b\n1,2\n3,4\n'
          no line end           ~ 'a,b\n1,2\n3,4'
          carriage returns      ~ 'a,b\r\n1,2\r\n3,4\r\n'
          old line ends         ~ 'a,b\r1,2\r3,4\r'
          byte order mark       ~ '\ufeffa,b\n1,2\n3,4\n'
          quoted                ~ '"a","b"\n"1","2"\n3,"4"\n'
          blanks around cells   ~ ' a ,b \n 1,2 \n3 , 4\n'
          blank lines at end    ~ 'a,b\n1,2\n3,4\n\n  \n\n'
          blank lines before    ~ '\n\na,b\n1,2\n3,4\n'
          blank line between    ~ 'a,b\n1,2\n\n3,4\n'
          exponents and signs   ~ 'a,b\n+1e0,.2E1\n30e-1,4.\n'
          """)
  void csvComesInManyForms(String form, String body) throws IOException {
    Read read = csv(body.translateEscapes(), ALL);

    assertThat(read.columns()).as(form).containsExactly("a", "b");
    assertThat(read.rows()).as(form).containsExactly(List.of(1.0, 2.0), List.of(3.0, 4.0));
  }

  @Test
  void columnsWithoutHeaderAreNumberedFromZero() throws IOException {
    assertThat(csv("1,2\n3,4", ALL))
        .isEqualTo(
            new Read(List.of("x0", "x1"), List.of(List.of(1.0, 2.0), List.of(3.0, 4.0)), ""));
    assertThat(csv("1,2\n3,4", ALL.withHeader("false")).rows()).hasSize(2);
    assertThat(csv("1,2\n3,4", ALL.withHeader("true")).columns()).containsExactly("1", "2");
  }

  @Test
  void delimiterCanBeChosen() throws IOException {
    Read expected = new Read(List.of("a", "b"), List.of(List.of(1.5, 2.0)), "");

    assertThat(csv("a;b\n1.5;2", ALL.withDelimiter(";"))).isEqualTo(expected);
    assertThat(csv("a\tb\n1.5\t2", ALL.withDelimiter("tab"))).isEqualTo(expected);
    assertThat(csv("a|b\n1.5|2", ALL.withDelimiter("|"))).isEqualTo(expected);
  }

  @Test
  void columnsCanBeChosenByName() throws IOException {
    Read read = csv("n,a,\"b,c\",s\n1,2,3,x\n4,5,6,y", ALL.withColumns("\"b,c\", n"));

    assertThat(read.columns()).containsExactly("b,c", "n");
    assertThat(read.rows()).containsExactly(List.of(3.0, 1.0), List.of(6.0, 4.0));
  }

  @Test
  void columnsWithoutHeaderCanBeChosenByPosition() throws IOException {
    Read read = csv("1,2,x\n4,5,y", ALL.withColumns("1,0"));

    assertThat(read.columns()).containsExactly("x1", "x0");
    assertThat(read.rows()).containsExactly(List.of(2.0, 1.0), List.of(5.0, 4.0));
  }

  @Test
  void columnsThatAreNotChosenMayHaveAnyName() throws IOException {
    assertThat(csv("\"\",a,z,z\n1,2,3,4", ALL.withColumns("a")).rows())
        .containsExactly(List.of(2.0));
  }

  @Test
  void modelsColumnsArePickedByNameOrTakenAsTheyStand() throws IOException {
    IntakeOptions model = IntakeOptions.expecting(List.of("a", "b"));
    List<List<Double>> rows = List.of(List.of(1.0, 2.0));

    assertThat(csv("b,id,a\n2,x,1", model)).isEqualTo(new Read(List.of("a", "b"), rows, ""));
    assertThat(csv("1,2", model)).isEqualTo(new Read(List.of("a", "b"), rows, ""));
    assertThat(json("{\"columns\":[\"b\",\"a\",\"c\"],\"rows\":[[2,1,\"x\"]]}", model).rows())
        .isEqualTo(rows);
    assertThat(json("{\"rows\":[[1,2]]}", model).rows()).isEqualTo(rows);
    assertThat(json("{\"columns\":null,\"rows\":[[1,2]]}", model).rows()).isEqualTo(rows);
    assertThat(refusedCsv("b,c\n1,2", model)).hasMessageContaining("there is no column 'a'");
    assertThat(refusedCsv("1,2,3", model)).hasMessageContaining("has 3 cells");
    assertThat(refusedJson("{\"name\":\"n\",\"rows\":[]}", model))
        .hasMessageContaining("unknown property 'name'");
  }

  @Test
  void minusZeroIsZero() throws IOException {
    assertThat(csv("-0,-0.0\n-0e5,0", ALL).rows()).allMatch(List.of(0.0, 0.0)::equals);
    assertThat(json("{\"columns\":[\"a\"],\"rows\":[[-0.0]]}", ALL).rows())
        .allMatch(List.of(0.0)::equals);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          'a,b\n1,2\n3,x'      ~ /rows/1/1  ~ row 2 (line 3), column 'b': 'x' is not a number; if the column is text, add categories=b to the query
          'a,b\n1,2\n3,'       ~ /rows/1/1  ~ row 2 (line 3), column 'b': the cell is empty; add missing=keep to the query to store it as missing, leave the row out, or fill the cell
          'a,b\nNA,2'          ~ /rows/0/0  ~ row 1 (line 2), column 'a': 'NA' stands for a missing value; add missing=keep to the query to store it as missing, leave the row out, or fill the cell
          'a,b\n#NV,2'         ~ /rows/0/0  ~ row 1 (line 2), column 'a': '#NV' stands for a missing value; add missing=keep to the query to store it as missing, leave the row out, or fill the cell
          '#NV,2\n1,2'         ~ /rows/0/0  ~ row 1 (line 1), column 'x0': '#NV' stands for a missing value; add missing=keep to the query to store it as missing, leave the row out, or fill the cell
          '# a,b\n#DIV/0!,2'   ~ /rows/0/0  ~ row 1 (line 2), column 'a': '#DIV/0!' stands for a missing value; add missing=keep to the query to store it as missing, leave the row out, or fill the cell
          'a,b\n1,NaN'         ~ /rows/0/1  ~ row 1 (line 2), column 'b': 'NaN' stands for a missing value; add missing=keep to the query to store it as missing, leave the row out, or fill the cell
          'a,b\n1,-Infinity'   ~ /rows/0/1  ~ row 1 (line 2), column 'b': '-Infinity' is infinite, and only finite numbers can be used; leave the row out, or make it a missing value (an empty cell, null or NaN) and add missing=keep to the query
          'a,b\n1,1e400'       ~ /rows/0/1  ~ row 1 (line 2), column 'b': '1e400' is not between -1e100 and 1e100; rescale the column
          'a,b\n1,-1.1e100'    ~ /rows/0/1  ~ row 1 (line 2), column 'b': '-1.1e100' is not between -1e100 and 1e100; rescale the column
          'a,b\n"3,6",1'       ~ /rows/0/0  ~ row 1 (line 2), column 'a': '3,6' is not a number; write a decimal point (3.6), not a comma
          'a,b\n1,2\n3'        ~ /rows/1    ~ row 2 (line 3) has 1 cells instead of 2
          'a,b\n3,6,1'         ~ /rows/0    ~ row 1 (line 2) has 3 cells instead of 2; a number is written with a decimal point and without separators of thousands, and text with a comma in quotes
          'a;b\n1,5;2'         ~ /rows/0/0  ~ row 1 (line 2), column 'a': '1,5' is not a number; write a decimal point (1.5), not a comma, or add decimal=, to the query
          'a;b\n1,5;2,5\n3,5;4\n5,125;1' ~ /rows/0/0  ~ 4 cells in the 3 rows read hold a comma in a number; the first: row 1 (line 2), column 'a': '1,5' is not a number; write a decimal point (1.5), not a comma, or add decimal=, to the query
          'a;b\n1,500;2\n3,5;4' ~ /rows/0/0  ~ 2 cells in the 2 rows read hold a comma in a number; the first: row 1 (line 2), column 'a': '1,500' is not a number; write 1500 or 1.500, whichever it means, or add decimal=, to the query
          'a,b\n"44,837.94",1' ~ /rows/0/0  ~ row 1 (line 2), column 'a': '44,837.94' is not a number; write it without separators of thousands (44837.94)
          'a,b\n€12.50,1'      ~ /rows/0/0  ~ row 1 (line 2), column 'a': '€12.50' is not a number; write it without the sign of the currency
          '% mine\n1,2'        ~ /rows/0    ~ row 1 (line 2) has 2 cells instead of 1; if lines that begin with % are comments, add comment=%25 to the query
          'a,b\n12.5%,1'       ~ /rows/0/0  ~ row 1 (line 2), column 'a': '12.5%' is not a number; write it without the percent sign
          'a,b\n1.5D+03,1'     ~ /rows/0/0  ~ row 1 (line 2), column 'a': '1.5D+03' is not a number; write the exponent with E (1.5E+03)
          'a,b\n1,2\n# end\n'  ~ /rows/1    ~ row 2 (line 3) has 1 cells instead of 2; if lines that begin with # are comments, add comment=%23 to the query
          'a,b\n9007199254740993,1' ~ /rows/0/0 ~ row 1 (line 2), column 'a': '9007199254740993' has more digits than a number here can keep (beyond 2^53), and would be taken for another; leave the column out if it holds identifiers, or write the number with a decimal point if it is a measurement
          'sepal length (cm),\n1,2' ~ /columns/1 ~ column 1 (from 0) has no name; give it one, or leave the column out: add columns=sepal%20length%20%28cm%29 to the query
          '2019,2020\n1.5,2.5\n1.7,2.1' ~ header ~ the first line holds whole numbers that may be names ('2019'), so it may be a header or a row: add header=true to the query if it names the columns, header=false if it does not
          '2019,2020,2021\n103,204,305\n11,122,133' ~ header ~ the first line holds whole numbers that may be names ('2019'), so it may be a header or a row: add header=true to the query if it names the columns, header=false if it does not
          '0,1,2\n10,25,33\n4,5,69' ~ header ~ the first line holds whole numbers that may be names ('0'), so it may be a header or a row: add header=true to the query if it names the columns, header=false if it does not
          'a\n1\n\n2'          ~ /rows/1    ~ line 3 is blank, but rows follow it; remove the line
          'a,a\n1,2'           ~ /columns/1 ~ two columns are named 'a'; every column needs a name of its own
          'a,\n1,2'            ~ /columns/1 ~ column 1 (from 0) has no name; give it one, or leave the column out: add columns=a to the query
          'a,b,c,d,e,f\n'      ~ /columns   ~ 6 columns are more than the limit of 5 (mixtura.limits.dimensions); leave some out with columns= or exclude=
          '5.1,3.5,setosa\n'   ~ header     ~ the first line holds a number ('5.1') and text ('setosa'), so it may be a header or a row: add header=true to the query if it names the columns, header=false if it does not
          ' \n\n'              ~ ''         ~ the body is empty; send at least one row of numbers
          """)
  void badCsvIsRefusedWithItsPlace(String body, String pointer, String detail) {
    Refusal refusal = refusedCsv(body.translateEscapes(), ALL);

    assertThat(refusal.status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
    assertThat(refusal.causes())
        .containsExactly(new Refusal.Cause(pointer, detail.replaceAll("\\s+", " ")));
    assertThat(refusal).hasMessage(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          ';' ~ 'a,b\n1.5,2\n'       ~ if , separates the cells, add delimiter=, to the query
          ',' ~ 'a;b\n1,5;2,0\n'     ~ has 3 cells instead of 1; if ; separates the cells, add delimiter=%3B to the query, and write numbers with a decimal point
          ',' ~ '1,5;2,0\n2,1;3,3\n' ~ if ; separates the cells, add delimiter=%3B to the query
          ',' ~ 'a;b\n1.5;2\n'       ~ if ; separates the cells, add delimiter=%3B to the query
          ',' ~ 'a\tb\n1.5\t2\n'    ~ if tab separates the cells, add delimiter=tab to the query
          ',' ~ '1.5\t2\n2.5\t3\n'  ~ if tab separates the cells, add delimiter=tab to the query
          ',' ~ 'a|b\n1.5|2\n'       ~ if | separates the cells, add delimiter=%7C to the query
          ',' ~ '1.5 2\n3.5 4\n'     ~ if a space separates the cells, add delimiter=space to the query
          """)
  void anotherDelimiterIsRecognised(String delimiter, String body, String hint) {
    Refusal refusal = refusedCsv(body.translateEscapes(), ALL.withDelimiter(delimiter));

    assertThat(refusal).hasMessageContaining(hint);
    assertThat(refusal.causes().getFirst().detail()).contains(hint);
    assertThat(refusal.getMessage()).doesNotContain("control character").containsOnlyOnce(hint);
  }

  @Test
  void anotherDelimiterIsRecognisedWhereTheModelsColumnsAreMissing() {
    IntakeOptions model = IntakeOptions.expecting(List.of("Sepal.Length", "Sepal.Width"));

    assertThat(refusedCsv("Sepal.Length;Sepal.Width\n5,1;3,5\n", model.withDelimiter(",")))
        .hasMessageContaining("there is no column 'Sepal.Length'")
        .hasMessageEndingWith(
            "(and 1 more); if ; separates the cells, add delimiter=%3B to the query");
    assertThat(refusedCsv("a,b\n1,2\n", model)).message().doesNotContain("delimiter");
    assertThat(refusedCsv("a,b,c\n1,2,3\n", ALL.withDelimiter(";")))
        .hasMessageEndingWith("if , separates the cells, add delimiter=, to the query");
  }

  @ParameterizedTest
  @CsvSource({"504b030414000600", "d0cf11e0a1b11ae1"})
  void spreadsheetsAreRecognised(String bytes) {
    byte[] body = HexFormat.of().parseHex(bytes);

    Refusal refusal = catchThrowableOfType(Refusal.class, () -> Read.from(body, CSV, ALL));

    assertThat(refusal.status()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(refusal).hasMessageStartingWith("this is a zip or Excel file; export it as CSV");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          1f8b0800         ~ compressed with gzip
          5041523115041500 ~ a Parquet file
          934e554d50590100 ~ an array as numpy.save writes it
          fffe61002c00     ~ text in UTF-16
          61002c0062000a00 ~ text in UTF-16
          0061002c0062000a ~ text in UTF-16
          377abcaf271c0004 ~ a 7z file
          7b22636f6c756d6e ~ JSON; send it as application/json
          5b5b312c325d5d0a ~ JSON; send it as application/json
          3c21444f43545950 ~ a page of HTML
          3c3f786d6c207665 ~ XML
          """)
  void filesOfOtherFormatsAreNamed(String bytes, String what) throws IOException {
    byte[] body = HexFormat.of().parseHex(bytes);

    Refusal refusal = catchThrowableOfType(Refusal.class, () -> Read.from(body, CSV, ALL));

    assertThat(refusal.status()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(refusal).message().startsWith("this is " + what);
    assertThat(csv("PAR1,PAR2\n1,2", ALL).columns()).containsExactly("PAR1", "PAR2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          semicolons           ~ 'a;b\n1;2\n3;4\n'
          tabs                 ~ 'a\tb\n1\t2\n3\t4\n'
          bars                 ~ 'a|b\n1|2\n3|4\n'
          spaces               ~ 'a b\n1 2\n3 4\n'
          aligned              ~ '  a    b\n1.0  2.0 \n 3.0 4.0\n'
          tabs and spaces      ~ 'a \tb\n1 \t2\n3\t 4\n'
          Excel                ~ 'sep=;\na;b\n1;2\n3;4\n'
          Excel, quoted        ~ '"sep=;"\r\na;b\r\n1;2\r\n3;4\r\n'
          NumPy                ~ '# a,b\n1e0,2\n3,4\n'
          NumPy with spaces    ~ '# a b\n1e0 2\n3 4\n'
          NumPy without blank  ~ '#a,b\n1,2\n3,4\n'
          comments before      ~ '# of 2026\n# by hand\na,b\n1,2\n3,4\n'
          comments and names   ~ '# of 2026\n# a,b\n1,2\n3,4\n'
          quotes after a space ~ 'a, "b"\n1, 2\n3, "4"\n'
          """)
  void howCsvIsWrittenIsFoundOut(String form, String body) throws IOException {
    Read read = csv(body.translateEscapes(), ALL);

    assertThat(read.columns()).as(form).containsExactly("a", "b");
    assertThat(read.rows()).as(form).containsExactly(List.of(1.0, 2.0), List.of(3.0, 4.0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,2,3\n10,2,4\n2,3,4\n", "1,2\n10,25\n4,5\n", "0,1,1\n1,0,1\n0,0,0\n"})
  void firstLinesOfIntegersThatMayBeRowsAreRows(String body) throws IOException {
    assertThat(csv(body, ALL).columns()).startsWith("x0", "x1");
  }

  @Test
  void aMarkThatIsPartOfANameStays() throws IOException {
    assertThat(csv("#,a\n1,2", ALL).columns()).containsExactly("#", "a");
    IntakeOptions model = IntakeOptions.expecting(List.of("# a", "b"));
    assertThat(csv("# a,b\n1,2", model).rows()).containsExactly(List.of(1.0, 2.0));
    assertThat(csv("# made with care\n1\n2\n", ALL).columns()).containsExactly("x0");
  }

  @Test
  void numbersAreNoNamesWhereRowsLookAlike() throws IOException {
    assertThat(csv("1,2\n3,4\n5,6", ALL).rows()).hasSize(3);
    assertThat(csv("5,3.5\n1.5,2.5\n1.7,2.1", ALL).rows()).hasSize(3);
    assertThat(refusedCsv("0,1,2\n1.5,2.5,3.5\n4.5,5.5,6.5", ALL))
        .hasMessageContaining("header=true");
    assertThat(refusedCsv("2019,2020\n1,2", IntakeOptions.expecting(List.of("2019", "2020"))))
        .hasMessageContaining("header=true");
  }

  @Test
  void rowNamesOfRAreAColumnWithoutAName() throws IOException {
    String body = "\"a\" \"b\"\n\"1\" 1.5 2\n\"2\" 3.5 4\n";

    assertThat(csv(body, ALL)).isEqualTo(csv(body, ALL.withColumns("a,b")));
    assertThat(csv(body, ALL.withColumns("a,b")).rows())
        .containsExactly(List.of(1.5, 2.0), List.of(3.5, 4.0));
  }

  @Test
  void decimalCommasAndCommentsAreReadOnRequest() throws IOException {
    List<List<Double>> rows = List.of(List.of(1.5, -2.0), List.of(0.25, 40.0));
    String body = "a;b\n1,5;-2\n%s,25;4e1\n".formatted("");

    assertThat(csv(body, ALL.withDecimal(",")).rows()).isEqualTo(rows);
    assertThat(csv("a,b\n\"1,5\",-2\n\",25\",40", ALL.withDecimal(",").withDelimiter(",")).rows())
        .isEqualTo(rows);
    assertThat(csv("a\n1,5\n2,5\n", ALL.withDecimal(",")).rows())
        .containsExactly(List.of(1.5), List.of(2.5));
    assertThat(csv("a,b\n1,2\n% x,y\n3,4\n", ALL.withComment("%")).rows()).hasSize(2);
    assertThat(csv("c,a\nx,1\n%,9\ny,2\n", ALL.withComment("%").withColumns("a")).rows())
        .hasSize(2);
    assertThat(refusedCsv("a;b\n1.5;2", ALL.withDecimal(",")))
        .hasMessageContaining("with decimal=, a number is written with a comma");
  }

  @Test
  void columnsAreLeftOutByNameOrBecauseTheyHoldText() throws IOException {
    String body = "id,a,Species\n1,2,setosa\n2,3,NA\n";

    assertThat(csv(body, ALL.withExclude("Species,id")).columns()).containsExactly("a");
    assertThat(csv(body, ALL.withText("drop")).columns()).containsExactly("id", "a");
    assertThat(csv(body, ALL.withExclude("id").withText("drop")).columns()).containsExactly("a");
    assertThat(csv("7,8,x\n4,5,y", ALL.withExclude("2")).columns()).containsExactly("x0", "x1");
    assertThat(refusedCsv(body, ALL.withExclude("Spezies")))
        .hasMessageContaining("there is no column 'Spezies'")
        .hasMessageContaining("did you mean 'Species'?");
    assertThat(refusedCsv("a\nx\ny\n", ALL.withText("drop")))
        .hasMessageContaining("there is no column");
    assertThatThrownBy(() -> ALL.withColumns("a").withExclude("b"))
        .hasMessageContaining("leave one of them out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'columns':['id','s','a'],'rows':[[1,'setosa',2],[2,null,3],[4,'NA',5]]}",
        "{'rows':[[1,'setosa',2],[2,'x',3],[4,true,5]],'columns':['id','s','a']}",
        "{'columns':['id','','a'],'rows':[[1,{'a':[1]},2],[2,'x',3],[4,'',5]]}",
      })
  void columnsOfTextAreLeftOutOfJsonToo(String body) throws IOException {
    Read read = json(body.replace('\'', '"'), ALL.withText("drop"));
    assertThat(read.columns()).containsExactly("id", "a");
    assertThat(read.rows()).hasSize(3);
  }

  @Test
  void numbersInQuotesAreNoText() {
    assertThat(refusedJson("{\"columns\":[\"a\"],\"rows\":[[\"1\"]]}", ALL.withText("drop")))
        .hasMessageContaining("write the number without quotes");
    assertThat(refusedJson("{\"columns\":[\"a\"],\"rows\":[[\"x\"]]}", ALL.withText("drop")))
        .hasMessageContaining("there is no column");
  }

  @Test
  void whatWasUnderstoodIsTold() throws IOException {
    byte[] body = "# of 2026\na;s\n1,5;x\n".getBytes(StandardCharsets.UTF_8);
    IntakeOptions options = ALL.withDecimal(",").withText("drop");
    try (RowReader rows = Intake.open(new ByteArrayInputStream(body), CSV, options)) {
      Read.all(rows);
      assertThat(rows.understood()).isEqualTo(new Understood(true, ";", ",", 1L, List.of("s")));
    }
  }

  @Test
  void rowIndexIsLeftOut() throws IOException {
    String body = ",a,\"b,c\"\n0,1.5,2\n";

    assertThat(csv(body, ALL).columns()).containsExactly("a", "b,c");
    assertThat(csv(body, ALL.withColumns("a,\"b,c\"")).rows()).containsExactly(List.of(1.5, 2.0));
    assertThat(refusedCsv("\"\",\"\"\n1,2", ALL.withHeader("true")))
        .hasMessage("column 0 (from 0) has no name; give it one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          of pandas   ~ ',a,b,s\n0,1.5,2,x\n1,3.5,4,y\n'
          of R        ~ '"","a","b","s"\n"1",1.5,2,"x"\n"2",3.5,4,"y"\n'
          short       ~ '"a" "b" "s"\n"1" 1.5 2 "x"\n"2" 3.5 4 "y"\n'
          names       ~ '"","a","b","s"\n"Mazda",1.5,2,"x"\n"Fiat",3.5,4,"y"\n'
          """)
  void columnsWithoutANameAreLeftOutInEveryWayThatIsMeant(String form, String lines)
      throws IOException {
    String body = lines.translateEscapes();

    assertThat(refusedCsv(body, ALL)).hasMessageEndingWith("add exclude=s to the query");
    for (IntakeOptions options :
        List.of(
            ALL.withColumns("a,b"),
            ALL.withText("drop"),
            ALL.withExclude("").withText("drop"),
            ALL.withExclude("s"),
            ALL.withExclude("s,0"),
            ALL.withExclude(",s"))) {
      Read read = csv(body, options);
      assertThat(read.columns()).as(form).containsExactly("a", "b");
      assertThat(read.rows()).containsExactly(List.of(1.5, 2.0), List.of(3.5, 4.0));
    }
  }

  @Test
  void columnsWithoutANameThatMayBeMeasuredAreNotDropped() {
    assertThat(refusedCsv(",a,s\n0.5,1,x\n1.5,2,y\n", ALL.withText("drop")))
        .hasMessageEndingWith("leave the column out: exclude=0 in the query");
    assertThat(refusedCsv("a,b\n1,2\n", ALL.withExclude("")))
        .hasMessageContaining("there is no column ''; the columns are 'a', 'b'");
    assertThat(refusedCsv("a,b\n1,2\n", ALL.withExclude("0")))
        .hasMessageContaining("there is no column '0'");
  }

  @Test
  void allUnknownColumnsAreToldAtOnce() {
    String body = "eruptions,waiting\n3.6,79\n";
    IntakeOptions model = IntakeOptions.expecting(List.of("eruption", "waiting", "wating"));

    for (Refusal refusal :
        List.of(
            refusedCsv(body, ALL.withColumns("eruption,waiting,wating")),
            refusedCsv(body, model))) {
      assertThat(refusal.causes())
          .extracting(Refusal.Cause::detail)
          .satisfiesExactly(
              first ->
                  assertThat(first)
                      .startsWith(
                          "there is no column 'eruption'; the columns are 'eruptions', 'waiting'; ")
                      .endsWith("; did you mean 'eruptions'?"),
              second ->
                  assertThat(second)
                      .isEqualTo("there is no column 'wating'; did you mean 'waiting'?"));
      assertThat(refusal).hasMessageEndingWith("(and 1 more)");
    }
    assertThat(refusedCsv(body, ALL.withColumns("eruption")))
        .hasMessageContaining("; positions (0, 1, …) work only without a header; did you");
    assertThat(refusedCsv(body, model)).message().doesNotContain("positions");
    assertThat(refusedCsv("1,2\n3,4\n", ALL.withColumns("2")))
        .message()
        .contains("there is no column 'x2'; the columns are 'x0', 'x1'")
        .doesNotContain("positions");
  }

  @Test
  void unknownColumnsAreToldUpToTwenty() {
    List<String> columns = IntStream.range(0, 30).mapToObj(i -> "c" + i).toList();

    Refusal refusal = refusedCsv("name\n1\n", IntakeOptions.expecting(columns));

    assertThat(refusal.causes()).hasSize(20);
    assertThat(refusal).hasMessageEndingWith("(and 29 more)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          'a,b3.6,791.8,54'        ~ the first line holds a number
          '3.6,79.51.8,54.1'       ~ the first line holds a number
          'a3.6'                   ~ there are no rows
          '1,2,3,4,5,6'            ~ 6 columns are more than the limit
          '1,x'                    ~ the first line holds a number
          'a,"b'                   ~ the CSV is malformed
          """)
  void lostLineBreaksAreRecognised(String body, String detail) {
    assertThat(refusedCsv(body, ALL))
        .hasMessageContaining(detail)
        .hasMessageEndingWith("; are there line breaks? curl needs --data-binary");
  }

  @Test
  void lostLineBreaksAreRecognisedInTheRowsOfAModel() {
    IntakeOptions model = IntakeOptions.expecting(List.of("a", "b"));

    assertThat(refusedCsv("3.6,791.8,54", model))
        .hasMessageContaining("has 3 cells instead of 2")
        .hasMessageEndingWith("; are there line breaks? curl needs --data-binary");
  }

  @Test
  void linesThatEndHaveLostNoLineBreaks() throws IOException {
    assertThat(refusedCsv("1,x\n", ALL)).message().doesNotContain("curl");
    assertThat(refusedCsv("a,b\r1,x", ALL)).message().doesNotContain("curl");
    assertThat(csv("a,b\n", ALL).rows()).isEmpty();
    assertThat(csv("1,2", ALL).rows()).containsExactly(List.of(1.0, 2.0));
  }

  @Test
  void malformedCsvIsABadRequest() {
    assertThat(refusedCsv("a,b\n\"1,2\n", ALL).status()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(refusedCsv("a,b\n1,\"2", ALL)).hasMessageContaining("line 2");
  }

  @Test
  void labelsOfAWholeColumnAreToldOnceWithTheRemedy() {
    StringBuilder body = new StringBuilder("a,Species,\"b,c\"\n");
    IntStream.range(0, 30).forEach(i -> body.append(i).append(",setosa,1\n"));

    Refusal refusal = refusedCsv(body.toString(), ALL);

    assertThat(refusal.causes()).hasSize(1);
    assertThat(refusal.causes().getFirst().detail())
        .contains("'Species' holds no number in the 20 rows read")
        .contains("row 1 (line 2), column 'Species': 'setosa'")
        .endsWith("add exclude=Species to the query");
  }

  /** By name, and as it can be sent. */
  @Test
  void categoriesInWordsAreToldOfWithWaysToUseThem() {
    String body = "width,kind\n1,setosa\n2,virginica\n3,setosa\n";

    assertThat(refusedCsv(body, ALL).causes().getFirst().detail())
        .endsWith(
            "; to keep it as categories, add categories=kind to the query; to leave out such columns, add text=drop, or by name, add exclude=kind to the query");
    assertThat(refusedCsv("name\nsetosa\nsetosa\n", ALL).causes().getFirst().detail())
        .contains("categories=name")
        .doesNotContain("exclude");
    assertThat(refusedCsv("width,who\n1,ann\n2,bea\n3,cyd\n", ALL).causes().getFirst().detail())
        .as("each another one: no categories")
        .doesNotContain("categories=")
        .endsWith("add exclude=who to the query");
  }

  @Test
  void readingStopsAfterTwentyErrors() {
    StringBuilder body = new StringBuilder("a,b\n1,2\n");
    IntStream.range(0, 30).forEach(i -> body.append("1,word").append(i).append('\n'));

    Refusal refusal = refusedCsv(body.toString(), ALL);

    assertThat(refusal.causes()).hasSize(20);
    assertThat(refusal.causes().getLast().pointer()).isEqualTo("/rows/20/1");
    assertThat(refusal).hasMessageStartingWith("reading stopped after 20 errors, the first: row 2");
  }

  @Test
  void causesOfManyErrorsAreCounted() {
    StringBuilder body = new StringBuilder("\"a\";\"b\";\"s\"\n");
    IntStream.range(0, 30).forEach(i -> body.append("1,5;").append(i).append(",1;x\n"));

    Refusal refusal = refusedCsv(body.toString(), ALL);

    assertThat(refusal)
        .hasMessageStartingWith(
            "reading stopped after 20 errors of 2 causes, the first: 14 cells in the 7 rows read")
        .message()
        .doesNotContain("exclude");
    assertThat(refusal.causes())
        .extracting(Refusal.Cause::pointer)
        .containsExactly("/rows/0/0", "/rows/0/2");
    assertThat(refusal.causes().getLast().detail()).endsWith("add exclude=s to the query");
  }

  @Test
  void errorsOfSeveralRowsAreToldAtOnce() {
    Refusal refusal = refusedCsv("a,b\n1,x\n2,3\n4\n,5", ALL);

    assertThat(refusal.causes())
        .extracting(Refusal.Cause::pointer)
        .containsExactly("/rows/0/1", "/rows/2", "/rows/3/0");
    assertThat(refusal).hasMessageEndingWith("(and 2 more)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          a,c   ~ UNPROCESSABLE_CONTENT ~ there is no column 'c'; the columns are 'a', 'b'; positions (0, 1, …) work only without a header; did you mean 'a'?
          a,a   ~ UNPROCESSABLE_CONTENT ~ column 'a' is chosen twice; name it once
          0     ~ UNPROCESSABLE_CONTENT ~ there is no column '0'; the columns are 'a', 'b'; positions (0, 1, …) work only without a header
          a,,b  ~ BAD_REQUEST           ~ columns is 'a,,b'; it must hold names separated by commas, none of them empty
          ''    ~ BAD_REQUEST           ~ columns is ''; it must hold names separated by commas, none of them empty
          '"a'  ~ BAD_REQUEST           ~ columns is '"a'; a double quote in it is never closed
          """)
  void aChoiceThatCannotBeMadeIsRefused(String columns, HttpStatus status, String detail) {
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> csv("a,b\n1,2", ALL.withColumns(columns)));

    assertThat(refusal.status()).isEqualTo(status);
    assertThat(refusal.causes()).containsExactly(new Refusal.Cause("columns", detail));
  }

  @ParameterizedTest
  @CsvSource({"header,yes", "delimiter,;;", "delimiter,.", "delimiter,5", "delimiter,''"})
  void optionsThatMakeNoSenseAreRefused(String parameter, String value) {
    assertThatThrownBy(
            () -> {
              if (parameter.equals("header")) {
                ALL.withHeader(value);
              } else {
                ALL.withDelimiter(value);
              }
            })
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(HttpStatus.BAD_REQUEST);
              assertThat(refusal.causes().getFirst().pointer()).isEqualTo(parameter);
              assertThat(refusal).hasMessageStartingWith(parameter + " is '" + value + "'");
            });
  }

  @Test
  void otherCharsetsAreReadWhereTheTypeNamesThem() throws IOException {
    Charset latin = StandardCharsets.ISO_8859_1;
    byte[] body = "größe\n1".getBytes(latin);

    assertThat(Read.from(body, MediaType.valueOf("text/csv;charset=iso-8859-1"), ALL).columns())
        .containsExactly("größe");
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> Read.from(body, CSV, ALL));
    assertThat(refusal.status()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(refusal).hasMessageContaining("not valid UTF-8").hasMessageContaining("charset=");
  }

  @Test
  void jsonIsReadWithItsName() throws IOException {
    Read expected = new Read(List.of("a", "b"), List.of(List.of(1.0, 2.5), List.of(3.0, 4.0)), "n");

    assertThat(json("{\"name\":\"n\",\"columns\":[\"a\",\"b\"],\"rows\":[[1,2.5],[3,4e0]]}", ALL))
        .isEqualTo(expected);
    assertThat(json("{\"columns\":[\"a\",\"b\"],\"rows\":[[1,2.5],[3,4]],\"name\":\"n\"} ", ALL))
        .isEqualTo(expected);
  }

  @Test
  void columnsOfJsonMayComeBehindTheRowsWhereTheBodyIsShort() throws IOException {
    String body = "{\"rows\":[[1,2],[3,4]],\"columns\":[\"b\",\"a\"]}";
    List<List<Double>> turned = List.of(List.of(2.0, 1.0), List.of(4.0, 3.0));
    IntakeOptions model = IntakeOptions.expecting(List.of("a", "b"));

    assertThat(json(body, ALL).columns()).containsExactly("b", "a");
    assertThat(json(body, model).rows()).isEqualTo(turned);
    JsonNode tree = new JsonMapper().readTree(body);
    try (RowReader reader = within(tree, model)) {
      assertThat(Read.all(reader).rows()).isEqualTo(turned);
    }
    String rows = "{\"rows\":[[1,2]" + ",[3,4]".repeat(3000) + "],";
    String turnedNames = rows + "\"columns\":[\"b\",\"a\"]}";
    for (IntakeOptions options : List.of(ALL, model)) {
      assertThat(json(turnedNames, options).rows()).hasSize(3001);
      assertThat(refusedJson(turnedNames, options.holding(10_000)))
          .hasMessageContaining("columns must come before rows in a body of more than 10000 bytes");
    }
    assertThat(json(rows + "\"columns\":[\"a\",\"b\"]}", model.holding(10_000)).rows())
        .hasSize(3001);
  }

  @Test
  void jsonMayBeRecords() throws IOException {
    IntakeOptions model = IntakeOptions.expecting(List.of("eruptions", "waiting"));
    String points =
        "[{\"waiting\":65,\"eruptions\":3,\"other\":\"x\"},\n {\"eruptions\":1.5,\"waiting\":54}] ";
    List<List<Double>> rows = List.of(List.of(3.0, 65.0), List.of(1.5, 54.0));

    assertThat(json(points, model).rows()).isEqualTo(rows);
    JsonNode tree = new JsonMapper().readTree(points);
    try (RowReader reader = within(tree, model)) {
      assertThat(Read.all(reader).rows()).isEqualTo(rows);
    }
    Read all = json("[{\"b\":1e0,\"ü\\\"\":2},{\"ü\\\"\":4,\"b\":3}]", ALL);
    assertThat(all.columns()).containsExactly("b", "ü\"");
    assertThat(all.rows()).containsExactly(List.of(1.0, 2.0), List.of(3.0, 4.0));
    Read gaps = json("[{\"a\":1},{\"a\":null,\"b\":2}]", ALL.with(Missing.KEPT));
    assertThat(gaps.columns()).containsExactly("a", "b");
    assertThat(gaps.rows().toString()).isEqualTo("[[1.0, NaN], [NaN, 2.0]]");
    assertThat(refusedJson("[{\"eruption\":3,\"waiting\":65}]", model).causes())
        .singleElement()
        .satisfies(cause -> {
          assertThat(cause.pointer()).isEqualTo("/0");
          assertThat(cause.detail()).contains("did you mean 'eruption'?");
        });
    assertThat(json("[" + "{\"a\":1},".repeat(5000) + "{\"a\":2}]", ALL).rows()).hasSize(5001);
  }

  @Test
  void jsonMayBeSplitAsPandasDoes() throws IOException {
    String body = "{\"columns\":[\"a\",\"b\"],\"index\":[0,\"x\"],\"data\":[[1,2],[3,4.5]]}";
    String turned = "{\"data\":[[2,1],[4.5,3]],\"index\":[0,1],\"columns\":[\"b\",\"a\"]}";
    List<List<Double>> rows = List.of(List.of(1.0, 2.0), List.of(3.0, 4.5));
    IntakeOptions model = IntakeOptions.expecting(List.of("a", "b"));
    JsonMapper mapper = new JsonMapper();

    for (String each : List.of(body, turned)) {
      assertThat(json(each, model).rows()).isEqualTo(rows);
      try (RowReader reader = within(mapper.readTree(each), model)) {
        assertThat(Read.all(reader).rows()).isEqualTo(rows);
      }
    }
    assertThat(json(body, ALL).rows()).isEqualTo(rows);
  }

  @Test
  void jsonWithoutRowsHasNone() throws IOException {
    assertThat(json("{\"columns\":[\"a\"],\"rows\":[]}", ALL).rows()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          '{"columns":["a","b"],"rows":[[1,2],[3,null]]}' ~ 422 ~ /rows/1/1  ~ row 2, column 'b': 'null' stands for a missing value
          '{"columns":["a","b"],"rows":[["1",2]]}'        ~ 422 ~ /rows/0/0  ~ write the number without quotes
          '{"columns":["a","b"],"rows":[["NaN",2]]}'      ~ 422 ~ /rows/0/0  ~ stands for a missing value
          '{"columns":["a","b"],"rows":[[1e400,2]]}'      ~ 422 ~ /rows/0/0  ~ is not between
          '{"columns":["a","b"],"rows":[[[1],2]]}'        ~ 422 ~ /rows/0/0  ~ must be a number
          '{"columns":["a","b"],"rows":[[1]]}'            ~ 422 ~ /rows/0    ~ row 1 has 1 values instead of 2
          '{"columns":["a","b"],"rows":[[1,2,3]]}'        ~ 422 ~ /rows/0    ~ row 1 has 3 values instead of 2
          '{"columns":["a","b"],"rows":[{"a":1}]}'        ~ 422 ~ /rows/0    ~ must be an array of numbers
          '{"columns":["a","b"],"rows":{}}'               ~ 422 ~ /rows      ~ must be an array of rows
          '{"columns":["a","b"]}'                         ~ 422 ~ /rows      ~ is missing
          '{"rows":[[1]],"columns":["a","a"]}'            ~ 422 ~ /columns/1 ~ two columns are named 'a'
          '{"rows":[[9007199254740993]],"columns":["a"]}' ~ 422 ~ /rows/0/0  ~ has more digits
          '{"columns":"a","rows":[]}'                     ~ 422 ~ /columns   ~ must be an array of names
          '{"columns":[1],"rows":[]}'                     ~ 422 ~ /columns/0 ~ (from 0) is the number 1; write "1"
          '{"columns":["a","a"],"rows":[]}'               ~ 422 ~ /columns/1 ~ two columns are named 'a'
          '{"columns":["a\\u0000"],"rows":[]}'             ~ 422 ~ /columns/0 ~ control character
          '{"columns":[],"rows":[]}'                      ~ 422 ~ /columns   ~ at least one is needed
          '{"name":7,"columns":["a"],"rows":[]}'          ~ 422 ~ /name      ~ must be a string
          '{"name":" ","columns":["a"],"rows":[]}'        ~ 422 ~ /name      ~ has no name
          '{"colums":["a"],"rows":[]}'                    ~ 422 ~ /colums    ~ did you mean 'columns'?
          '{"columns":["a"],"rows":[],"rows":[]}'         ~ 422 ~ /rows      ~ is there twice
          '{"columns":["a"],"data":[[1],["x"]]}'          ~ 422 ~ /data/1/0  ~ is not a number
          '{"columns":["a"],"rows":[[1]],"data":[[1]]}'   ~ 422 ~ /data      ~ give one of them
          '[{"a":1},{"a":"x"}]'                           ~ 422 ~ /1/a       ~ row 2, column 'a': 'x' is not a number
          '[{"a":1,"b":2},{"a":1}]'                       ~ 422 ~ /1/b       ~ row 2, column 'b': 'null' stands for a missing value
          '[{"a":1},{"a":[2]}]'                           ~ 422 ~ /1/a       ~ must be a number
          '[{"a":1,"a":2}]'                               ~ 422 ~ /0/a       ~ is there twice
          '[{"a":1},7]'                                   ~ 422 ~ /1         ~ must be an object such as
          '[{"a":1},{"a":2}'                              ~ 400 ~ ''         ~ malformed JSON at line 1
          '[{"a":1}] []'                                  ~ 400 ~ ''         ~ goes on after the end
          '[]'                                            ~ 422 ~ ''         ~ must be an object such as
          '[[1,2]]'                                       ~ 422 ~ ''         ~ must be an object
          ''                                              ~ 422 ~ ''         ~ the body is empty
          '{"columns":["a"],"rows":[[1],}'                ~ 400 ~ ''         ~ malformed JSON at line 1
          '{"columns":["a"],"rows":[[1]'                  ~ 400 ~ ''         ~ malformed JSON at line 1
          '{"columns":["a"],"rows":[[NaN]]}'              ~ 400 ~ ''         ~ malformed JSON at line 1
          '{"columns":["a"],"rows":[[1]]} {}'             ~ 400 ~ ''         ~ goes on after the end
          """)
  void badJsonIsRefusedWithItsPointer(String body, int status, String pointer, String detail) {
    Refusal refusal = refusedJson(body, ALL);

    assertThat(refusal.status().value()).isEqualTo(status);
    assertThat(refusal.causes()).hasSize(1);
    assertThat(refusal.causes().getFirst().pointer()).isEqualTo(pointer);
    assertThat(refusal.causes().getFirst().detail()).contains(detail);
  }

  private static RowReader within(JsonNode data, IntakeOptions options) throws IOException {
    return Intake.json(() -> JsonMapper.shared().treeAsTokens(data), data, "/data", options);
  }

  @Test
  void jsonWithinSomethingLargerIsReadInPlace() throws IOException {
    JsonMapper mapper = new JsonMapper();
    JsonNode request =
        mapper.readTree("{\"data\":{\"columns\":[\"a\"],\"rows\":[[1],[2]]},\"components\":2}");

    try (RowReader reader = within(request.get("data"), ALL)) {
      assertThat(Read.all(reader).rows()).containsExactly(List.of(1.0), List.of(2.0));
    }
  }

  @Test
  void pointersStartWhereTheRowsStand() {
    JsonMapper mapper = new JsonMapper();
    JsonNode data = mapper.readTree("{\"columns\":[\"a\"],\"rows\":[[1],[\"x\"]]}");

    Refusal refusal = catchThrowableOfType(Refusal.class, () -> Read.all(within(data, ALL)));

    assertThat(refusal.causes().getFirst().pointer()).isEqualTo("/data/rows/1/0");
  }

  @Test
  void otherTypesAreNotRead() {
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> read("1", MediaType.valueOf("text/plain"), ALL));

    assertThat(refusal.status()).isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    assertThat(refusal).hasMessageContaining("text/csv");
  }

  @ParameterizedTest
  @CsvSource({"text/csv,'a\n1\n'", "application/json,'{\"columns\":[\"a\"],\"rows\":[[1],'"})
  void whatTheBodyThrowsReachesTheCaller(String type, String start) {
    IOException broken = new IOException("connection reset");
    Refusal tooLarge = new Refusal(HttpStatus.CONTENT_TOO_LARGE, "too large");

    assertThatThrownBy(() -> readAll(new Failing(start, broken), MediaType.valueOf(type)))
        .isSameAs(broken);
    assertThatThrownBy(() -> readAll(new Failing(start, tooLarge), MediaType.valueOf(type)))
        .isSameAs(tooLarge);
  }

  private static Read readAll(InputStream body, MediaType type) throws IOException {
    try (RowReader reader = Intake.open(body, type, ALL)) {
      return Read.all(reader);
    }
  }

  /** A body that ends with a failure. */
  private static final class Failing extends InputStream {
    private final InputStream start;
    private final Exception failure;

    Failing(String start, Exception failure) {
      this.start = new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8));
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      int next = start.read();
      if (next >= 0) {
        return next;
      }
      if (failure instanceof IOException broken) {
        throw broken;
      }
      throw (RuntimeException) failure;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      into[offset] = (byte) read();
      return 1;
    }
  }
}
