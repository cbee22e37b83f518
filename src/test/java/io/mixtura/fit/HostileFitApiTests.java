package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Data that break fits, as programs send them: a model, or a reason; never NaN, never 500. */
class HostileFitApiTests extends FitServiceTest {

  private enum Rows {
    ONE_POINT("'columns':['x','y'],'rows':[[4.5,-2]]"),
    TWO_POINTS("'columns':['x'],'rows':[[9999],[0]]"),
    FEW_IN_MANY_COLUMNS(
        "'columns':['a','b','c','d'],'rows':[[1,5,2,7],[3,1,8,2],[9,4,1,1],[2,2,6,5]]"),
    ALL_EQUAL(rows(12, "3.5,-2")),
    CONSTANT_COLUMN(rows(12, "%d,7.25")),
    COLLINEAR(rows(12, "%d,%<d.5")),
    DUPLICATED(
        "'columns':['x','y'],'rows':[" + "[1,2],[5,5],[9,1],".repeat(5) + "[1,2],[5,5],[9,1]]"),
    HUGE(rows(12, "%de98,-%de3")),
    TINY(rows(12, "%de-150,%de-152")),
    DENORMAL(rows(12, "%de-310,%<de-310")),
    FAR_AWAY(rows(12, "100000000000%02d,%d")),
    OUTLIER(rows(12, "%d,%d").replace("[0,0]", "[1e100,0]")),
    BEYOND(rows(12, "%de150,1")),
    NOT_A_NUMBER(rows(12, "%d,NaN")),
    EMPTY_COLUMN("'missing':'em'", rows(12, "%d,null")),
    ONE_VALUE_IN_A_ROW("'missing':'em'", gapsEverywhere()),
    ALL_WEIGHT_ON_ONE_ROW(
        "'weightColumn':'w'",
        "'columns':['x','y','w'],'rows':[[1,2,0],[4,4,1],[7,8,0],[9,1,0],[3,3,0]]"),
    WORLDS_APART(
        "'weightColumn':'w'",
        "'columns':['x','y','w'],'rows':[[1,2,1e-100],[4,4,1e100],[7,8,1e100],[9,1,1e-100],[3,3,1e100]]");

    private final String asked;
    private final String data;

    Rows(String data) {
      this("'seed':42", data);
    }

    Rows(String asked, String data) {
      this.asked = asked;
      this.data = data;
    }

    private static String rows(int n, String format) {
      return IntStream.range(0, n)
          .mapToObj(i -> "[" + format.formatted(i * 7 % n, i * i % 11) + "]")
          .collect(Collectors.joining(",", "'columns':['x','y'],'rows':[", "]"));
    }

    private static String gapsEverywhere() {
      return IntStream.range(0, 12)
          .mapToObj(i -> i % 2 == 0 ? "[%d,null]".formatted(i) : "[null,%d]".formatted(i * 5 % 12))
          .collect(Collectors.joining(",", "'columns':['x','y'],'rows':[", "]"));
    }

    String request(int components, String more) {
      return "{'model':'hostile','otherColumns':true,'components':%d,%s%s,'data':{%s}}"
          .formatted(components, asked, more, data);
    }
  }

  private Api.Answer sound(Api.Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isLessThan(500);
    assertThat(answer.response().body()).doesNotContain("NaN,", "NaN}", "NaN]", "Infinity");
    return answer;
  }

  /** What is said of the data: the refusal, the failure, or the warnings. */
  private String told(String request) {
    Api.Answer answer = sound(postFit(request));
    if (answer.status() != 202) {
      assertThat(answer.status()).as(answer.response().body()).isIn(400, 422);
      return answer.status() + " " + answer.response().body();
    }
    JsonNode fit = awaitEnd(id(answer.json()));
    sound(api().get(FITS + "/" + id(fit)));
    if (state(fit).equals("FAILED")) {
      assertThat(fit.at("/failure/reason").asString())
          .as(fit.toString())
          .isIn("DEGENERATE", "DATA");
      return "FAILED " + fit.at("/failure/detail").asString();
    }
    assertThat(state(fit)).as(fit.toString()).isEqualTo("SUCCEEDED");
    JsonNode model = model(fit);
    assertThat(model.toString()).doesNotContain("NaN", "Infinity");
    double noise = model.at("/noise/weight").asDouble(0);
    assertThat(noise + model.get("weights").valueStream().mapToDouble(JsonNode::asDouble).sum())
        .as(model.toString())
        .isBetween(1 - 1e-9, 1 + 1e-9);
    return "SUCCEEDED " + fit.at("/result/warnings");
  }

