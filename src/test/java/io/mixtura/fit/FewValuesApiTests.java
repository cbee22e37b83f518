package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Columns of few values among measurements: Gaussian components collapse on each of these. */
class FewValuesApiTests extends FitServiceTest {
  private static final String BERNOULLI =
      "column 'member' has only the values 0 and 1, on each of which a Gaussian component may collapse; set \"families\": {\"member\": \"bernoulli\"}";

  /** A measurement, yes or no twice, and one of three levels. */
  private static String people(int rows) {
    Random random = new Random(5);
    StringBuilder csv = new StringBuilder("height,member,smoker,gear\n");
    for (int i = 0; i < rows; i++) {
      csv.append(170 + 8 * random.nextGaussian()).append(',').append(i % 3 == 0 ? 1 : 0);
      csv.append(',').append(i % 4 == 0 ? 1 : 0).append(',').append(3 + i % 3).append('\n');
    }
    return csv.toString();
  }

  private String onPeople(String fields) {
    String dataset = upload("people", people(60));
    return "{'datasetId':'%s','model':'few','otherColumns':true,'components':2%s}"
        .formatted(dataset, fields);
  }

  @Test
  void theRemedyNamesTheColumnItsValuesAndItsFamily() {
    JsonNode fit = fitted(onPeople(",'columns':['height','member']"));

    assertThat(fit.at("/result/warnings").valueStream().map(JsonNode::asString))
        .contains(BERNOULLI);
    assertThat(model(fit).get("warnings")).isEqualTo(fit.at("/result/warnings"));
    JsonNode followed =
        fitted(onPeople(",'columns':['height','member'],'families':{'member':'bernoulli'}"));
    assertThat(followed.at("/result/warnings").toString()).doesNotContain("member");
  }

  @Test
  void itIsToldBeforeTheFitToo() {
    JsonNode warnings = validate(onPeople(",'columns':['height','member']")).json().get("warnings");
    assertThat(warnings.valueStream().map(JsonNode::asString)).containsExactly(BERNOULLI);

    String inline =
        "{'data':{'columns':['a','b'],'rows':[[1.5,2],[2.5,5],[1.2,2],[7.1,5],[8.5,2],[9.9,5],[3.3,2],[4.1,5]]},'components':2}";
    assertThat(validate(inline).json().at("/warnings/0").asString())
        .contains("'b' has only the values 2 and 5", "{\"b\": \"categorical\"}");
  }

  @Test
  void columnsOfTheSameValuesAreToldOfTogether() {
    JsonNode warnings = validate(onPeople("")).json().get("warnings");
    assertThat(warnings).hasSize(2);
    assertThat(warnings.get(0).asString())
        .startsWith("columns 'member', 'smoker' have only the values 0 and 1")
        .endsWith("{\"member\": \"bernoulli\", \"smoker\": \"bernoulli\"}");
    assertThat(warnings.get(1).asString())
        .contains("'gear' has only the values 3, 4 and 5", "{\"gear\": \"categorical\"}");
  }

  @Test
  void whatDoesNotGoWithOtherFamiliesIsNamed() {
    String fields = ",'columns':['height','member'],'family':'student','standardize':true";
    assertThat(validate(onPeople(fields)).json().at("/warnings/0").asString())
        .endsWith(
            "and leave out what is for Gaussian columns alone (family, standardize), or choose other columns");
  }

  @Test
  void measurementsFewRowsAndKMeansAreLeftAlone() {
    assertThat(validate(onPeople(",'columns':['height']")).json().get("warnings")).isEmpty();
    assertThat(validate(onPeople(",'algorithm':'kmeans'")).json().get("warnings")).isEmpty();
    String few = "{'data':{'columns':['a'],'rows':[[1],[2],[1],[2],[3]]},'components':2}";
    assertThat(validate(few).json().get("warnings")).isEmpty();
  }

  @Test
  void aFitThatFailsByItSaysSo() {
    JsonNode fit =
        awaitEnd(
            id(submit(onPeople(",'columns':['member','smoker'],'regularization':0,'seed':1"))));
    JsonNode told = fit.get("failure").isNull() ? fit.get("result") : fit.get("failure");
    assertThat(told.toString()).contains("bernoulli");
  }

  /** A million numbers are read before the answer, and no more is said than these tell. */
  @Test
  void ofALargeDatasetItSaysHowFarItLooked() {
    StringBuilder csv = new StringBuilder("height,member\n");
    for (int i = 0; i < 520_000; i++) {
      csv.append(i % 1000).append(',').append(i < 515_000 ? i % 2 : i).append('\n');
    }
    String request = "{'datasetId':'%s','components':2}".formatted(upload("large", csv.toString()));
    assertThat(validate(request).json().at("/warnings/0").asString())
        .matches("column 'member' has in the first 500\\d\\d\\d rows only the values 0 and 1, .*");
  }
}
