package io.mixtura.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.RowReader;
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
          'a,b\n1,2\n3,x'      ~ /rows/1/1  ~ row 2 (line 3), column 'b': 'x' is not a number
          'a,b\n1,2\n3,'       ~ /rows/1/1  ~ row 2 (line 3), column 'b': the cell is empty; add missing=keep to the query to store it as missing, leave the row out, or fill the cell
          'a,b\nNA,2'          ~ /rows/0/0  ~ row 1 (line 2), column 'a': 'NA' stands for a missing value; add missing=keep to the query to store it as missing, leave the row out, or fill the cell
          'a,b\n1,NaN'         ~ /rows/0/1  ~ row 1 (line 2), column 'b': 'NaN' stands for a missing value; add missing=keep to the query to store it as missing, leave the row out, or fill the cell
          'a,b\n1,-Infinity'   ~ /rows/0/1  ~ row 1 (line 2), column 'b': '-Infinity' is not between -1e100 and 1e100; rescale the column
          'a,b\n1,1e400'       ~ /rows/0/1  ~ row 1 (line 2), column 'b': '1e400' is not between -1e100 and 1e100; rescale the column
          'a,b\n1,-1.1e100'    ~ /rows/0/1  ~ row 1 (line 2), column 'b': '-1.1e100' is not between -1e100 and 1e100; rescale the column
          'a,b\n"3,6",1'       ~ /rows/0/0  ~ row 1 (line 2), column 'a': '3,6' is not a number; write a decimal point (3.6), not a comma
          'a,b\n1,2\n3'        ~ /rows/1    ~ row 2 (line 3) has 1 cells instead of 2
          'a,b\n3,6,1'         ~ /rows/0    ~ row 1 (line 2) has 3 cells instead of 2; a number is written with a decimal point, and text with a comma in quotes
          'a;b\n1;2'           ~ /rows/0/0  ~ row 1 (line 2), column 'a;b': '1;2' is not a number; if ; separates the cells, add delimiter=%3B to the query
          'a\n1\n\n2'          ~ /rows/1    ~ line 3 is blank, but rows follow it; remove the line
          'a,a\n1,2'           ~ /columns/1 ~ two columns are named 'a'; every column needs a name of its own
          'a,\n1,2'            ~ /columns/1 ~ column 1 (from 0) has no name; give it one, or leave the column out: add columns=a to the query
          'a,b,c,d,e,f\n'      ~ /columns   ~ 6 columns are more than the limit of 5 (mixtura.limits.dimensions); leave some out with columns=
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
          'a;b\n1,5;2,0\n2,1;3,3\n' ~ has 3 cells instead of 1; if ; separates the cells, add delimiter=%3B to the query, and write numbers with a decimal point
          '1,5;2,0\n2,1;3,3\n'      ~ if ; separates the cells, add delimiter=%3B to the query
          'a;b\n1.5;2\n'            ~ if ; separates the cells, add delimiter=%3B to the query
          'a\tb\n1.5\t2\n'         ~ if tab separates the cells, add delimiter=tab to the query
          '1.5\t2\n2.5\t3\n'       ~ if tab separates the cells, add delimiter=tab to the query
          'a|b\n1.5|2\n'            ~ if | separates the cells, add delimiter=%7C to the query
          """)
  void anotherDelimiterIsRecognised(String body, String hint) {
    Refusal refusal = refusedCsv(body.translateEscapes(), ALL);

    assertThat(refusal).hasMessageContaining(hint);
    assertThat(refusal.causes().getFirst().detail()).contains(hint);
    assertThat(refusal.getMessage()).doesNotContain("control character");
  }

  @Test
  void anotherDelimiterIsRecognisedWhereTheModelsColumnsAreMissing() {
    IntakeOptions model = IntakeOptions.expecting(List.of("Sepal.Length", "Sepal.Width"));

    assertThat(refusedCsv("Sepal.Length;Sepal.Width\n5,1;3,5\n", model))
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
    assertThat(refusal).hasMessage("this is a zip or Excel file; export it as CSV");
  }

  @Test
  void rowIndexIsRefusedWithTheChoiceThatLeavesItOut() throws IOException {
    String body = ",a,\"b,c\"\n0,1.5,2\n";

    assertThat(refusedCsv(body, ALL))
        .hasMessage(
            "column 0 (from 0) has no name; give it one, or leave the column out: add"
                + " columns=a,\"b,c\" to the query");
    assertThat(csv(body, ALL.withColumns("a,\"b,c\"")).rows()).containsExactly(List.of(1.5, 2.0));
    assertThat(refusedCsv("\"\",\"\"\n1,2", ALL.withHeader("true")))
        .hasMessage("column 0 (from 0) has no name; give it one");
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
          .containsExactly(
              "there is no column 'eruption'; the columns are 'eruptions', 'waiting'; positions (0, 1,"
                  + " …) work only without a header; did you mean 'eruptions'?",
              "there is no column 'wating'; did you mean 'waiting'?");
      assertThat(refusal).hasMessageEndingWith("(and 1 more)");
    }
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
        .endsWith("add columns=a,\"b,c\" to the query");
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
          '{"columns":["a","b"],"rows":[[true,2]]}'       ~ 422 ~ /rows/0/0  ~ is not a number
          '{"columns":["a","b"],"rows":[[[1],2]]}'        ~ 422 ~ /rows/0/0  ~ must be a number
          '{"columns":["a","b"],"rows":[[1]]}'            ~ 422 ~ /rows/0    ~ row 1 has 1 values instead of 2
          '{"columns":["a","b"],"rows":[[1,2,3]]}'        ~ 422 ~ /rows/0    ~ row 1 has 3 values instead of 2
          '{"columns":["a","b"],"rows":[{"a":1}]}'        ~ 422 ~ /rows/0    ~ must be an array of numbers
          '{"columns":["a","b"],"rows":{}}'               ~ 422 ~ /rows      ~ must be an array of rows
          '{"columns":["a","b"]}'                         ~ 422 ~ /rows      ~ is missing
          '{"rows":[[1]],"columns":["a"]}'                ~ 422 ~ /columns   ~ columns must come before rows
          '{"columns":"a","rows":[]}'                     ~ 422 ~ /columns   ~ must be an array of names
          '{"columns":[1],"rows":[]}'                     ~ 422 ~ /columns/0 ~ must be a string
          '{"columns":["a","a"],"rows":[]}'               ~ 422 ~ /columns/1 ~ two columns are named 'a'
          '{"columns":["a\\u0000"],"rows":[]}'             ~ 422 ~ /columns/0 ~ control character
          '{"columns":[],"rows":[]}'                      ~ 422 ~ /columns   ~ at least one is needed
          '{"name":7,"columns":["a"],"rows":[]}'          ~ 422 ~ /name      ~ must be a string
          '{"name":" ","columns":["a"],"rows":[]}'        ~ 422 ~ /name      ~ has no name
          '{"colums":["a"],"rows":[]}'                    ~ 422 ~ /colums    ~ did you mean 'columns'?
          '{"columns":["a"],"rows":[],"rows":[]}'         ~ 422 ~ /rows      ~ is there twice
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

  @Test
  void jsonWithinSomethingLargerIsReadInPlace() throws IOException {
    JsonMapper mapper = new JsonMapper();
    JsonNode request =
        mapper.readTree("{\"data\":{\"columns\":[\"a\"],\"rows\":[[1],[2]]},\"components\":2}");

    try (RowReader reader = Intake.json(mapper.treeAsTokens(request.get("data")), "/data", ALL)) {
      assertThat(Read.all(reader).rows()).containsExactly(List.of(1.0), List.of(2.0));
    }
  }

  @Test
  void pointersStartWhereTheRowsStand() {
    JsonMapper mapper = new JsonMapper();
    JsonNode data = mapper.readTree("{\"columns\":[\"a\"],\"rows\":[[1],[\"x\"]]}");

    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> Read.all(Intake.json(mapper.treeAsTokens(data), "/data", ALL)));

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
