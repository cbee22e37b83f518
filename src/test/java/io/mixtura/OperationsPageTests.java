package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the page for operators names is there, and what is there is on the page. */
class OperationsPageTests extends ServiceTest {
  private static final Path PAGE = Path.of("src/docs/operations.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** A row of a table whose first cell is code: its names, and the other cells. */
  private record Row(List<String> names, List<String> cells) {}

  @Test
  void everySettingIsOnThePageWithItsDefault() throws IOException {
    Map<String, Optional<String>> shown = new TreeMap<>();
    for (Row row : rows("mixtura.")) {
      assertThat(row.cells()).as("%s", row.names()).hasSize(2).doesNotContain("");
      shown.put(row.names().getFirst(), code(row.cells().getFirst()).stream().findFirst());
    }

    assertThat(shown).isEqualTo(Properties.ofMixtura());
  }

  @Test
  void propertiesOfSpringExist() throws IOException {
    Set<String> known = Properties.ofLibraries();
    List<String> shown = new ArrayList<>();
    for (String prefix : List.of("server.", "spring", "management.", "logging.")) {
      rows(prefix).forEach(row -> shown.addAll(row.names()));
    }

    assertThat(shown).hasSizeGreaterThan(10).isSubsetOf(known);
  }

  @Test
  void metersAreTheOnesOfThePageAndMove() throws Exception {
    Api api = new Api("http://127.0.0.1:" + port);
    double iterations =
        meter(api, "mixtura_fits_iterations_total{algorithm=\"kmeans\",tenant=\"default\"}");
    double datasets = meter(api, "mixtura_datasets_stored{tenant=\"default\"}");
    double bytes = meter(api, "mixtura_datasets_size_bytes{tenant=\"default\"}");

    JsonNode fit =
        api.post(
                "/api/v1/fits",
                """
                {"model":"metered","components":2,"algorithm":"kmeans","restarts":1,
                 "data":{"columns":["metered"],"rows":[[1.5],[2.5],[7.5],[9.5]]}}
                """)
            .json();
    JsonNode ended = api.awaitFit(fit.path("id").asString(), Duration.ofSeconds(60));

    assertThat(ended.path("state").asString()).isEqualTo("SUCCEEDED");
    assertThat(
            meter(api, "mixtura_fits_iterations_total{algorithm=\"kmeans\",tenant=\"default\"}")
                - iterations)
        .isEqualTo(ended.path("result").path("iterations").asDouble());
    // What is asked of the database is fresh for a while.
    Instant patience = Instant.now().plusSeconds(30);
    while (meter(api, "mixtura_datasets_stored{tenant=\"default\"}") != datasets + 1) {
      assertThat(Instant.now()).isBefore(patience);
      Thread.sleep(50);
    }
    assertThat(meter(api, "mixtura_datasets_size_bytes{tenant=\"default\"}")).isGreaterThan(bytes);
    assertThat(
            meter(
                api,
                "mixtura_jobs_runs_seconds_count{end=\"SUCCEEDED\",kind=\"fit\",tenant=\"default\"}"))
        .isPositive();
    assertThat(shownMeters()).isEqualTo(meters(api));
  }

  private static Set<String> shownMeters() throws IOException {
    return rows("mixtura_").stream()
        .map(row -> row.names().getFirst().replaceFirst("\\{.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names of our meters; count, total and longest time of a timer are one. */
  private static Set<String> meters(Api api) {
    return samples(api).keySet().stream()
        .filter(name -> name.startsWith("mixtura_"))
        .map(name -> name.replaceFirst("\\{.*", "").replaceFirst("_(count|sum|max)$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static double meter(Api api, String sample) {
    assertThat(samples(api)).containsKey(sample);
    return samples(api).getOrDefault(sample, Double.NaN);
  }

  private static Map<String, Double> samples(Api api) {
    Map<String, Double> samples = new TreeMap<>();
    for (String line : api.get("/actuator/prometheus").response().body().split("\n")) {
      if (!line.startsWith("#")) {
        int space = line.lastIndexOf(' ');
        samples.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
      }
    }
    return samples;
  }

  private static List<Row> rows(String prefix) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| `" + prefix)) {
        List<String> cells =
            List.of(line.substring(1, line.lastIndexOf('|')).split("\\|")).stream()
                .map(String::strip)
                .toList();
        rows.add(new Row(code(cells.getFirst()), cells.subList(1, cells.size())));
      }
    }
    assertThat(rows).as(prefix).isNotEmpty();
    return rows;
  }

  private static List<String> code(String cell) {
    Matcher code = CODE.matcher(cell);
    return code.results().map(found -> found.group(1)).toList();
  }
}
