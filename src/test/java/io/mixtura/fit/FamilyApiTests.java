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

/** Counts, levels and mixed columns as a program sees them. */
class FamilyApiTests extends FitServiceTest {
  private static final String LONDON =
      """
      {'model':'%s','components':2,'family':'poisson','weightColumn':'days',
       'convergence':{'criterion':'parameters','tolerance':1e-8,'maxIterations':5000},
       'data':{'columns':['deaths','days'],
               'rows':[[0,162],[1,267],[2,271],[3,185],[4,111],[5,61],[6,27],[7,8],[8,3],[9,1]]}}
      """;

  /** Sizes, colours 1, 2 and 4, purchases and whether there is a card, of two kinds of customer. */
  private static String customers() {
    return IntStream.range(0, 60)
        .mapToObj(i ->
            i % 2 == 0
                ? "%s,%d,%d,%d"
                    .formatted(10 + i * 7 % 11 * 0.25, i % 3 == 0 ? 1 : 2, i % 4, i / 2 % 2)
                : "%s,%d,%d,%d".formatted(20 + i * 5 % 13 * 0.5, i % 5 == 0 ? 2 : 4, 8 + i % 7, 1))
        .collect(Collectors.joining("\n", "size,colour,purchases,card\n", "\n"));
  }

  private JsonNode mixed(String model) {
    return fitted(
        """
        {'model':'%s','datasetId':'%s','components':2,'covariance':'spherical',
         'families':{'colour':'categorical','purchases':'poisson','card':'bernoulli'}}
        """
            .formatted(model, upload("Customers", customers())));
  }

  private static String path(String model, String question) {
    return "/api/v1/models/%s/versions/latest/%s".formatted(model, question);
  }

  /** Stouffer and Toby's four questions, as R's poLCA prints them. */
  @Test
  void latentClassesAreTold() {
    JsonNode fit =
        fitted(
            """
            {'model':'latent-classes','components':2,'family':'bernoulli','weightColumn':'n',
             'convergence':{'tolerance':1e-12,'maxIterations':5000},
             'data':{'columns':['a','b','c','d','n'],
                     'rows':[[0,0,0,0,42],[0,0,0,1,23],[0,0,1,0,6],[0,0,1,1,25],[0,1,0,0,6],[0,1,0,1,24],
                             [0,1,1,0,7],[0,1,1,1,38],[1,0,0,0,1],[1,0,0,1,4],[1,0,1,0,1],[1,0,1,1,6],
                             [1,1,0,0,2],[1,1,0,1,9],[1,1,1,0,2],[1,1,1,1,20]]}}
            """);

    for (JsonNode told : List.of(fit.get("result"), model(fit))) {
      JsonNode goodness = told.get("goodnessOfFit");
      assertThat(goodness.propertyNames())
          .containsExactly(
              "gSquared",
              "chiSquared",
              "residualDegreesOfFreedom",
              "entropyRSquared",
              "completeObservations");
      assertThat(goodness.get("gSquared").asDouble()).isCloseTo(2.719922, within(1e-6));
      assertThat(goodness.get("chiSquared").asDouble()).isCloseTo(2.719764, within(1e-5));
      assertThat(goodness.get("residualDegreesOfFreedom").asInt()).isEqualTo(6);
      assertThat(goodness.get("entropyRSquared").asDouble()).isCloseTo(0.671471, within(1e-5));
      assertThat(goodness.get("completeObservations").asDouble()).isEqualTo(216);
    }
    assertThat(fit.at("/result/warnings")).isEmpty();
  }

  @Test
  void classesThatItemsCannotTellApartAreWarnedOf() {
    JsonNode fit =
        fitted(
            """
            {'model':'two-items','components':2,'family':'bernoulli','weightColumn':'n',
             'data':{'columns':['a','b','n'],'rows':[[0,0,41],[0,1,14],[1,0,17],[1,1,28]]}}
            """);

    assertThat(fit.at("/result/goodnessOfFit/residualDegreesOfFreedom").asInt()).isEqualTo(-2);
    assertThat(fit.at("/result/warnings").toString())
        .contains("5 free parameters are more than the 3 that 4 patterns", "use 1 component");
  }

