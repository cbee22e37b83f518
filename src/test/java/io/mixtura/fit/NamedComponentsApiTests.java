package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.testing.Api;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** Names of components, their numbers after another version, and starts from one. */
class NamedComponentsApiTests extends FitServiceTest {
  private static final String MODELS = "/api/v1/models/";

  private static final String IMPORTED =
      """
      {"columns":["eruptions","waiting"],"covariance":"identity","weights":[0.3,0.7],
       "means":[[2,54],[4.3,80]],"componentNames":%s}
      """;

  /** Old Faithful with a column that says which kind the first two eruptions are of. */
  private String labelled() throws Exception {
    List<String> lines =
        new ClassPathResource("samples/faithful.csv")
            .getContentAsString(StandardCharsets.UTF_8)
            .lines()
            .toList();
    StringBuilder csv = new StringBuilder(lines.getFirst()).append(",known\n");
    for (int i = 1; i < lines.size(); i++) {
      csv.append(lines.get(i)).append(i == 1 ? ",1\n" : i == 2 ? ",0\n" : ",-1\n");
    }
    return upload("labelled", csv.toString());
  }

  private JsonNode named(String model) {
    return fitted(
        "{'datasetId':'%s','components':2,'model':'%s','componentNames':['long, or so','short']}"
            .formatted(oldFaithful(), model));
  }

  /** A version whose component 0 is the lighter one. */
  private void storeTurned(String model) throws Exception {
    JsonNode fit =
        fitted(
            "{'datasetId':'%s','components':2,'labelColumn':'known','model':'%s','componentNames':['short','long']}"
                .formatted(labelled(), model));
    assertThat(model(fit).at("/means/0/0").asDouble()).isLessThan(3);
    assertThat(model(fit).get("componentNames").toString()).isEqualTo("[\"short\",\"long\"]");
  }

  @Test
  void namesAreCarriedIntoAnswers() {
    named("names");
    String path = MODELS + "names/versions/1";
    String names = "[\"long, or so\",\"short\"]";
    assertThat(api().get(path).json().get("componentNames").toString()).isEqualTo(names);
    assertThat(api().get(path + "/responsibilities?x=3,65").json().get("componentNames").toString())
        .isEqualTo(names);
    String points = "{\"rows\":[[3,65]]}";
    for (String question : List.of("/responsibilities", "/responsibilities?answer=labels")) {
      assertThat(api().post(path + question, points).json().get("componentNames").toString())
          .as(question)
          .isEqualTo(names);
    }
    Api.Answer csv = api().send(path + "/responsibilities", "text/csv", "3,65\n");
    assertThat(csv.response().body()).startsWith("\"long, or so\",short,mostProbable,logDensity\n");
    for (String[] asked :
        new String[][] {
          {"sample", "{\"size\":1}"},
          {"marginal", "{\"columns\":[\"waiting\"]}"},
          {"conditional", "{\"given\":{\"waiting\":70}}"}
        }) {
      assertThat(
              api().post(path + "/" + asked[0], asked[1]).json().get("componentNames").toString())
          .as(asked[0])
          .isEqualTo(names);
    }
  }

  @Test
  void withoutNamesAnswersAreAsTheyWere() {
    fitted("{'datasetId':'%s','components':2,'model':'nameless'}".formatted(oldFaithful()));
    String path = MODELS + "nameless/versions/1";
    assertThat(api().get(path).json().get("componentNames").isNull()).isTrue();
    assertThat(api().get(path + "/responsibilities?x=3,65").response().body())
        .doesNotContain("componentNames");
    assertThat(api().send(path + "/responsibilities", "text/csv", "3,65\n").response().body())
        .startsWith("component0,component1,");
  }

  @Test
  void namesStayWithWhatTheyWereGivenTo() {
    String start =
        "{'datasetId':'%s','components':2,'model':'places','componentNames':['short','long'],"
            + "'initialization':{'method':'parameters','means':[[2,54],[4.3,80]]}}";
    assertThat(model(fitted(start.formatted(oldFaithful()))).get("componentNames").toString())
        .isEqualTo("[\"long\",\"short\"]");
    JsonNode imported =
        api()
            .post(MODELS + "imported/versions:import", IMPORTED.formatted("[\"short\",\"long\"]"))
            .json();
    assertThat(imported.get("componentNames").toString()).isEqualTo("[\"long\",\"short\"]");
  }

