package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.dataset.StoredDataset;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.testing.Api;
import io.mixtura.testing.ApiDescription;
import io.mixtura.testing.ApiDescription.Operation;
import io.mixtura.testing.ServiceTest;
import io.mixtura.testing.TryItOut;
import io.mixtura.testing.Waiting;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What "Try it out" of Swagger UI does: sends the documented examples of every operation,
 * unchanged, to a service that begins empty.
 */
// Another name makes another service than the one that the other tests share and fill.
@TestPropertySource(properties = "spring.application.name=mixtura-documentation")
class ApiDocumentationTests extends ServiceTest {

  /** A newcomer's way through the service; what takes things away comes last. */
  private static final List<String> WAY =
      List.of(
          "getLimits",
          "getUsage",
          "listAudit",
          "listDatasets",
          "listFits",
          "listModels",
          "uploadCsv",
          "uploadDataset",
          "uploadNdjson",
          "uploadNpy",
          "uploadNpz",
          "uploadParquet",
          "renameDataset",
          "listDatasets",
          "getDataset",
          "listDatasetRows",
          "summarizeDataset",
          "sampleDataset",
          "validateFit",
          "submitFit",
          "getFit",
          "followFit",
          "traceFit",
          "listFits",
          "listModels",
          "listModelVersions",
          "getModelVersion",
          "changeModel",
          "putAlias",
          "getModel",
          "assignPoint",
          "assignPoints",
          "scorePoints",
          "scoreDataset",
          "imputePoints",
          "samplePoints",
          "getConditional",
          "getMarginal",
          "assignPointByDefault",
          "assignPointsByDefault",
          "scorePointsByDefault",
          "scoreDatasetByDefault",
          "imputePointsByDefault",
          "samplePointsByDefault",
          "getConditionalByDefault",
          "getMarginalByDefault",
          "compareVersions",
          "invokeModel",
          "getInferenceServer",
          "getInferenceModel",
          "getInferenceModelByDefault",
          "isInferenceModelReady",
          "isInferenceModelReadyByDefault",
          "infer",
          "inferByDefault",
          "exportModel",
          "importModel",
          "makeBackup",
          "cancelFit",
          "getFit",
          "storeFit",
          "resumeFit",
          "cancelFit",
          "getFit",
          "deleteFit",
          "deleteAlias",
          "deleteModelVersion",
          "deleteModel",
          "deleteDataset",
          "createKey",
          "listKeys",
          "getKey",
          "revokeKey");

  private JsonNode api = JsonMapper.shared().nullNode();
  private ApiDescription description = new ApiDescription(api);
  private Map<String, Operation> operations = Map.of();
  private String operator = "";
  private String made = "";

  @BeforeEach
  void read() throws Exception {
    api = json(get("/v3/api-docs"));
    description = new ApiDescription(api);
    operations =
        description.operations().stream()
            .collect(Collectors.toMap(Operation::id, Function.identity()));
  }

  private Operation operation(String id) {
    return Objects.requireNonNull(operations.get(id), id);
  }

  @Test
  void everyDocumentedExampleRunsUnchanged() throws Exception {
    assertThat(operations.keySet()).containsExactlyInAnyOrderElementsOf(Set.copyOf(WAY));
    for (String id : WAY) {
      if (id.equals("cancelFit")) {
        ensureThatAFitRuns();
      }
      for (TryItOut example : TryItOut.all(operation(id))) {
        HttpResponse<String> answer = send(asOperator(example.request(address(), parameters(id))));
        assertThat(answer.statusCode())
            .as("%s: %s", example.name(), answer.body())
            .isIn(successes(operation(id)));
        assertAsDocumented(operation(id), answer);
        if (id.equals("submitFit")) {
          awaitSuccess(example.name());
        }
        if (id.equals("createKey")) {
          made = json(answer).get("id").asString();
          operator = "Bearer " + json(answer).get("key").asString();
          operator =
              "Bearer "
                  + json(send(asOperator(example.request(address(), parameters(id)))))
                      .get("key")
                      .asString();
        }
      }
    }
    assertThat(
            json(send(asOperator(request("/api/v1/models"))))
                .get("items")
                .findValuesAsString("name"))
        .containsExactly(
            "believed",
            "customers",
            "endless",
            "inline",
            "labelled",
            "london-times",
            "missing",
            "noisy",
            "old-faithful-kmeans",
            "old-faithful-mclust",
            "old-faithful-student",
            "weighted");
  }