  /** V. Hasselblad (1969). */
  @Test
  void theLondonTimes() {
    JsonNode fit = fitted(LONDON.formatted("london"));

    assertThat(fit.at("/request/family").asString()).isEqualTo("poisson");
    assertThat(fit.at("/request").has("covariance")).isFalse();
    assertThat(fit.at("/request").has("regularization")).isFalse();
    assertThat(fit.at("/result/logLikelihood").asDouble()).isCloseTo(-1989.94586, within(1e-5));
    assertThat(fit.at("/result/freeParameters").asInt()).isEqualTo(3);
    JsonNode model = model(fit);
    assertThat(model.at("/weights/0").asDouble()).isCloseTo(0.64012, within(1e-5));
    assertThat(model.at("/families/0/column").asString()).isEqualTo("deaths");
    assertThat(model.at("/families/0/family").asString()).isEqualTo("poisson");
    assertThat(model.at("/families/0/rates/0").asDouble()).isCloseTo(2.66340, within(1e-5));
    assertThat(model.at("/families/0/rates/1").asDouble()).isCloseTo(1.25609, within(1e-5));
    assertThat(model.get("means").isNull()).isTrue();
    assertThat(model.get("covariances").isNull()).isTrue();
    assertThat(model.get("covariance").isNull()).isTrue();
  }

  @Test
  void aMixedModelStatesWhatEachColumnIs() {
    JsonNode fit = mixed("mixed");

    JsonNode model = model(fit);
    assertThat(fit.at("/request/families").toString())
        .isEqualTo("{\"colour\":\"categorical\",\"purchases\":\"poisson\",\"card\":\"bernoulli\"}");
    assertThat(model.get("covariance").asString()).isEqualTo("spherical");
    assertThat(model.at("/means/0")).hasSize(1);
    assertThat(model.at("/covariances/0/0")).hasSize(1);
    assertThat(model.at("/families/0").toString())
        .isEqualTo("{\"column\":\"size\",\"family\":\"gaussian\"}");
    assertThat(model.at("/families/1/levels").toString()).isEqualTo("[1.0,2.0,4.0]");
    assertThat(model.at("/families/1/probabilities/0")).hasSize(3);
    assertThat(model.at("/families/3/levels").toString()).isEqualTo("[0.0,1.0]");
    assertThat(fit.at("/result/freeParameters").asInt()).isEqualTo(1 + 2 * (2 + 2 + 1 + 1));
    JsonNode summary = api().get("/api/v1/models/mixed/versions").json().at("/items/0");
    assertThat(summary.get("families").toString())
        .isEqualTo("[\"gaussian\",\"categorical\",\"poisson\",\"bernoulli\"]");
  }

  /** log p(x) from the stored parameters, by hand. */
  @Test
  void queriesTakeAndGivePointsAsTheDataHaveThem() {
    JsonNode model = model(mixed("asked"));
    double[] joint = new double[2];
    for (int k = 0; k < 2; k++) {
      double variance = model.at("/covariances/%d/0/0".formatted(k)).asDouble();
      double z = 12 - model.at("/means/%d/0".formatted(k)).asDouble();
      double rate = model.at("/families/2/rates/" + k).asDouble();
      joint[k] =
          model.at("/weights/" + k).asDouble()
              * Math.exp(-z * z / (2 * variance))
              / Math.sqrt(2 * Math.PI * variance)
              * model.at("/families/1/probabilities/%d/1".formatted(k)).asDouble()
              * Math.exp(-rate)
              * Math.pow(rate, 3)
              / 6
              * model.at("/families/3/probabilities/%d/1".formatted(k)).asDouble();
    }
    double density = joint[0] + joint[1];

    JsonNode one = api().get(path("asked", "responsibilities?x=12,2,3,1")).json();
    JsonNode many =
        api()
            .post(
                path("asked", "responsibilities"),
                "{\"columns\":[\"card\",\"colour\",\"purchases\",\"size\"],\"rows\":[[1,2,3,12]]}")
            .json();
    String csv =
        api()
            .send(path("asked", "score"), "text/csv", "size,colour,purchases,card\n12,2,3,1\n")
            .response()
            .body();

    assertThat(one.get("logDensity").asDouble()).isCloseTo(Math.log(density), within(1e-12));
    assertThat(one.at("/responsibilities/0").asDouble())
        .isCloseTo(joint[0] / density, within(1e-12));
    assertThat(many.toString()).contains(one.get("logDensity").toString());
    assertThat(csv).contains(one.get("logDensity").toString());
  }