  @ParameterizedTest(name = "{0} in {1} components")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ONE_POINT             | 1  | FAILED    | all rows are equal. A mixture needs rows that differ
          ONE_POINT             | 2  | 422       | 2 components cannot be told apart in 1 rows
          TWO_POINTS            | 2  | SUCCEEDED | components 0 and 1 collapsed on (nearly) coincident points
          FEW_IN_MANY_COLUMNS   | 2  | SUCCEEDED | columns that are linear combinations of the columns before them
          FEW_IN_MANY_COLUMNS   | 5  | 422       | components must be at most the number of rows
          ALL_EQUAL             | 2  | FAILED    | neither regularization nor fewer components will help
          CONSTANT_COLUMN       | 2  | SUCCEEDED | constant columns tell nothing about components: 'y'
          COLLINEAR             | 2  | SUCCEEDED | columns that are linear combinations of the columns before them
          DUPLICATED            | 3  | SUCCEEDED | use fewer components or more starts (initialization.starts and .keep)
          DUPLICATED            | 18 | SUCCEEDED | use fewer components or more starts (initialization.starts and .keep)
          HUGE                  | 2  | SUCCEEDED | []
          TINY                  | 2  | SUCCEEDED | []
          DENORMAL              | 2  | FAILED    | the rows differ by so little that the squares of the differences are 0 in double precision. Multiply the columns
          FAR_AWAY              | 2  | SUCCEEDED | stopped where rounding hides any further gain
          OUTLIER               | 2  | SUCCEEDED | on values far from all others
          BEYOND                | 2  | 422       | is not between -1e100 and 1e100; rescale the column
          NOT_A_NUMBER          | 2  | 400       | 'NaN' is no number in JSON; a missing value is null
          EMPTY_COLUMN          | 2  | 422       | column 'y' has no value in any of the 12 rows; leave it out
          ONE_VALUE_IN_A_ROW    | 2  | SUCCEEDED | []
          ALL_WEIGHT_ON_ONE_ROW | 2  | 422       | 2 components cannot be told apart in 1 rows of a weight above 0
          ALL_WEIGHT_ON_ONE_ROW | 1  | FAILED    | all rows of a weight above 0 are equal
          WORLDS_APART          | 2  | SUCCEEDED | use fewer components or more starts (initialization.starts and .keep)
          """)
  void endsInAModelOrAReason(Rows rows, int components, String state, String words) {
    assertThat(told(rows.request(components, ""))).startsWith(state + " ").contains(words);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        ",'regularization':0",
        ",'algorithm':'kmeans'",
        ",'standardize':true,'covariance':'VVE'",
        ",'family':'student'",
        ",'noise':true,'covariance':'identity'",
        ",'prior':{}",
        ",'family':'poisson'",
        ",'family':'categorical'"
      })
  void howeverTheyAreAskedFor(String asked) {
    for (Rows rows : Rows.values()) {
      assertThat(told(rows.request(rows == Rows.ONE_POINT ? 1 : 2, asked)))
          .as(rows + asked)
          .doesNotContain("NaN ")
          .matches("(?s)(SUCCEEDED|FAILED|400|422) .+");
    }
  }

  /** Each number of a request at the ends of its range, and beyond: a model, or what is right. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "'regularization':%s",
        "'convergence':{'tolerance':%s}",
        "'prior':{'shrinkage':%s}",
        "'prior':{'degreesOfFreedom':%s}",
        "'prior':{'degreesOfFreedom':%s},'covariance':'EII','standardize':true",
        "'prior':{'mean':[%s,0]}",
        "'prior':{'scale':[[%s,0],[0,1]]},'covariance':'tied'",
        "'family':'student','degreesOfFreedom':%s",
        "'mixingWeights':[%s,0.5]",
        "'initialization':{'method':'parameters','means':[[%s,1],[2,2]]}",
        "'initialization':{'method':'parameters','means':[[%s,1],[2,2]]},'frozen':['means']",
        "'initialization':{'method':'parameters','means':[[1,1],[2,2]],'covariances':[[[%s,0],[0,1]],[[1,0],[0,1]]]}",
        "'initialization':{'method':'parameters','means':[[1,1],[2,2]],'covariances':[[[%s,0],[0,1]],[[1,0],[0,1]]]},'frozen':['covariances']",
        "'bootstrap':{'replicates':2,'confidence':%s}",
        "'seed':%s"
      })
  void numbersAtTheEndsOfTheirRange(String asked) {
    String data = Rows.rows(12, "%d,%<d.5").replace("[3,3.5]", "[3,9]").replace("[7,7.5]", "[7,1]");
    for (String number :
        new String[] {"1e308", "-1e308", "1e-308", "-1e-308", "0", "1e400", "5e-324", "1e155"}) {
      assertThat(
              told(
                  "{'model':'hostile','otherColumns':true,'components':2,%s,'data':{%s}}"
                      .formatted(asked.formatted(number), data)))
          .as(asked + number)
          .matches("(?s)(SUCCEEDED|FAILED|422) .+");
    }
  }
}