  /** From the first key on, everybody needs one. */
  private HttpRequest.Builder asOperator(HttpRequest.Builder request) {
    return operator.isEmpty() ? request : request.header("Authorization", operator);
  }

  private String address() {
    return "http://127.0.0.1:" + port;
  }

  /** What is deleted has no example: nobody is to delete it by pressing a button to see. */
  private UnaryOperator<String> parameters(String operation) throws Exception {
    String fit = json(send(asOperator(request("/api/v1/fits/latest")))).path("id").asString("none");
    Map<String, String> values =
        switch (operation) {
          case "deleteFit", "cancelFit", "resumeFit" -> Map.of("id", fit);
          case "deleteDataset" -> Map.of("id", StoredDataset.EXAMPLE);
          case "deleteModel" -> Map.of("name", "old-faithful");
          case "deleteAlias" -> Map.of("name", "old-faithful", "alias", "champion");
          case "deleteModelVersion" -> Map.of("name", "old-faithful", "version", "1");
          case "getKey", "revokeKey" -> Map.of("id", made);
          default -> Map.of();
        };
    return name -> Objects.requireNonNull(values.get(name), operation + " has no " + name);
  }

  @Test
  void tagsStandInTheOrderOfTheWorkAndNothingIsDeletedByTrying() {
    assertThat(api.get("tags").findValuesAsString("name"))
        .containsExactly(
            "Datasets",
            "Fits",
            "Models",
            "Responsibilities",
            "Density",
            "Inference",
            "Limits",
            "Keys",
            "Audit",
            "Backup");
    assertThat(api.get("tags").findValuesAsString("description")).hasSize(10).doesNotContain("");
    for (Operation operation : operations.values()) {
      if (operation.method().equals("DELETE")) {
        assertThat(operation.description().get("parameters"))
            .as(operation.id())
            .noneMatch(parameter -> parameter.has("example"));
      }
    }
  }

  /** There must be something to cancel; after a resumption there is. */
  private void ensureThatAFitRuns() throws Exception {
    Api service = new Api(address());
    if (Set.of("SUCCEEDED", "FAILED", "CANCELLED").contains(state(service))) {
      String endless =
          """
          {"model":"endless","components":4,"restarts":1000,"datasetId":"%s",
           "convergence":{"tolerance":0,"maxIterations":1000000}}
          """;
      service.post("/api/v1/fits", endless.formatted(StoredDataset.EXAMPLE));
    }
    Waiting.until(
        Duration.ofSeconds(30),
        () -> service.get("/api/v1/fits/latest").json(),
        fit -> fit.at("/progress/iteration").asInt(0) > 0);
  }

  private static String state(Api service) {
    return service.get("/api/v1/fits/latest").json().get("state").asString();
  }

  private void awaitSuccess(String example) {
    JsonNode fit = new Api(address()).awaitFit("latest", Duration.ofSeconds(60));
    assertThat(fit.get("state").asString()).as("%s: %s", example, fit).isEqualTo("SUCCEEDED");
    assertThat(fit.at("/result/warnings")).as(example).isEmpty();
  }

  private static List<Integer> successes(Operation operation) {
    return operation.description().get("responses").propertyNames().stream()
        .filter(status -> status.startsWith("2"))
        .map(Integer::valueOf)
        .toList();
  }

