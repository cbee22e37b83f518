package io.mixtura;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.mixtura.access.key.Keys;
import io.mixtura.caller.Scope;
import io.mixtura.caller.Tenant;
import io.mixtura.dataset.StoredDataset;
import io.mixtura.testing.ApiDescription;
import io.mixtura.testing.ApiDescription.Operation;
import io.mixtura.testing.Npy;
import io.mixtura.testing.ServiceTest;
import io.mixtura.testing.TryItOut;
import io.mixtura.testing.Waiting;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Nobody gets across, on any endpoint that the description of the API names: not without a key, not
 * without the scope, not as another tenant. An endpoint that is new is tried, too, or the tests say
 * what they do not know of it.
 */
@TestPropertySource(
    properties = {"spring.application.name=mixtura-tenants", "mixtura.security.keys=required"})
class TenantsTests extends ServiceTest {
  private static final Path FAITHFUL = Path.of("src/main/resources/samples/faithful.csv");
  private static final Path FORMATS = Path.of("src/test/resources/formats");
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  /** Headers that are never the same twice, or depend on the length of a name. */
  private static final Set<String> PASSING =
      Set.of("date", "x-request-id", "content-length", "connection", "keep-alive");

  private static final String ALIAS = "champion";

  /** One id of each kind. */
  private record Ids(String dataset, String fit, String name, String version, String key) {
    String of(String kind) {
      return switch (kind) {
        case "dataset" -> dataset;
        case "fit" -> fit;
        case "name" -> name;
        case "version" -> version;
        case "alias" -> ALIAS;
        case "key" -> key;
        default -> throw new IllegalArgumentException(kind);
      };
    }
  }

  @Autowired private Keys keys;

  private List<Operation> operations = List.of();
  private String owner = "";
  private String stranger = "";

  @BeforeEach
  void prepare() throws Exception {
    operations = new ApiDescription(json(get("/v3/api-docs"))).operations();
    assertThat(operations).hasSizeGreaterThan(30);
    // New ones for each test: what one stores the next does not see.
    owner = key("owner-" + UUID.randomUUID(), Scope.ALL);
    stranger = key("stranger-" + UUID.randomUUID(), without(Scope.ADMIN));
  }

  private String key(String tenant, Set<Scope> scopes) {
    return keys.issue(new Tenant(tenant), scopes, "", null).secret().text();
  }

  private static Set<Scope> without(Scope scope) {
    return EnumSet.complementOf(EnumSet.of(scope));
  }

  private static Scope scope(Operation operation) {
    JsonNode security = operation.description().path("security");
    assertThat(security).as("%s says which scope it takes", operation.id()).hasSize(1);
    return Scope.of(security.get(0).path("key").path(0).asString("")).orElseThrow();
  }

  /** What the page on security says. */
  private static Scope expected(Operation operation) {
    String[] path = operation.path().split("/");
    if (path[1].equals("v2")) {
      return Scope.PREDICT;
    }
    boolean looks = operation.method().equals("GET");
    // A kind of upload, or an act, may stand behind a colon.
    return switch (path[3].split(":")[0]) {
      case "datasets" -> looks ? Scope.READ : Scope.DATA;
      case "fits" -> looks ? Scope.READ : Scope.FIT;
      // Below a version stand the questions to it, and its files; below a model those to its
      // default.
      case "models" ->
          path.length > 7 && !path[7].equals("export")
                  || path.length == 6 && !path[5].startsWith("versions")
              ? Scope.PREDICT
              : looks ? Scope.READ : Scope.FIT;
      case "limits", "usage" -> Scope.READ;
      case "keys", "audit", "backup" -> Scope.ADMIN;
      default -> fail("which scope is %s to take?".formatted(operation.path()));
    };
  }