  @Test
  void whatIsNoNameIsRefused() {
    String dataset = oldFaithful();
    String fit = "{'datasetId':'%s','components':%s,'componentNames':%s}";
    assertRefused(
        postFit(fit.formatted(dataset, "2", "['a']")), 422, "/componentNames", "1 names for 2");
    for (String bad :
        List.of("['a','a']", "['a','']", "['a',null]", "['a','Component7']", "['a','noise']")) {
      assertRefused(postFit(fit.formatted(dataset, "2", bad)), 422, "/componentNames/1", "name");
    }
    assertRefused(
        postFit(fit.formatted(dataset, "{'min':1,'max':2}", "['a','b']")),
        422,
        "/componentNames",
        "one number of components");
    assertThat(
            api().post(MODELS + "misnamed/versions:import", IMPORTED.formatted("[\"a\"]")).status())
        .isEqualTo(422);
  }

  @Test
  void componentsAreNumberedAsTheOtherVersionsAreAndAllOfThemTogether() throws Exception {
    storeTurned("aligned");
    String request =
        "{'datasetId':'%s','components':2,'model':'%s','bootstrap':{'replicates':10}%s}";
    JsonNode plain = fitted(request.formatted(oldFaithful(), "plain", ""));
    JsonNode fit =
        fitted(request.formatted(oldFaithful(), "aligned", ",'alignTo':'aligned@latest'"));
    assertThat(fit.at("/request/alignTo").asString()).isEqualTo("aligned@1");
    JsonNode as = model(plain);
    JsonNode turned = model(fit);
    for (String each : List.of("/weights", "/means", "/covariances")) {
      for (int k = 0; k < 2; k++) {
        assertThat(turned.at(each + "/" + k)).as(each).isEqualTo(as.at(each + "/" + (1 - k)));
      }
    }
    for (int k = 0; k < 2; k++) {
      // Summed in another order, maybe, but the same replicates of the same component.
      assertThat(turned.at("/bootstrap/weights/%d/standardError".formatted(k)).asDouble())
          .isCloseTo(
              as.at("/bootstrap/weights/%d/standardError".formatted(1 - k)).asDouble(),
              within(1e-9));
    }
    assertThat(turned.get("bootstrap").toString()).isNotEqualTo(as.get("bootstrap").toString());
    assertThat(turned.get("componentNames").toString()).isEqualTo("[\"short\",\"long\"]");
    assertThat(turned.get("logLikelihood")).isEqualTo(as.get("logLikelihood"));
    assertThat(fit.at("/result/history")).isEqualTo(plain.at("/result/history"));
    for (int k = 0; k < 2; k++) {
      assertThat(fit.at("/result/initialToCanonical/" + k).asInt())
          .isEqualTo(1 - plain.at("/result/initialToCanonical/" + k).asInt());
    }
    JsonNode alignment = fit.at("/result/alignment");
    assertThat(alignment.get("to").asString()).isEqualTo("aligned@1");
    assertThat(alignment.get("partners").toString()).isEqualTo("[0,1]");
    assertThat(alignment.get("unmatched")).isEmpty();
    assertThat(alignment.get("unmatchedThere")).isEmpty();
    assertThat(alignment.get("points").asInt()).isEqualTo(272);
    assertThat(alignment.get("cost").asDouble())
        .isCloseTo(disagreement("aligned", 1, 2), within(1e-12));
  }

  /** 1 less the mean of what both say of the same components, as their answers have it. */
  private double disagreement(String model, int one, int other) {
    List<JsonNode> answers = new ArrayList<>();
    for (int version : List.of(one, other)) {
      answers.add(
          api()
              .get(
                  "%s%s/versions/%d/responsibilities?datasetId=%s"
                      .formatted(MODELS, model, version, oldFaithful()))
              .json()
              .get("rows"));
    }
    int rows = answers.getFirst().size();
    double agreed =
        IntStream.range(0, rows)
            .mapToDouble(i ->
                IntStream.range(0, 2)
                    .mapToDouble(k ->
                        answers.get(0).at("/%d/responsibilities/%d".formatted(i, k)).asDouble()
                            * answers
                                .get(1)
                                .at("/%d/responsibilities/%d".formatted(i, k))
                                .asDouble())
                    .sum())
            .sum();
    return 1 - agreed / rows;
  }

