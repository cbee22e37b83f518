package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.testing.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a fit comes to, and the model that it stores. */
class FitResultTests extends FitServiceTest {
  /** Two clusters, one of 20 points about (0, 0) and one of 10 about (50, 2). */
  private static final String CLUSTERS = clusters();

  private static String clusters() {
    StringBuilder csv = new StringBuilder("wide,narrow\n");
    for (int i = 0; i < 30; i++) {
      double x = i * 7 % 11 - 5;
      double y = (i * 5 % 13 - 6) * 0.1;
      csv.append(i % 3 == 2 ? "%s,%s\n".formatted(50 + x, 2 + y) : "%s,%s\n".formatted(x, y));
    }
    return csv.toString();
  }

  private String onClusters(String fields) {
    return "{'model':'result','datasetId':'%s','components':2,%s}"
        .formatted(upload("Two Clusters", CLUSTERS), fields);
  }

  private JsonNode result(String fields) {
    return fitted(onClusters(fields)).get("result");
  }

  @Test
  void emIsToldCompletely() {
    JsonNode fit = fitted(onClusters("'seed':1"));
    JsonNode result = fit.get("result");
    assertThat(result.propertyNames())
        .containsExactly(
            "model",
            "version",
            "logLikelihood",
            "logLikelihoodPerObservation",
            "aic",
            "bic",
            "icl",
            "goodnessOfFit",
            "inertia",
            "freeParameters",
            "iterations",
            "converged",
            "reason",
            "startsTried",
            "startsKept",
            "bestStart",
            "restartsReachingBest",
            "spuriousRestarts",
            "initialToCanonical",
            "history",
            "warnings",
            "timings",
            "totalWeight",
            "selected",
            "candidates");
    for (String none : List.of("goodnessOfFit", "totalWeight", "selected", "candidates")) {
      assertThat(result.get(none).isNull()).as(none).isTrue();
    }
    double logLikelihood = result.get("logLikelihood").asDouble();
    assertThat(result.get("logLikelihoodPerObservation").asDouble())
        .isCloseTo(logLikelihood / 30, within(1e-12));
    int p = result.get("freeParameters").asInt();
    assertThat(p).isEqualTo(1 + 4 + 6);
    assertThat(result.get("aic").asDouble()).isCloseTo(2 * p - 2 * logLikelihood, within(1e-9));
    assertThat(result.get("bic").asDouble())
        .isCloseTo(p * Math.log(30) - 2 * logLikelihood, within(1e-9));
    assertThat(result.get("icl").asDouble())
        .isGreaterThanOrEqualTo(result.get("bic").asDouble() - 1e-9);
    assertThat(result.get("inertia").isNull()).isTrue();
    assertThat(result.get("converged").asBoolean()).isTrue();
    assertThat(result.get("reason").asString()).isEqualTo("logLikelihood");
    assertThat(result.get("startsTried").asInt()).isEqualTo(48);
    assertThat(result.get("startsKept").asInt()).isEqualTo(5);
    assertThat(result.get("restartsReachingBest").asInt()).isBetween(1, 48);
    assertThat(result.get("warnings")).isEmpty();
    JsonNode timings = result.get("timings");
    assertThat(timings.propertyNames())
        .containsExactly("initializationMillis", "iterationsMillis", "totalMillis");
    assertThat(timings.get("totalMillis").asLong()).isNotNegative();

    JsonNode model = model(fit);
    for (String same : List.of("logLikelihood", "aic", "bic", "icl", "iterations", "reason")) {
      assertThat(model.get(same)).as(same).isEqualTo(result.get(same));
    }
    assertThat(model.get("weights").get(0).asDouble()).isCloseTo(2 / 3., within(1e-3));
    assertThat(model.at("/means/1/0").asDouble()).isCloseTo(50, within(1.0));
  }

  @Test
  void kmeansHasInertiaAndNoLikelihood() {
    JsonNode fit = fitted(onClusters("'algorithm':'kmeans'"));
    JsonNode result = fit.get("result");
    JsonNode model = model(fit);
    for (String none :
        List.of("logLikelihood", "logLikelihoodPerObservation", "aic", "bic", "icl")) {
      assertThat(result.get(none).isNull()).as(none).isTrue();
      assertThat(model.get(none).isNull()).as(none).isTrue();
    }
    assertThat(model.get("covariance").isNull()).isTrue();
    assertThat(model.get("covariances").isNull()).isTrue();
    assertThat(result.get("freeParameters").asInt()).isEqualTo(4);
    assertThat(result.get("reason").asString()).isEqualTo("parameters");
    assertThat(fit.at("/progress/logLikelihood").isNull()).isTrue();
    assertThat(fit.at("/progress/inertia").isNumber()).isTrue();
    assertThat(result.get("inertia").asDouble())
        .isCloseTo(inertia(model.get("means")), within(1e-9));

    String path = "/api/v1/models/result/versions/" + model.get("version").asInt();
    JsonNode point = api().get(path + "/responsibilities?x=49,2").json();
    assertThat(point.toString())
        .isEqualTo("{\"responsibilities\":[0.0,1.0],\"mostProbable\":1,\"logDensity\":null}");
  }