  @Test
  void samplesHaveCountsAndLevels() {
    mixed("sampled");
    JsonNode rows = api().post(path("sampled", "sample"), "{\"size\":200}").json().get("rows");

    assertThat(rows).hasSize(200);
    assertThat(rows.valueStream().map(row -> row.at("/point/1").asDouble()).distinct())
        .containsExactlyInAnyOrder(1.0, 2.0, 4.0);
    assertThat(rows.valueStream().map(row -> row.at("/point/2").asDouble()))
        .allMatch(count -> count >= 0 && count == Math.rint(count));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "12,3,3,1    | the value 3 of column 'colour': the levels that the model has seen are 1, 2, 4",
        "12,1,-1,1   | the value -1 of column 'purchases': a Poisson count is a whole number from 0 to 1e9",
        "12,1,1.5,1  | the value 1.5 of column 'purchases': a Poisson count is a whole number from 0 to 1e9",
        "12,1,1,2    | the value 2 of column 'card': a Bernoulli value is 0 or 1",
      })
  void pointsThatTheModelCannotHaveGeneratedAreRefused(String point, String detail) {
    if (api().get("/api/v1/models/strict").status() == 404) {
      mixed("strict");
    }
    String rows = "size,colour,purchases,card\n12,1,1,1\n" + point + "\n";

    assertCause(api().get(path("strict", "responsibilities?x=" + point)), "x", detail);
    for (String question : new String[] {"responsibilities", "score"}) {
      assertCause(
          api().send(path("strict", question), "text/csv", rows), "/rows/1", "row 2: " + detail);
    }
  }

  private static void assertCause(Api.Answer answer, String pointer, String detail) {
    assertThat(answer.status()).isEqualTo(422);
    assertThat(Problems.place(answer.json().at("/errors/0"))).isEqualTo(pointer);
    assertThat(answer.json().at("/errors/0/detail").asString()).isEqualTo(detail);
  }

  @Test
  void someColumnsAloneOrGivenOthers() {
    JsonNode model = model(mixed("parts"));

    JsonNode marginal =
        api().post(path("parts", "marginal"), "{\"columns\":[\"purchases\",\"colour\"]}").json();
    JsonNode conditional =
        api().post(path("parts", "conditional"), "{\"given\":{\"colour\":4,\"size\":24}}").json();

    assertThat(marginal.get("means").isNull()).isTrue();
    assertThat(marginal.get("covariance").isNull()).isTrue();
    assertThat(marginal.at("/families/0")).isEqualTo(model.at("/families/2"));
    assertThat(marginal.at("/families/1")).isEqualTo(model.at("/families/1"));
    assertThat(
            api()
                .post(
                    path("parts", "marginal"),
                    "{\"columns\":[\"purchases\",\"colour\"]}",
                    "Accept",
                    "text/csv")
                .response()
                .body())
        .startsWith(
            "component,weight,rate_purchases,probability_colour_1,probability_colour_2,probability_colour_4\n0,%s,%s,%s,"
                .formatted(
                    marginal.at("/weights/0").asString(),
                    marginal.at("/families/0/rates/0").asString(),
                    marginal.at("/families/1/probabilities/0/0").asString()));
    double expected = 0;
    for (int k = 0; k < 2; k++) {
      expected +=
          conditional.at("/weights/" + k).asDouble()
              * model.at("/families/2/rates/" + k).asDouble();
    }
    assertThat(conditional.get("columns").toString()).isEqualTo("[\"purchases\",\"card\"]");
    assertThat(conditional.at("/mean/0").asDouble()).isCloseTo(expected, within(1e-12));
    assertThat(conditional.at("/families/1/family").asString()).isEqualTo("bernoulli");
    assertCause(
        api().post(path("parts", "conditional"), "{\"given\":{\"colour\":3}}"),
        "/given/colour",
        "the value 3 of column 'colour': the levels that the model has seen are 1, 2, 4");
    assertCause(
        api()
            .post(
                path("parts", "conditional"),
                "{\"given\":{\"columns\":[\"colour\"],\"rows\":[[1],[3]]}}"),
        "/given/rows/1",
        "row 2: the value 3 of column 'colour': the levels that the model has seen are 1, 2, 4");
  }

  /** P(level | given) = Σ_k r_k p_k(level), from the stored parameters by hand. */
  @Test
  void levelsHaveProbabilitiesAndNoMean() {
    JsonNode model = model(mixed("levels"));
    JsonNode one =
        api()
            .post(
                path("levels", "conditional"),
                "{\"given\":{\"size\":14},\"columns\":[\"purchases\",\"colour\",\"card\"]}")
            .json();

    assertThat(one.at("/mean/0").isNumber()).isTrue();
    assertThat(one.at("/mean/1").isNull()).isTrue();
    assertThat(one.at("/standardDeviation/1").isNull()).isTrue();
    assertThat(one.get("probabilities").propertyNames()).containsExactly("colour", "card");
    assertThat(one.at("/probabilities/colour").propertyNames()).containsExactly("1", "2", "4");
    assertThat(one.at("/probabilities/card/1").asDouble())
        .isCloseTo(one.at("/mean/2").asDouble(), within(1e-12));
    String[] levels = {"1", "2", "4"};
    for (int l = 0; l < levels.length; l++) {
      double expected = 0;
      for (int k = 0; k < 2; k++) {
        expected +=
            one.at("/weights/" + k).asDouble()
                * model.at("/families/1/probabilities/%d/%d".formatted(k, l)).asDouble();
      }
      assertThat(one.at("/probabilities/colour/" + levels[l]).asDouble())
          .isCloseTo(expected, within(1e-12));
    }

    JsonNode many =
        api()
            .post(
                path("levels", "conditional"),
                "{\"given\":{\"columns\":[\"size\"],\"rows\":[[14],[25]]},\"columns\":[\"purchases\",\"colour\",\"card\"]}")
            .json();
    for (String name : new String[] {"mean", "standardDeviation", "logDensity", "probabilities"}) {
      assertThat(many.at("/rows/0").get(name)).isEqualTo(one.get(name));
    }
    assertThat(
            api()
                .send(
                    path("levels", "conditional?given=size&columns=colour"),
                    "text/csv",
                    "14\n",
                    "Accept",
                    "text/csv")
                .response()
                .body())
        .isEqualTo(
            "colour,colourStandardDeviation,logDensity,probability_colour_1,probability_colour_2,probability_colour_4\n,,%s,%s,%s,%s\n"
                .formatted(
                    one.get("logDensity").asString(),
                    one.at("/probabilities/colour/1").asString(),
                    one.at("/probabilities/colour/2").asString(),
                    one.at("/probabilities/colour/4").asString()));
    assertThat(
            api()
                .post(
                    path("levels", "conditional"),
                    "{\"given\":{\"colour\":1},\"columns\":[\"size\"]}")
                .json()
                .has("probabilities"))
        .isFalse();
  }

  @Test
  void aMissingLevelIsCompletedByTheMostProbable() {
    mixed("completed");
    JsonNode conditional =
        api()
            .post(
                path("completed", "conditional"),
                "{\"given\":{\"size\":24,\"purchases\":9,\"card\":1}}")
            .json();
    JsonNode rows =
        api()
            .post(
                path("completed", "impute"),
                "{\"rows\":[[24,null,9,1],[24,2,null,null],[null,null,null,null]]}")
            .json()
            .get("rows");
    String csv =
        api()
            .send(
                path("completed", "impute"),
                "text/csv",
                "size,colour,purchases,card\n24,2,9,\n",
                "Accept",
                "text/csv")
            .response()
            .body();

    assertThat(rows.at("/0/values").toString()).isEqualTo("[24.0,4.0,9.0,1.0]");
    assertThat(rows.at("/0/standardDeviation").toString()).isEqualTo("[0.0,null,0.0,0.0]");
    assertThat(rows.at("/0/probabilities/colour/4").asDouble())
        .isCloseTo(conditional.at("/probabilities/colour/4").asDouble(), within(1e-12));
    assertThat(rows.at("/0/probabilities/card").toString()).isEqualTo("{\"0\":0.0,\"1\":1.0}");
    assertThat(rows.at("/1/probabilities/colour").toString())
        .isEqualTo("{\"1\":0.0,\"2\":1.0,\"4\":0.0}");
    assertThat(rows.at("/1/values/2").asDouble()).isGreaterThan(3);
    assertThat(rows.at("/2/values/0").isNumber()).isTrue();
    assertThat(List.of(1.0, 2.0, 4.0)).contains(rows.at("/2/values/1").asDouble());
    assertThat(csv)
        .startsWith(
            "size,colour,purchases,card,sizeStandardDeviation,colourStandardDeviation,purchasesStandardDeviation,cardStandardDeviation,probability_colour_1,probability_colour_2,probability_colour_4,probability_card_0,probability_card_1\n24.0,2.0,9.0,1.0,0.0,0.0,0.0,,0.0,1.0,0.0,");
    // What is completed is a point that the model takes.
    assertThat(
            api()
                .post(
                    path("completed", "responsibilities"),
                    "{\"rows\":[%s]}".formatted(rows.at("/0/values")))
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0;-1;2  | poisson     | the value of row 2 in column 'x' is -1; a Poisson count is a whole number from 0 to 1e9",
        "0;3;1.5 | poisson     | the value of row 3 in column 'x' is 1.5; a Poisson count is a whole number from 0 to 1e9",
        "0;1;2   | bernoulli   | the value of row 3 in column 'x' is 2; a Bernoulli value is 0 or 1",
      })
  void valuesThatAFamilyCannotHaveAreRefused(String values, String family, String detail) {
    String[] each = values.split(";");
    String rows = "[" + String.join("],[", each) + "]";
    String stored = upload("Bad Values", "x\n" + String.join("\n", each) + "\n");
    String all = "{'components':1,'family':'%s',%s}";
    String named = "{'components':1,'families':{'x':'%s'},%s}";
    String inline = "'data':{'columns':['x'],'rows':[%s]}".formatted(rows);
    String onStored = "'datasetId':'%s'".formatted(stored);

    for (String data : new String[] {inline, onStored}) {
      assertRefused(postFit(all.formatted(family, data)), 422, "/family", detail);
      assertRefused(validate(named.formatted(family, data)), 422, "/families/x", detail);
    }
  }

  @Test
  void moreThanAHundredLevelsAreNoCategories() {
    String csv =
        IntStream.range(0, 101).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
    String stored = upload("Many Levels", "x\n" + csv + "\n");

    assertRefused(
        postFit("{'components':1,'family':'categorical','datasetId':'%s'}".formatted(stored)),
        422,
        "/family",
        "column 'x' has more than 100 different values");
  }

  @Test
  void anImportTakesGaussiansAlone() {
    Api.Answer answer =
        api()
            .post(
                "/api/v1/models/foreign/versions:import",
                "{\"columns\":[\"x\"],\"weights\":[1],\"families\":[{\"family\":\"poisson\"}]}");
    assertCause(
        answer,
        "/families",
        "an import takes gaussian columns alone; a model of other families comes from a fit (POST /api/v1/fits)");
  }
}