  @Test
  void whoHasNoPartnerIsNamed() throws Exception {
    storeTurned("partners");
    String request = "{'datasetId':'%s','components':%d,'model':'other','alignTo':'partners@1'}";
    JsonNode three = fitted(request.formatted(oldFaithful(), 3)).at("/result/alignment");
    assertThat(three.get("partners").toString()).isEqualTo("[0,1,null]");
    assertThat(three.get("unmatched").toString()).isEqualTo("[2]");
    JsonNode one = fitted(request.formatted(oldFaithful(), 1)).at("/result/alignment");
    assertThat(one.get("partners").toString()).isEqualTo("[1]");
    assertThat(one.get("unmatchedThere").toString()).isEqualTo("[0]");
    assertThat(one.get("cost").asDouble()).isBetween(0.3, 0.4);
    JsonNode hard =
        fitted(
            "{'datasetId':'%s','components':2,'algorithm':'kmeans','model':'hard','alignTo':'partners@1'}"
                .formatted(oldFaithful()));
    assertThat(hard.at("/result/alignment/partners").toString()).isEqualTo("[0,1]");
    assertThat(model(hard).at("/means/0/0").asDouble()).isLessThan(3);
  }

  @Test
  void versionsThatWillNotDoAreRefused() throws Exception {
    storeTurned("refused");
    String dataset = oldFaithful();
    String align = "{'datasetId':'%s','components':2,'alignTo':'%s'%s}";
    assertRefused(
        postFit(align.formatted(dataset, "refused", "")), 422, "/alignTo", "names no version");
    assertRefused(
        postFit(align.formatted(dataset, "refused@9", "")), 422, "/alignTo", "no version '9'");
    assertRefused(
        postFit(align.formatted(dataset, "refused@best", "")), 422, "/alignTo", "no alias 'best'");
    assertRefused(
        postFit(align.formatted(dataset, "nobody@1", "")), 422, "/alignTo", "no model 'nobody'");
    assertRefused(
        postFit(align.formatted(dataset, "refused@1", ",'columns':['waiting']")),
        422,
        "/alignTo",
        "has the columns eruptions, waiting, but the fit has waiting");
    assertRefused(
        postFit(align.formatted(labelled(), "refused@1", ",'labelColumn':'known'")),
        422,
        "/alignTo",
        "labels say already");

    String start = "{'datasetId':'%s','components':%s,'initialization':{'method':'version'%s}%s}";
    String at = "/initialization/version";
    String one = ",'version':'refused@1'";
    assertRefused(postFit(start.formatted(dataset, "2", "", "")), 422, at, "needs version");
    assertRefused(
        postFit(start.formatted(dataset, "3", one, "")),
        422,
        at,
        "has 2 components, and the fit is to have 3");
    assertRefused(
        postFit(start.formatted(dataset, "{'min':1,'max':2}", one, "")), 422, at, "to have 1 to 2");
    assertRefused(
        postFit(start.formatted(dataset, "2", one, ",'noise':true")),
        422,
        "/initialization/method",
        "without noise");
    assertRefused(
        postFit(start.formatted(dataset, "2", one, ",'algorithm':'kmeans'")),
        422,
        "/initialization/method",
        "for em");
    assertRefused(
        postFit(
            "{'datasetId':'%s','components':2,'initialization':{'version':'refused@1'}}"
                .formatted(dataset)),
        422,
        at,
        "only by method 'version'");
  }

  @Test
  void aStoredVersionIsAStartBesideColdOnes() throws Exception {
    JsonNode cold =
        fitted("{'datasetId':'%s','components':3,'model':'warm'}".formatted(oldFaithful()));
    assertThat(
            send(request(MODELS + "warm/aliases/champion")
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{\"version\":1}")))
                .statusCode())
        .isEqualTo(200);
    String request =
        "{'datasetId':'%s','components':3,'model':'warm','initialization':{'method':'version','version':'warm@champion'%s}%s}";
    JsonNode alone = fitted(request.formatted(oldFaithful(), ",'starts':1", ""));
    assertThat(alone.at("/request/initialization").toString())
        .isEqualTo("{\"method\":\"version\",\"starts\":1,\"keep\":1,\"version\":\"warm@1\"}");
    assertThat(alone.at("/result/iterations").asInt())
        .isLessThan(cold.at("/result/iterations").asInt());
    assertThat(alone.at("/result/startsTried").asInt()).isEqualTo(1);
    assertThat(alone.at("/result/logLikelihood").asDouble())
        .isCloseTo(cold.at("/result/logLikelihood").asDouble(), within(1e-3));

    JsonNode beside = fitted(request.formatted(oldFaithful(), "", ",'standardize':true"));
    assertThat(beside.at("/result/startsTried").asInt()).isEqualTo(24);
    assertThat(beside.at("/result/logLikelihood").asDouble())
        .isCloseTo(cold.at("/result/logLikelihood").asDouble(), within(1e-3));
    for (String more : List.of("'covariance':'diagonal'", "'family':'student'")) {
      fitted(request.formatted(oldFaithful(), ",'starts':1", "," + more));
    }
  }
}
