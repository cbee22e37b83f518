package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.testing.Api;
import io.mixtura.testing.Problems;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Missing values as a program sees them. */
class MissingValuesApiTests extends FitServiceTest {
  private static final String KEPT = DATASETS + "?name=Gaps&missing=keep";
  private static final String REQUEST =
      "{'model':'%s','components':2,'initialization':{'method':'parameters','means':[[0,1],[20,4]]},%s}";

  /** Rows of two clusters; every fifth lacks its first value, every seventh its second. */
  private static String rows(String format, String none, String separator) {
    return IntStream.range(0, 70)
        .mapToObj(i ->
            format.formatted(
                i % 5 == 3 ? none : String.valueOf(i % 2 * 20 + i * 7 % 11 * 0.25),
                i % 7 == 6 ? none : String.valueOf(i % 2 * 3 + i * 5 % 13 * 0.5)))
        .collect(Collectors.joining(separator));
  }

  private static String csv(String none) {
    return "x,y\n" + rows("%s,%s", none, "\n") + "\n";
  }

  private static String json() {
    return "{'columns':['x','y'],'rows':[%s]}".formatted(rows("[%s,%s]", "null", ","));
  }

  @Test
  void anUploadWithGapsIsRefusedWithTheOptionThatTakesThem() {
    assertUploadRefused(
        api().send(DATASETS, "text/csv", csv("")),
        422,
        "/rows/3/0",
        "row 4 (line 5), column 'x': the cell is empty; add missing=keep to the query to store it as missing");
    assertUploadRefused(
        api().send(DATASETS, "text/csv", csv("NA")), 422, "/rows/3/0", "add missing=keep");
    assertUploadRefused(
        api().post(DATASETS, json().replace('\'', '"')), 422, "/rows/3/0", "add missing=keep");
    assertUploadRefused(
        api().send(DATASETS + "?missing=yes", "text/csv", csv("")),
        400,
        "missing",
        "missing is 'yes'; it must be keep or refuse");
  }