  private static double inertia(JsonNode means) {
    return CLUSTERS
        .lines()
        .skip(1)
        .mapToDouble(line -> {
          String[] cells = line.split(",");
          double nearest = Double.POSITIVE_INFINITY;
          for (JsonNode mean : means) {
            double dx = Double.parseDouble(cells[0]) - mean.get(0).asDouble();
            double dy = Double.parseDouble(cells[1]) - mean.get(1).asDouble();
            nearest = Math.min(nearest, dx * dx + dy * dy);
          }
          return nearest;
        })
        .sum();
  }

  @Test
  void columnsOfDifferentScaleMakeIdentityAndKmeansWarn() {
    for (String fields : List.of("'covariance':'identity'", "'algorithm':'kmeans'")) {
      JsonNode warnings = result(fields).get("warnings");
      assertThat(warnings).hasSize(1);
      assertThat(warnings.get(0).asString())
          .contains("standard deviations differ by a factor of 2")
          .contains("\"standardize\": true");
      assertThat(result(fields + ",'standardize':true").get("warnings")).isEmpty();
    }
    assertThat(result("'covariance':'full'").get("warnings")).isEmpty();
  }

  /** Standardizing changes the units of the work, not of the answer. */
  @Test
  void standardizedFitsAnswerInTheDatasOwnUnits() {
    JsonNode plain = fitted(onClusters("'seed':3"));
    JsonNode standardized = fitted(onClusters("'seed':3,'standardize':true"));
    JsonNode model = model(standardized);

    assertThat(model(plain).get("standardization").isNull()).isTrue();
    assertThat(model.at("/standardization/means")).hasSize(2);
    assertThat(model.at("/standardization/standardDeviations/0").asDouble())
        .isCloseTo(24, within(2.0));
    assertThat(standardized.at("/result/logLikelihood").asDouble())
        .isCloseTo(plain.at("/result/logLikelihood").asDouble(), within(1e-4));
    assertThat(model.at("/means/1/0").asDouble())
        .isCloseTo(model(plain).at("/means/1/0").asDouble(), within(1e-3));
    assertThat(model.at("/covariances/0/0/0").asDouble())
        .isCloseTo(model(plain).at("/covariances/0/0/0").asDouble(), within(1e-2));
  }

  @Test
  void aPartitionStartsTheComponentsAndTheyAreToldApartAfterwards() {
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      // The larger cluster, which will be component 0, is given the label 1.
      labels.append(i == 0 ? "" : ",").append(i % 3 == 2 ? 0 : 1);
    }
    String start = "'initialization':{'method':'partition','labels':[%s]}".formatted(labels);

    JsonNode result = result(start);