  @Test
  void withoutAKeyNothingIsAnswered() throws Exception {
    String revoked = key("owner", Scope.ALL);
    keys.revoke(revoked.split("_", 3)[1]);
    String wrong = owner.substring(0, owner.length() - 3) + "AAA";
    for (Operation operation : operations) {
      List<HttpResponse<String>> answers = new ArrayList<>();
      answers.add(send(request(operation, nobodys())));
      for (String bad :
          List.of(
              "Bearer " + revoked,
              "Bearer " + wrong,
              "Bearer " + owner + "A",
              "Bearer mx_0000000000000000_" + "A".repeat(43),
              "Bearer eyJhbGciOiJub25lIn0.e30.",
              "Basic b3duZXI6b3duZXI=",
              owner)) {
        answers.add(send(request(operation, nobodys()).header("Authorization", bad)));
      }
      for (HttpResponse<String> answer : answers) {
        assertThat(answer.statusCode()).as(operation.id()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
            .startsWith("Bearer realm=\"mixtura\"");
        assertThat(answer.headers().firstValue("Content-Type"))
            .hasValue("application/problem+json");
        assertThat(json(answer).get("errors")).isNotEmpty();
        assertThat(answer.body()).doesNotContain("io.mixtura").doesNotContain("springframework");
      }
    }
  }

  @Test
  void eachScopeIsNeededAndIsEnough() throws Exception {
    for (Operation operation : operations) {
      Scope needed = scope(operation);
      assertThat(needed).as(operation.id()).isEqualTo(expected(operation));

      HttpResponse<String> refused =
          send(as(key("owner", without(needed)), request(operation, nobodys())));
      assertThat(refused.statusCode()).as(operation.id()).isEqualTo(403);
      assertThat(json(refused).get("detail").asString())
          .as(operation.id())
          .contains("takes the scope '%s'".formatted(needed.code()));
      assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
          .contains("insufficient_scope");
      assertThat(operation.description().get("responses").propertyNames())
          .as(operation.id())
          .contains("401", "403");

      HttpResponse<String> let =
          send(as(key("nobody", Set.of(needed)), request(operation, nobodys())));
      assertThat(let.statusCode()).as("%s: %s", operation.id(), let.body()).isNotIn(401, 403, 500);
    }
  }

  /** Whatever else can be done to it by HTTP. */
  @Test
  void headsAreGetsAndNoKeyIsNoKey() throws Exception {
    for (Operation operation : operations) {
      if (operation.method().equals("GET")) {
        String path = request(operation, nobodys()).build().uri().getPath();
        HttpRequest.Builder head = request(path).method("HEAD", BodyPublishers.noBody());
        assertThat(send(head.copy()).statusCode()).as(path).isEqualTo(401);
        assertThat(send(as(key("owner", without(scope(operation))), head)).statusCode())
            .as(path)
            .isEqualTo(403);
      }
    }
    for (String path :
        List.of(
            "/api/v1/limits/",
            "/api/v1/Limits",
            "/%61pi/v1/limits",
            "/api/v1/%6cimits",
            "/api/v1/nothing",
            "/api",
            "/error",
            "/webjars/swagger-ui/index.html",
            "/actuator",
            "/actuator/prometheus",
            "/actuator/info",
            "/actuator/%70rometheus",
            "/actuator/prometheus/",
            "/actuator/env")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(401);
      assertThat(send(request(path).method("OPTIONS", BodyPublishers.noBody())).statusCode())
          .as(path)
          .isEqualTo(401);
    }
    for (String path :
        List.of(
            "//api/v1/limits",
            "/api//v1/limits",
            "/api/v1/limits;x=1",
            "/swagger-ui/..;/api/v1/limits",
            "/swagger-ui/../api/v1/limits",
            "/swagger-ui/%2e%2e/api/v1/limits",
            "/swagger-ui%2f..%2fapi/v1/limits")) {
      assertThat(get(path).statusCode()).as(path).isIn(400, 401);
    }
    for (String path :
        List.of(
            "/actuator/health",
            "/actuator/health/readiness",
            "/v3/api-docs",
            "/swagger-ui/index.html")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void metricsAreForAdmins() throws Exception {
    for (String path : List.of("/actuator", "/actuator/prometheus", "/actuator/info")) {
      assertThat(send(as(owner, request(path))).statusCode()).as(path).isEqualTo(200);
      HttpResponse<String> refused = send(as(stranger, request(path)));
      assertThat(refused.statusCode()).as(path).isEqualTo(403);
      assertThat(json(refused).get("detail").asString()).contains("scope 'admin'");
    }
    for (String path :
        List.of(
            "/actuator/",
            "/actuator/%70rometheus",
            "/actuator/prometheus/",
            "/actuator/prometheus/x",
            "/actuator/Prometheus",
            "/actuator/health/../prometheus",
            "/actuator/health;/prometheus")) {
      assertThat(send(as(stranger, request(path))).statusCode()).as(path).isIn(400, 403, 404);
    }
  }

  @Test
  void aForeignIdIsOneThatNeverWas() throws Exception {
    Ids owned = stored();
    Map<String, String> before = seenByOwner(owned);
    for (Operation operation : operations) {
      if (!operation.path().contains("{")) {
        continue;
      }
      for (TryItOut body : TryItOut.all(at(operation, owned))) {
        HttpResponse<String> crossing = send(as(stranger, body.request(address(), _ -> "-")));
        if (scope(operation) == Scope.ADMIN) {
          assertThat(crossing.statusCode()).as(operation.id()).isEqualTo(403);
          continue;
        }
        TryItOut same =
            new TryItOut(at(operation, nobodys()), body.name(), body.type(), body.body());
        HttpResponse<String> never = send(as(stranger, same.request(address(), _ -> "-")));
        if (!operation.id().equals("importModel")) {
          // Which stores a model of the stranger's own under that name.
          assertThat(crossing.statusCode()).as(body.name()).isIn(400, 404);
        }
        assertThat(anonymous(crossing, owned))
            .as(body.name())
            .isEqualTo(anonymous(never, nobodys()));
        assertThat(headers(crossing)).as(body.name()).isEqualTo(headers(never));
        if (operation.id().equals("importModel")) {
          forget(owned);
          forget(nobodys());
        }
      }
    }
    assertThat(seenByOwner(owned)).isEqualTo(before);
  }

  private void forget(Ids names) throws Exception {
    send(as(stranger, request("/api/v1/models/" + names.name()).DELETE()));
  }

  /** What has no id in its path, each by itself; a new one has to be thought of here. */
  @Test
  void listsAndCreationsAreOfTheTenantAlone() throws Exception {
    Ids owned = stored();
    for (Operation operation : operations) {
      if (operation.path().contains("{")) {
        continue;
      }
      switch (operation.id()) {
        case "listDatasets", "listFits", "listModels" -> assertListsNothing(operation.path());
        case "uploadDataset",
            "uploadCsv",
            "uploadNdjson",
            "uploadNpy",
            "uploadNpz",
            "uploadParquet" ->
            assertStoresAnew(operation);
        case "submitFit", "validateFit" -> assertNoFitOnForeignData(operation, owned);
        case "getLimits", "getInferenceServer" ->
            assertThat(send(as(stranger, request(operation.path()))).statusCode()).isEqualTo(200);
        case "getUsage" -> assertUsesNothing(operation.path());
        case "createKey", "listKeys", "listAudit", "makeBackup" ->
            assertThat(scope(operation)).isEqualTo(Scope.ADMIN);
        default -> fail("what is %s to do for another tenant?".formatted(operation.id()));
      }
    }
    assertThat(send(as(stranger, request("/api/v1/fits/latest"))).statusCode()).isEqualTo(404);
    assertThat(send(as(owner, request("/api/v1/fits/latest"))).statusCode()).isEqualTo(200);
  }

  private void assertListsNothing(String path) throws Exception {
    String page = "";
    for (String query :
        List.of("", "?pageSize=1", "?name=", "?datasetId=" + StoredDataset.EXAMPLE)) {
      HttpResponse<String> answer = send(as(stranger, request(path + query)));
      if (answer.statusCode() == 200) {
        assertThat(json(answer).get("items")).as(path + query).isEmpty();
        page = answer.body();
      }
    }
    assertThat(page).isNotEmpty();
  }

  private void assertUsesNothing(String path) throws Exception {
    String newcomer = key("newcomer", EnumSet.of(Scope.READ));
    JsonNode answer = json(send(as(newcomer, request(path))));
    assertThat(answer.get("tenant").asString()).isEqualTo("newcomer");
    assertThat(answer.at("/used/values/used").asLong()).isZero();
    assertThat(answer.at("/used/queued/used").asLong()).isZero();
    assertThat(answer.get("total").isNull()).isTrue();
    assertThat(json(send(as(owner, request(path)))).at("/total/values/used").asLong())
        .isGreaterThanOrEqualTo(544);
  }

  /** What the owner has, too. */
  private void assertStoresAnew(Operation upload) throws Exception {
    byte[] body =
        switch (upload.id()) {
          case "uploadNpy" -> Npy.of(new double[] {1}, new double[] {2}, new double[] {3});
          case "uploadNpz" -> Files.readAllBytes(FORMATS.resolve("one.npz"));
          case "uploadParquet" -> Files.readAllBytes(FORMATS.resolve("flat-snappy.parquet"));
          default -> requireNonNull(TryItOut.all(upload).getFirst().body()).getBytes(UTF_8);
        };
    for (String key : List.of(owner, stranger)) {
      HttpRequest.Builder request =
          request(upload.path() + "?missing=keep")
              .header("Content-Type", type(upload))
              .POST(BodyPublishers.ofByteArray(body));
      assertThat(send(as(key, request)).statusCode())
          .as(upload.id())
          .isIn(key.equals(stranger) ? List.of(201) : List.of(200, 201));
    }
  }

  /** Of the body, in the first of its formats. */
  private static String type(Operation operation) {
    return operation.description().at("/requestBody/content").propertyNames().iterator().next();
  }

  private void assertNoFitOnForeignData(Operation operation, Ids owned) throws Exception {
    // The owner's, before the stranger has the same bytes; or a made-up one of the same length.
    String fit = "{\"datasetId\":\"%s\",\"components\":2}";
    String stored = uploadedBy(owner, "x\n1\n2\n%s".formatted(owned.fit().hashCode()));
    HttpResponse<String> crossing = postAs(stranger, operation.path(), fit.formatted(stored));
    HttpResponse<String> never = postAs(stranger, operation.path(), fit.formatted("0".repeat(32)));
    assertThat(crossing.statusCode()).isEqualTo(404);
    assertThat(crossing.body().replace(stored, ""))
        .isEqualTo(never.body().replace("0".repeat(32), ""));
  }

  @Test
  void theSameBytesAreTwoDatasetsThatDoNotKnowOfEachOther() throws Exception {
    HttpResponse<String> first = upload(owner);
    HttpResponse<String> second = upload(stranger);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    String path = "/api/v1/datasets/" + json(first).get("id").asString();
    assertThat(json(second).get("id")).isEqualTo(json(first).get("id"));

    HttpRequest.Builder renaming =
        request(path)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString("{\"name\":\"mine\"}"));
    assertThat(send(as(stranger, renaming)).statusCode()).isEqualTo(200);
    assertThat(json(send(as(owner, request(path)))).get("name")).isEqualTo(json(first).get("name"));
    assertThat(send(as(stranger, request(path).DELETE())).statusCode()).isEqualTo(204);
    assertThat(send(as(owner, request(path + "/rows"))).statusCode()).isEqualTo(200);
    assertThat(send(as(stranger, request(path + "/rows"))).statusCode()).isEqualTo(404);
    assertThat(send(as(stranger, request(path).header("If-None-Match", etag(first)))).statusCode())
        .isEqualTo(404);
    assertThat(send(as(stranger, request(path).header("If-None-Match", "*"))).statusCode())
        .isEqualTo(404);
  }

  @Test
  void idempotencyKeysOfTenantsDoNotMeet() throws Exception {
    for (String key : List.of(owner, stranger)) {
      HttpRequest.Builder fit =
          request("/api/v1/fits")
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", "the-same")
              .POST(
                  BodyPublishers.ofString(
                      "{\"model\":\"m%s\",\"components\":1,\"data\":{\"columns\":[\"x\"],\"rows\":[[1],[2],[4]]}}"
                          .formatted(key.equals(owner) ? "1" : "2")));
      HttpResponse<String> answer = send(as(key, fit.copy()));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      assertThat(json(send(as(key, fit))).get("id")).isEqualTo(json(answer).get("id"));
    }
    assertThat(json(send(as(owner, request("/api/v1/fits")))).get("items")).hasSize(1);
  }

  @Test
  void versionsCountForEachTenantAndPageTokensOpenNothing() throws Exception {
    Ids owned = stored();
    assertThat(json(postAs(owner, importPath(owned), IMPORTED)).get("version").asInt())
        .isEqualTo(2);
    assertThat(json(postAs(stranger, importPath(owned), IMPORTED)).get("version").asInt())
        .isEqualTo(1);
    JsonNode page =
        json(send(as(owner, request("/api/v1/models/" + owned.name() + "/versions?pageSize=1"))));
    String token = page.get("nextPageToken").asString();
    assertThat(
            json(send(
                    as(
                        stranger,
                        request(
                            "/api/v1/models/" + owned.name() + "/versions?pageToken=" + token))))
                .get("items"))
        .hasSize(1);
  }

  private static final String IMPORTED =
      "{\"columns\":[\"x\"],\"covariance\":\"full\",\"weights\":[1],\"means\":[[0]],\"covariances\":[[[1]]],\"otherColumns\":true}";

  private static String importPath(Ids owned) {
    return "/api/v1/models/%s/versions:import".formatted(owned.name());
  }

  /** Something of each kind that has an id, of the owner's. */
  private Ids stored() throws Exception {
    String dataset = json(upload(owner)).get("id").asString();
    HttpResponse<String> fit =
        postAs(
            owner,
            "/api/v1/fits",
            "{\"datasetId\":\"%s\",\"components\":2,\"model\":\"owned\"}".formatted(dataset));
    String id = json(fit).get("id").asString();
    Waiting.until(Duration.ofSeconds(60), () -> state(id), state -> state.equals("SUCCEEDED"));
    HttpRequest.Builder alias =
        request("/api/v1/models/owned/aliases/" + ALIAS)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{\"version\":1}"));
    assertThat(send(as(owner, alias)).statusCode()).isEqualTo(200);
    return new Ids(dataset, id, "owned", "1", owner.split("_", 3)[1]);
  }

  private String state(String fit) {
    try {
      return json(send(as(owner, request("/api/v1/fits/" + fit)))).get("state").asString();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Ids of the same form that have never been given. */
  private static Ids nobodys() {
    return new Ids(
        "0".repeat(32), "00000000-0000-4000-8000-000000000000", "nobodys", "1", "0".repeat(16));
  }

  private Map<String, String> seenByOwner(Ids owned) throws Exception {
    Map<String, String> seen = new HashMap<>();
    for (String path :
        List.of(
            "/api/v1/datasets",
            "/api/v1/fits",
            "/api/v1/models",
            "/api/v1/datasets/" + owned.dataset(),
            "/api/v1/fits/" + owned.fit(),
            "/api/v1/models/owned",
            "/api/v1/models/owned/versions/1")) {
      HttpResponse<String> answer = send(as(owner, request(path)));
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      seen.put(path, answer.body());
    }
    return seen;
  }

  private HttpRequest.Builder request(Operation operation, Ids ids) {
    Operation asked = at(operation, ids);
    return TryItOut.all(asked).stream()
        .findFirst()
        .orElseGet(() -> new TryItOut(asked, asked.id(), type(asked), ""))
        .request(address(), _ -> "-");
  }

  /** The operation on these, in the place of its parameters. */
  private static Operation at(Operation operation, Ids ids) {
    Matcher parameter = PARAMETER.matcher(operation.path());
    String path = parameter.replaceAll(found -> ids.of(kind(operation.path(), found.group(1))));
    return new Operation(operation.id(), operation.method(), path, operation.description());
  }

  private static String kind(String path, String parameter) {
    if (parameter.equals("id")) {
      return path.startsWith("/api/v1/datasets/")
          ? "dataset"
          : path.startsWith("/api/v1/fits/")
              ? "fit"
              : path.startsWith("/api/v1/keys/") ? "key" : fail("whose id is in " + path + "?");
    }
    return List.of("name", "version", "alias").contains(parameter)
        ? parameter
        : fail("what is {%s} in %s?".formatted(parameter, path));
  }

  private static String anonymous(HttpResponse<String> answer, Ids ids) {
    String text = answer.statusCode() + answer.body();
    for (String kind : List.of("dataset", "fit", "name")) {
      text = text.replace(ids.of(kind), "<%s>".formatted(kind));
    }
    return text.replaceAll("\"createdAt\":\"[^\"]*\"", "")
        .replaceAll("(?<!\\d)20\\d\\d-[^\"]*Z", "");
  }

  private static Map<String, List<String>> headers(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
    headers.keySet().removeAll(PASSING);
    if (answer.statusCode() == 201) {
      headers.keySet().removeAll(Set.of("location", "etag"));
    }
    return headers;
  }

  private HttpResponse<String> upload(String key) throws Exception {
    return send(
        as(
            key,
            request("/api/v1/datasets")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(Files.readString(FAITHFUL)))));
  }

  private String uploadedBy(String key, String csv) throws Exception {
    HttpResponse<String> answer =
        send(
            as(
                key,
                request("/api/v1/datasets")
                    .header("Content-Type", "text/csv")
                    .POST(BodyPublishers.ofString(csv))));
    return json(answer).get("id").asString();
  }

  private static String etag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  private String address() {
    return "http://127.0.0.1:" + port;
  }
}