  private void assertAsDocumented(Operation operation, HttpResponse<String> answer) {
    JsonNode documented =
        operation.description().get("responses").get(String.valueOf(answer.statusCode()));
    documented
        .path("headers")
        .propertyNames()
        .forEach(header -> {
          boolean isWait = header.equals("Preference-Applied");
          if (answer.statusCode() == 202 ? !isWait : !header.equals("Retry-After")) {
            assertThat(answer.headers().map())
                .as(operation.id())
                .containsKey(header.toLowerCase(Locale.ROOT));
          }
        });
    if (documented.path("headers").has("Content-Location")) {
      assertThat(answer.headers().firstValue("Content-Location").orElseThrow())
          .as(operation.id())
          .matches("/api/v1/models/[a-z-]+/versions/\\d+");
    }
    if (!documented.has("content")) {
      assertThat(answer.body()).as(operation.id()).isEmpty();
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
    JsonNode content = documented.get("content").path(type);
    assertThat(content.isMissingNode()).as("%s answers %s", operation.id(), type).isFalse();
    if (type.equals("text/csv") && content.has("example")) {
      assertThat(answer.body()).as(operation.id()).isEqualTo(content.get("example").asString());
    }
    if (type.equals("application/json")) {
      assertThat(description.violations(content.get("schema"), json(answer)))
          .as("%s: %s", operation.id(), answer.body())
          .isEmpty();
    }
  }

  @Test
  void documentedAnswersAreOfTheDocumentedShape() {
    List<String> compared = new ArrayList<>();
    for (Operation operation : operations.values()) {
      operation
          .description()
          .get("responses")
          .forEachEntry((status, answer) ->
              answer
                  .path("content")
                  .forEachEntry((type, media) -> {
                    if (type.endsWith("json") && media.has("example")) {
                      assertThat(description.violations(media.get("schema"), media.get("example")))
                          .as("%s %s", operation.id(), status)
                          .isEmpty();
                      compared.add(operation.id() + " " + status);
                    }
                  }));
    }
    assertThat(compared).contains("submitFit 202", "validateFit 200", "getFit 200", "getFit 404");
  }

  /** What may meet any request, whatever it asks for. */
  @Test
  void refusalsThatPassAreDocumentedWithTheTimeToWait() {
    for (Operation operation : operations.values()) {
      JsonNode answers = operation.description().get("responses");
      boolean asksTheDatabase = !operation.id().equals("getLimits");
      assertThat(answers.has("503")).as(operation.id()).isEqualTo(asksTheDatabase);
      assertThat(answers.has("408"))
          .as(operation.id())
          .isEqualTo(operation.description().has("requestBody"));
      for (String passing : List.of("429", "503")) {
        assertThat(answers.at("/" + passing + "/headers").has("Retry-After"))
            .as("%s %s", operation.id(), passing)
            .isEqualTo(answers.has(passing));
      }
    }
    List<String> storing =
        operations.values().stream()
            .filter(operation -> operation.description().get("responses").has("507"))
            .map(Operation::id)
            .toList();
    assertThat(storing)
        .contains(
            "uploadDataset", "deleteDataset", "submitFit", "importModel", "deleteModelVersion")
        .doesNotContain("getFit", "listDatasets");
  }

  @Test
  void everyKindOfBodyHasExamplesOfTheDocumentedShape() {
    for (Operation operation : operations.values()) {
      JsonNode content = operation.description().at("/requestBody/content");
      List<TryItOut> examples = TryItOut.all(operation);
      assertThat(examples.stream().map(TryItOut::type).filter(Objects::nonNull).distinct())
          .as(operation.id())
          .containsExactlyInAnyOrderElementsOf(textTypes(content));
      for (TryItOut example : examples) {
        if (Objects.equals(example.type(), "application/json")) {
          JsonNode schema = content.get("application/json").get("schema");
          JsonNode value = JsonMapper.shared().readTree(example.body());
          assertThat(description.violations(schema, value)).as(example.name()).isEmpty();
        }
      }
    }
  }

  /** A file has no example that could be shown: Swagger UI lets one choose it. */
  private static List<String> textTypes(JsonNode content) {
    return content.propertyNames().stream()
        .filter(type -> !content.get(type).at("/schema/format").asString("").equals("binary"))
        .toList();
  }

  @Test
  void everyOperationAndParameterIsExplained() {
    for (Operation operation : operations.values()) {
      assertThat(operation.description().path("summary").asString(""))
          .as(operation.id())
          .isNotEmpty();
      for (JsonNode parameter : operation.description().path("parameters")) {
        boolean isExplained = parameter.has("description") || parameter.has("example");
        assertThat(isExplained).as("%s: %s", operation.id(), parameter).isTrue();
      }
      operation
          .description()
          .get("responses")
          .forEachEntry((status, answer) ->
              assertThat(answer.path("description").asString(""))
                  .as("%s %s", operation.id(), status)
                  .isNotEmpty());
    }
  }

  @Test
  void questionsAboutRowsTellOfAllThatTheyTake() {
    for (String id : List.of("assignPoints", "getConditional", "getMarginal")) {
      JsonNode asked = operation(id).description();
      assertThat(asked.get("parameters").valueStream().map(one -> one.get("name").asString()))
          .as(id)
          .contains("header", "delimiter", "decimal", "comment");
    }
    assertThat(
            operation("getConditional").description().at("/responses/200/content").propertyNames())
        .contains("application/json", "text/csv", "application/x-npy");
  }

  @Test
  void numbersThatMayBeMissingAreDocumented() {
    String moments = "/components/schemas/Moments/properties/";
    assertThat(values(moments + "mean/items/type")).contains("number", "null");
    assertThat(values(moments + "covariance/items/items/type")).contains("number", "null");
    assertThat(
            values(
                "/paths/~1api~1v1~1datasets/post/requestBody/content/application~1json/schema/properties/rows/items/items/type"))
        .contains("number", "null");
  }

  /** What an annotation lists is held against what there is. */
  @Test
  void everyCovarianceStructureIsDocumentedByAllItsNames() {
    List<String> names =
        CovarianceStructure.ALL.stream().flatMap(one -> one.names().stream()).toList();
    String request = "/components/schemas/CovarianceChoice";
    assertThat(values(request + "/then/items/enum")).containsExactlyInAnyOrderElementsOf(names);
    assertThat(values(request + "/else/enum")).containsAll(names).contains("all");
    List<String> codes = CovarianceStructure.ALL.stream().map(CovarianceStructure::code).toList();
    assertThat(covariances("ModelVersion")).containsExactlyElementsOf(codes);
    assertThat(covariances("ModelVersionSummary")).containsExactlyElementsOf(codes);
  }

  private List<String> covariances(String schema) {
    return values("/components/schemas/%s/properties/covariance/enum".formatted(schema));
  }

  private List<String> values(String pointer) {
    return api.at(pointer)
        .valueStream()
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .toList();
  }

  /** The comparison itself is seen to find what it is there to find. */
  @Test
  void theComparisonBites() {
    JsonNode schema = JsonMapper.shared().readTree("{\"$ref\":\"#/components/schemas/Fit\"}");
    JsonNode good =
        api.at("/paths/~1api~1v1~1fits~1{id}/get/responses/200/content/application~1json/example");
    assertThat(description.violations(schema, good)).isEmpty();
    for (String[] change :
        new String[][] {
          {"\"state\":\"SUCCEEDED\"", "\"state\":\"DONE\""},
          {"\"attempts\":1,", ""},
          {"\"attempts\":1", "\"attempts\":null"},
          {"\"attempts\":1", "\"attempts\":1.5"},
          {"\"attempts\":1", "\"attempts\":1,\"attemps\":1"},
          {"\"converged\":true", "\"converged\":\"yes\""},
          {"\"initialToCanonical\":[0,1]", "\"initialToCanonical\":[0,null]"},
          {"\"createdAt\":\"2026", "\"createdAt\":\"on 2026"},
          {"\"seed\":42", "\"sede\":42"},
        }) {
      String changed = good.toString().replace(change[0], change[1]);
      assertThat(changed).isNotEqualTo(good.toString());
      assertThat(description.violations(schema, JsonMapper.shared().readTree(changed)))
          .as(change[1])
          .hasSize(1);
    }
  }
}