    assertThat(result.get("startsTried").asInt()).isEqualTo(1);
    assertThat(result.get("startsKept").asInt()).isEqualTo(1);
    assertThat(result.get("bestStart").asInt()).isZero();
    assertThat(result.get("initialToCanonical").toString()).isEqualTo("[1,0]");
    assertThat(result.get("logLikelihood").asDouble())
        .isCloseTo(result("'seed':1").get("logLikelihood").asDouble(), within(1e-4));
  }

  @Test
  void kmeansCanStartFromAPartition() {
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      labels.append(i == 0 ? "" : ",").append(i % 2);
    }
    String start = "'initialization':{'method':'partition','labels':[%s]}".formatted(labels);

    JsonNode result = result("'algorithm':'kmeans'," + start);

    assertThat(result.get("inertia").asDouble())
        .isCloseTo(result("'algorithm':'kmeans'").get("inertia").asDouble(), within(1e-9));
  }

  @Test
  void mixingWeightsThatAreGivenStayAsTheyAre() {
    JsonNode fixed = fitted(onClusters("'mixingWeights':[0.25,0.75]"));
    assertThat(model(fixed).get("weights").toString()).isEqualTo("[0.75,0.25]");
    assertThat(fixed.at("/request/mixingWeights").toString()).isEqualTo("[0.25,0.75]");
    assertThat(fixed.at("/result/freeParameters").asInt()).isEqualTo(10);
    JsonNode equal = fitted(onClusters("'mixingWeights':'equal'"));
    assertThat(model(equal).get("weights").toString()).isEqualTo("[0.5,0.5]");
    assertThat(equal.at("/result/freeParameters").asInt()).isEqualTo(10);
  }

  @Test
  void parametersStartWhereTheySay() {
    JsonNode first = fitted(onClusters("'convergence':{'maxIterations':200,'tolerance':1e-12}"));
    JsonNode model = model(first);
    String start =
        "'initialization':{'method':'parameters','weights':%s,'means':%s,'covariances':%s}"
            .formatted(model.get("weights"), model.get("means"), model.get("covariances"));

    JsonNode result = result(start);

    assertThat(result.get("iterations").asInt()).isLessThanOrEqualTo(2);
    assertThat(result.get("logLikelihood").asDouble())
        .isCloseTo(first.at("/result/logLikelihood").asDouble(), within(1e-7));
    assertThat(result.get("initialToCanonical").toString()).isEqualTo("[0,1]");
    // Means alone are enough.
    String means = "'initialization':{'method':'parameters','means':[[50,2],[0,0]]}";
    assertThat(result(means).get("logLikelihood").asDouble())
        .isCloseTo(first.at("/result/logLikelihood").asDouble(), within(1e-4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1   | 'seed':1",
        "37  | 'initialization':{'method':'random'},'restarts':2",
        "25  | 'algorithm':'kmeans'",
        "40  | 'convergence':{'criterion':'parameters','tolerance':0,'maxIterations':40}",
      })
  void aToleranceOfZeroRunsExactlyTheGivenIterations(int iterations, String fields) {
    String all =
        fields.contains("convergence")
            ? fields
            : fields + ",'convergence':{'tolerance':0,'maxIterations':%d}".formatted(iterations);

    JsonNode result = result(all);

    assertThat(result.get("iterations").asInt()).isEqualTo(iterations);
    assertThat(result.get("reason").asString()).isEqualTo("iterationLimit");
    assertThat(result.get("converged").asBoolean()).isFalse();
    assertThat(result.get("warnings").valueStream().map(JsonNode::asString))
        .noneMatch(warning -> warning.contains("not converged"));
  }

  @ParameterizedTest
  @CsvSource({"VVI, diagonal", "EII, EII", "VVE, VVE"})
  void aModelStatesItsStructureByOneName(String asked, String stated) {
    JsonNode fit =
        fitted(
            "{'model':'named','datasetId':'%s','components':2,'covariance':'%s'}"
                .formatted(oldFaithful(), asked));
    JsonNode model = model(fit);

    assertThat(fit.at("/request/covariance").asString()).isEqualTo(stated);
    assertThat(model.get("covariance").asString()).isEqualTo(stated);
    Api.Answer answer = api().get("/api/v1/models/named/versions/latest/responsibilities?x=3,65");
    assertThat(answer.json().get("responsibilities")).hasSize(2);
  }

  @Test
  void aFitThatHasNotConvergedSaysWhatToDo() {
    JsonNode result =
        fitted(
                "{'datasetId':'%s','components':4,'restarts':1,'convergence':{'maxIterations':3}}"
                    .formatted(oldFaithful()))
            .get("result");
    assertThat(result.get("converged").asBoolean()).isFalse();
    assertThat(result.get("warnings").get(0).asString())
        .contains("not converged after 3 iterations: raise convergence.maxIterations");
  }

  @Test
  void eachSuccessStoresTheNextVersion() {
    String request =
        "{'model':'versions','datasetId':'%s','components':1}".formatted(oldFaithful());
    List<Integer> versions = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      versions.add(fitted(request).at("/result/version").asInt());
    }
    assertThat(versions).containsExactly(1, 2, 3);
    assertThat(api().get("/api/v1/models/versions/versions").json().get("items")).hasSize(3);
  }

  @Test
  void theProvenanceTellsAllThatIsNeededToFitAgain() {
    JsonNode fit =
        fitted(
            """
            {'datasetId':'%s','components':3,'columns':['waiting','eruptions'],'covariance':'tied',
             'model':'turned',
             'initialization':{'method':'random'},'restarts':4,'seed':123456789012345}
            """
                .formatted(oldFaithful()));
    JsonNode model = model(fit);
    JsonNode dataset = api().get(DATASETS + "/" + oldFaithful()).json();
    JsonNode provenance = model.get("provenance");

    assertThat(provenance.get("fitId").asString()).isEqualTo(id(fit));
    assertThat(provenance.get("datasetId")).isEqualTo(dataset.get("id"));
    assertThat(provenance.get("datasetSha256")).isEqualTo(dataset.get("sha256"));
    assertThat(provenance.get("datasetName")).isEqualTo(dataset.get("name"));
    assertThat(provenance.get("columns").toString()).isEqualTo("[\"waiting\",\"eruptions\"]");
    assertThat(provenance.get("rows").asInt()).isEqualTo(272);
    assertThat(provenance.get("request")).isEqualTo(fit.get("request"));
    assertThat(provenance.get("seed").asLong()).isEqualTo(123456789012345L);
    assertThat(Stream.of("engineVersion", "numerics", "kernel", "java").map(provenance::get))
        .allMatch(told -> !told.asString().isBlank());
    assertThat(provenance.get("java").asString()).startsWith("25");
    assertThat(provenance.get("timings")).isEqualTo(fit.at("/result/timings"));
    assertThat(
            Stream.of("startedAt", "finishedAt")
                .map(field -> java.time.Instant.parse(provenance.get(field).asString())))
        .isSorted();

    JsonNode again = fitted(provenance.get("request").toString());
    assertThat(bits(model(again))).isEqualTo(bits(model));
    assertThat(again.get("request")).isEqualTo(fit.get("request"));
  }

  /** The settings are told apart from the bits: threads and requests beside it change nothing. */
  @Test
  void anotherSeedIsAnotherFitAndTheSameSeedTheSame() {
    String fields =
        "'initialization':{'method':'random'},'restarts':1,'convergence':"
            + "{'tolerance':0,'maxIterations':2},'seed':%d";
    String one = bits(model(fitted(onClusters(fields.formatted(1)))));
    assertThat(bits(model(fitted(onClusters(fields.formatted(1)))))).isEqualTo(one);
    assertThat(bits(model(fitted(onClusters(fields.formatted(2)))))).isNotEqualTo(one);
  }

  /** What was found until then starts another fit as it is, whatever kind of fit it was. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'covariance':'full'",
        "'covariance':'tied','standardize':true",
        "'covariance':'diagonal','standardize':true",
        "'covariance':'spherical'",
        "'covariance':'spherical','standardize':true",
        "'covariance':'EEI'",
        "'covariance':'VEV'",
        "'covariance':'VVE','standardize':true",
        "'covariance':'identity'",
        "'covariance':'identity','standardize':true",
        "'covariance':'full','mixingWeights':'equal'",
        "'algorithm':'kmeans'",
        "'algorithm':'kmeans','standardize':true",
      })
  void theBestSoFarOfACancelledFitStartsAnother(String fields) {
    String request =
        "{'model':'warm','datasetId':'%s','components':3,%s,'restarts':1000,%s}"
            .formatted(
                oldFaithful(), fields, "'convergence':{'tolerance':0,'maxIterations':1000000}");
    String id = id(submit(request));
    awaitRunning(id);
    cancel(id);
    JsonNode cancelled = awaitEnd(id);
    JsonNode best = cancelled.get("bestSoFar");
    String start =
        "'initialization':{'method':'parameters','weights':%s,'means':%s,'covariances':%s}"
            .formatted(best.get("weights"), best.get("means"), best.get("covariances"));

    JsonNode result =
        fitted(
                "{'model':'warm','datasetId':'%s','components':3,%s,%s,'convergence':{'maxIterations':5000}}"
                    .formatted(oldFaithful(), fields, start))
            .get("result");

    if (fields.contains("kmeans")) {
      assertThat(result.get("inertia").asDouble())
          .isLessThanOrEqualTo(best.get("inertia").asDouble() * (1 + 1e-9));
    } else {
      assertThat(result.get("logLikelihood").asDouble())
          .isGreaterThanOrEqualTo(best.get("logLikelihood").asDouble() - 1e-6);
    }
    // Where the fit was cancelled early, weights may still change places.
    assertThat(result.get("initialToCanonical").valueStream().map(JsonNode::asInt))
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  /** Answers are JSON: what is not known is null, never a NaN in quotation marks. */
  @Test
  void noAnswerHoldsNaN() {
    for (String fields : List.of("'algorithm':'kmeans'", "'covariance':'diagonal'")) {
      JsonNode fit = fitted(onClusters(fields));
      Api.Answer answer = api().get(FITS + "/" + id(fit));
      assertThat(answer.response().body()).doesNotContain("NaN").doesNotContain("Infinity");
      assertThat(JsonMapper.shared().writeValueAsString(model(fit)))
          .doesNotContain("NaN")
          .doesNotContain("Infinity");
    }
  }
}
