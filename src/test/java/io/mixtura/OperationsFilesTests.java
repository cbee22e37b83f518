package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the files for operators name is there: metrics, paths of probes, settings. */
class OperationsFilesTests extends ServiceTest {
  private static final Path DOCS = Path.of("src/docs");

  private static final Pattern METRIC =
      Pattern.compile("\\b(?:mixtura|http_server|jvm|disk)_[a-z_]+");

  private Api api() {
    return new Api("http://127.0.0.1:" + port);
  }

  /** Some appear with the first fit that has ended, some with the first request. */
  private Set<String> metrics() {
    JsonNode fit =
        api()
            .post(
                "/api/v1/fits",
                """
                {"model":"watched","components":1,
                 "data":{"columns":["watched"],"rows":[[1],[2.25],[7],[9]]}}
                """)
            .json();
    api().awaitFit(fit.path("id").asString(), Duration.ofSeconds(60));
    String body = api().get("/actuator/prometheus").response().body();
    return body.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]")[0])
        .collect(Collectors.toSet());
  }

  private static Set<String> named(List<String> expressions) {
    Set<String> names = new TreeSet<>();
    for (String expression : expressions) {
      Matcher matcher = METRIC.matcher(expression);
      while (matcher.find()) {
        names.add(matcher.group());
      }
    }
    return names;
  }

  @ParameterizedTest
  @ValueSource(strings = {"grafana.json", "alerts.yml"})
  void metricsOfTheFilesAreThere(String file) throws IOException {
    String text = Files.readString(DOCS.resolve(file));
    List<String> expressions = new ArrayList<>();
    if (file.endsWith(".json")) {
      expressions.addAll(JsonMapper.shared().readTree(text).findValuesAsString("expr"));
    } else {
      Map<String, ?> rules = new Yaml().load(text);
      collect(rules, "expr", expressions);
    }

    assertThat(expressions).hasSizeGreaterThan(5);
    assertThat(named(expressions)).hasSizeGreaterThan(4).isSubsetOf(metrics());
  }

  /** All texts under a name, however deep. */
  private static void collect(Object node, String name, List<String> found) {
    if (node instanceof Map<?, ?> map) {
      map.forEach((key, value) -> {
        if (key.equals(name)) {
          found.add(String.valueOf(value));
        } else {
          collect(value, name, found);
        }
      });
    } else if (node instanceof Iterable<?> list) {
      list.forEach(each -> collect(each, name, found));
    }
  }

  @Test
  void pointsThatAreAnsweredAreCounted() throws Exception {
    post(
        "/api/v1/models/counted/versions:import",
        "application/json",
        """
        {"columns":["counted"],"covariance":"identity","weights":[1],"means":[[0]]}\
        """);
    double before = rows();
    StringBuilder points = new StringBuilder("counted\n");
    for (int i = 0; i < 600; i++) {
      points.append(i).append('\n');
    }

    post("/api/v1/models/counted/versions/1/responsibilities", "text/csv", points.toString());

    assertThat(rows() - before).isEqualTo(600);

    post(
        "/v2/models/counted/infer",
        "application/json",
        """
        {"inputs":[{"name":"counted","shape":[3],"datatype":"FP64","data":[1,2,3]}]}\
        """);

    assertThat(rows() - before).isEqualTo(603);
  }

  private double rows() {
    return api()
        .get("/actuator/prometheus")
        .response()
        .body()
        .lines()
        .filter(line -> line.startsWith("mixtura_answers_rows_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Test
  void probesOfTheManifestsAreAnsweredAndTheirSettingsExist() throws IOException {
    String text = Files.readString(DOCS.resolve("kubernetes.yml"));
    List<Object> documents =
        StreamSupport.stream(new Yaml().loadAll(text).spliterator(), false).toList();
    List<String> paths = new ArrayList<>();
    collect(documents, "path", paths);
    List<String> settings = new ArrayList<>();
    Matcher environment = Pattern.compile("\\{name: ([A-Z][A-Z_]+), value").matcher(text);
    while (environment.find()) {
      settings.add(environment.group(1).toLowerCase(Locale.ROOT).replace('_', '.'));
    }

    assertThat(paths).hasSize(3).allMatch(path -> api().get(path).response().statusCode() == 200);
    Set<String> known = new TreeSet<>(Properties.ofLibraries());
    known.addAll(Properties.ofMixtura().keySet());
    assertThat(settings).hasSize(4).isSubsetOf(known);
  }
}