  private static void assertUploadRefused(
      Api.Answer answer, int status, String pointer, String detail) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(Problems.place(answer.json().at("/errors/0"))).isEqualTo(pointer);
    assertThat(answer.json().at("/errors/0/detail").asString()).contains(detail);
  }

  @Test
  void gapsAreKeptAndCounted() {
    JsonNode dataset = api().send(KEPT, "text/csv", csv("")).json();
    String path = DATASETS + "/" + id(dataset);

    assertThat(id(api().send(KEPT, "text/csv", csv(" NA ")).json())).isEqualTo(id(dataset));
    assertThat(id(api().post(KEPT, json().replace('\'', '"')).json())).isEqualTo(id(dataset));
    JsonNode columns = api().get(path + "/summary").json().get("columns");
    assertThat(columns.at("/0/missing").asInt()).isEqualTo(14);
    assertThat(columns.at("/0/count").asInt()).isEqualTo(56);
    assertThat(columns.at("/1/missing").asInt()).isEqualTo(10);
    JsonNode rows = api().get(path + "/rows").json().get("rows");
    assertThat(rows.at("/3/0").isNull()).isTrue();
    assertThat(rows.at("/3/1").asDouble()).isEqualTo(4);
  }

  @Test
  void aColumnWithoutAnyValueIsRefused() {
    String detail = "column 'y' has no value in any of the 2 rows; leave it out";
    assertUploadRefused(
        api().send(DATASETS + "?missing=keep", "text/csv", "x,y\n1,\n2,NA\n"),
        422,
        "/columns/1",
        detail);
    assertRefused(
        postFit(
            "{'components':1,'missing':'em','data':{'columns':['x','y'],'rows':[[1,null],[2,null]]}}"),
        422,
        "/data/columns/1",
        detail);
  }

  @Test
  void aFitTakesGapsOnlyKnowingly() {
    String dataset = id(api().send(KEPT, "text/csv", csv("")).json());
    String source = "'datasetId':'%s'".formatted(dataset);
    String refused = REQUEST.formatted("gaps", source);
    String detail =
        "column 'x' has 14 missing values, the first in row 4; add \"missing\": \"em\" to fit to the values that are there, or choose other columns";

    assertRefused(postFit(refused), 422, "/missing", detail);
    assertRefused(validate(refused), 422, "/missing", detail);
    assertRefused(
        postFit(REQUEST.formatted("gaps", "'data':" + json())),
        422,
        "/data/rows/3/0",
        "'null' stands for a missing value; add \"missing\": \"em\" to the fit");
    assertRefused(
        postFit(REQUEST.formatted("gaps", source + ",'missing':'drop'")),
        422,
        "/missing",
        "'drop' is nothing that can be done about missing values; there are 'refuse' and 'em'");

    JsonNode stored = fitted(REQUEST.formatted("gaps", source + ",'missing':'em'"));
    JsonNode inline = fitted(REQUEST.formatted("gaps", "'missing':'em','data':" + json()));
    assertThat(stored.at("/request/missing").asString()).isEqualTo("em");
    assertThat(stored.at("/result/converged").asBoolean()).isTrue();
    assertThat(bits(model(inline))).isEqualTo(bits(model(stored)));
    assertThat(model(stored).at("/provenance/request/missing").asString()).isEqualTo("em");
  }

  /** Clusters at x = 0 and 20, with counts, levels and answers that differ; gaps in all of them. */
  private static String everyKind() {
    String rows =
        IntStream.range(0, 90)
            .mapToObj(i -> {
              int cluster = i % 3 == 0 ? 1 : 0;
              return "[%s,%s,%s,%s]"
                  .formatted(
                      i % 5 == 3 ? "null" : String.valueOf(cluster * 20 + i * 7 % 11 * 0.25),
                      i % 7 == 6 ? "null" : String.valueOf(cluster * 30 + i * 5 % 6),
                      i % 11 == 5 ? "null" : String.valueOf(i % 9 == 0 ? 7 : 1 + cluster),
                      i % 13 == 9 ? "null" : String.valueOf(i % 10 == 0 ? 1 - cluster : cluster));
            })
            .collect(Collectors.joining(","));
    return "{'columns':['x','count','level','answer'],'rows':[%s]}".formatted(rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'family':'student','covariance':'diagonal','columns':['x','count']",
        "'noise':true,'covariance':'diagonal','columns':['x','count']",
        "'family':'student','noise':true,'covariance':'tied','columns':['x','count']",
        "'family':'poisson','columns':['count']",
        "'family':'categorical','columns':['count','level','answer']",
        "'family':'bernoulli','families':{'level':'categorical'},'columns':['level','answer']",
        "'families':{'count':'poisson','level':'categorical','answer':'bernoulli'}",
      })
  void everyFamilyIsFittedToRowsWithGaps(String asked) {
    JsonNode fit =
        fitted(
            "{'model':'kinds','otherColumns':true,'components':2,'missing':'em',%s,'data':%s}"
                .formatted(asked, everyKind()));

    assertThat(fit.at("/result/converged").asBoolean()).isTrue();
    if (!asked.startsWith("'family':'bernoulli'")) {
      // Two columns of levels alone do not identify two classes.
      assertThat(model(fit).at("/weights/0").asDouble()).isCloseTo(2 / 3.0, within(0.12));
    }
    int columns = fit.at("/request/columns").size();
    String gaps = "{\"rows\":[[null%s]]}".formatted(",1".repeat(columns - 1));
    String none = "{\"rows\":[[null%s]]}".formatted(",null".repeat(columns - 1));
    for (String question : List.of("responsibilities", "score", "impute")) {
      for (String points : List.of(gaps, none)) {
        Api.Answer answer = api().post("/api/v1/models/kinds/versions/latest/" + question, points);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
      }
    }
  }

  @Test
  void completeColumnsAreFittedAsEver() {
    String dataset = id(api().send(KEPT, "text/csv", "x,y,z\n1,2,\n2,1,5\n9,8,7\n8,9,6\n").json());
    String request =
        "{'model':'complete','components':2,'covariance':'spherical','datasetId':'%s','columns':['x','y']%s}";

    JsonNode plain = fitted(request.formatted(dataset, ""));
    JsonNode em = fitted(request.formatted(dataset, ",'missing':'em'"));

    assertThat(plain.at("/request/missing").asString()).isEqualTo("refuse");
    assertThat(bits(model(em))).isEqualTo(bits(model(plain)));
    assertThat(em.at("/result/history")).isEqualTo(plain.at("/result/history"));
  }

  @ParameterizedTest
  @CsvSource({"em", "refuse"})
  void aMissingWeightIsRefused(String missing) {
    String rows = "x,w\n1,1\n2,\n3,2\n";
    String dataset = id(api().send(KEPT, "text/csv", rows).json());
    String detail =
        "the weight of row 2 in column 'w' is missing; every row needs a number from 0 up, 0 to leave the row out";

    Api.Answer stored =
        postFit(
            "{'components':1,'missing':'%s','weightColumn':'w','datasetId':'%s'}"
                .formatted(missing, dataset));

    assertRefused(stored, 422, "/weightColumn", detail);
    if (missing.equals("em")) {
      assertRefused(
          postFit(
              "{'components':1,'missing':'em','weightColumn':'w','data':{'columns':['x','w'],'rows':[[1,1],[2,null]]}}"),
          422,
          "/weightColumn",
          detail);
    }
  }

  @Test
  void aColumnWithValuesOnlyInRowsOfNoWeightEndsTheFit() {
    String dataset = id(api().send(KEPT, "text/csv", "x,y,w\n1,,1\n2,5,0\n3,,2\n4,,1\n").json());

    JsonNode fit =
        awaitEnd(
            id(
                submit(
                    "{'components':1,'missing':'em','weightColumn':'w','datasetId':'%s'}"
                        .formatted(dataset))));

    assertThat(state(fit)).isEqualTo("FAILED");
    assertThat(fit.at("/failure/detail").asString())
        .isEqualTo("column 'y' has no value in any row of a weight above 0; leave it out");
  }

  @Test
  void kMeansTakesGapsToo() {
    JsonNode fit =
        fitted(
            """
            {'model':'gaps-kmeans','components':1,'algorithm':'kmeans','missing':'em',
             'convergence':{'tolerance':1e-14},
             'data':{'columns':['x','y'],'rows':[[1,2],[3,null],[5,4],[null,null]]}}
            """);

    assertThat(model(fit).at("/means/0/0").asDouble()).isCloseTo(3, within(1e-12));
    assertThat(model(fit).at("/means/0/1").asDouble()).isCloseTo(3, within(1e-12));
    assertThat(fit.at("/result/inertia").asDouble()).isCloseTo(10, within(1e-12));
  }
}
