package io.mixtura.dataset.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.dataset.Datasets;
import io.mixtura.testing.Npy;
import io.mixtura.testing.Problems;
import io.mixtura.testing.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DatasetViewTests extends ServiceTest {
  private static final String PATH = "/api/v1/datasets";
  private static final String NPY = "application/x-npy";

  @Autowired private Datasets datasets;

  /** Names that somebody might take for something else. */
  private static final List<String> HOSTILE =
      List.of(
          "#first",
          "a,b",
          "say \"no\"",
          "it's",
          "back\\slash",
          "semi;colon",
          "], 'shape': (1,)",
          "]}",
          "größe µ 数",
          "<b>bold</b>",
          "=1+1",
          "NA",
          "0");

  private String uploaded(List<String> columns, List<List<@Nullable Double>> rows)
      throws Exception {
    JsonMapper json = JsonMapper.shared();
    HttpResponse<String> answer =
        post(
            PATH + "?missing=keep",
            "application/json",
            "{\"columns\":%s,\"rows\":%s}"
                .formatted(json.writeValueAsString(columns), json.writeValueAsString(rows)));
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    return json(answer).get("id").asString();
  }

  private HttpResponse<byte[]> bytes(String path, String accept) throws Exception {
    return CLIENT.send(request(path).header("Accept", accept).build(), BodyHandlers.ofByteArray());
  }

  private void assertComesBack(String id) throws Exception {
    HttpResponse<byte[]> csv = bytes(PATH + "/" + id + "/rows", "text/csv");
    assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
    assertThat(again("text/csv", "&header=true", csv.body())).isEqualTo(id);
    HttpResponse<byte[]> npy = bytes(PATH + "/" + id + "/rows", NPY);
    assertThat(npy.headers().firstValue("Content-Type")).hasValue(NPY);
    assertThat(again(NPY, "", npy.body())).isEqualTo(id);
  }

  private String again(String type, String query, byte[] body) throws Exception {
    HttpResponse<String> answer =
        send(
            request(PATH + "?missing=keep" + query)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body)));
    assertThat(answer.statusCode())
        .as("%s of %s", answer.body(), new String(body, StandardCharsets.UTF_8))
        .isEqualTo(200);
    return json(answer).get("id").asString();
  }

  @Test
  void aDatasetComesBackOut() throws Exception {
    Random random = new Random(3);
    List<List<@Nullable Double>> rows = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      List<@Nullable Double> row = new ArrayList<>();
      for (int j = 0; j < HOSTILE.size(); j++) {
        double value = random.nextGaussian() * Math.pow(10, random.nextInt(-90, 90));
        row.add(random.nextInt(10) == 0 ? null : value);
      }
      rows.add(row);
    }

    assertComesBack(uploaded(HOSTILE, rows));
  }

  /** A row without any value is a row. */
  @Test
  void aSingleColumnWithGapsComesBackOut() throws Exception {
    List<List<@Nullable Double>> rows = new ArrayList<>();
    for (double value : new double[] {Double.NaN, 1.5, -0.0, Double.NaN, 1e15, Double.NaN}) {
      List<@Nullable Double> row = new ArrayList<>();
      row.add(Double.isNaN(value) ? null : value);
      rows.add(row);
    }

    assertComesBack(uploaded(List.of("only"), rows));
  }

  /** As numpy.save wrote it, a plain array, and not one with fields. */
  @Test
  void anArrayWithoutNamesComesBackAsOne() throws Exception {
    byte[] array = Npy.of(new double[] {1, 2.5, -3}, new double[] {4, 5, 6e7});
    HttpResponse<String> stored =
        send(request(PATH).header("Content-Type", NPY).POST(BodyPublishers.ofByteArray(array)));

    String id = json(stored).get("id").asString();

    assertThat(bytes(PATH + "/" + id + "/rows", NPY).body()).isEqualTo(array);
    assertComesBack(id);
  }

  @Test
  void pagesAreOfJsonAlone() throws Exception {
    String id = uploaded(List.of("a"), List.of(List.of(1.0)));
    HttpResponse<String> refused =
        send(request(PATH + "/" + id + "/rows?pageSize=5").header("Accept", "text/csv"));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Problems.place(json(refused).at("/errors/0"))).isEqualTo("pageSize");
    assertThat(json(get(PATH + "/" + id + "/rows?pageSize=5")).get("rows").toString())
        .isEqualTo("[[1.0]]");
    assertThat(send(request(PATH + "/" + id + "/rows").header("Accept", "image/png")).statusCode())
        .isEqualTo(406);
  }

  private String numbered(int rows) throws Exception {
    StringBuilder csv = new StringBuilder("n,square\n");
    for (int i = 0; i < rows; i++) {
      csv.append(i).append(',').append((double) i * i).append('\n');
    }
    return json(post(PATH, "text/csv", csv.toString())).get("id").asString();
  }

  @Test
  void aSampleIsDecidedByItsSeed() throws Exception {
    String sample = PATH + "/" + numbered(5000) + "/sample";

    JsonNode one = json(get(sample + "?rows=100&seed=7"));

    assertThat(json(get(sample + "?rows=100&seed=7"))).isEqualTo(one);
    assertThat(json(get(sample + "?rows=100&seed=8"))).isNotEqualTo(one);
    assertThat(one.get("totalRows").asInt()).isEqualTo(5000);
    assertThat(one.get("columns").toString()).isEqualTo("[\"n\",\"square\"]");
    assertThat(one.get("rows")).hasSize(100);
    int before = -1;
    for (int i = 0; i < 100; i++) {
      int index = one.get("indices").get(i).asInt();
      assertThat(index).isGreaterThan(before);
      assertThat(one.get("rows").get(i).get(0).asInt()).isEqualTo(index);
      before = index;
    }
    double[][] array = Npy.rows(bytes(sample + "?rows=100&seed=7", NPY).body());
    assertThat(array).hasNumberOfRows(100);
    assertThat(array[99]).containsExactly(before, (double) before * before, before);
  }

  @Test
  void aSampleOfNoMoreRowsIsAllOfThem() throws Exception {
    List<@Nullable Double> gap = new ArrayList<>();
    gap.add(null);
    gap.add(2.0);
    String id = uploaded(List.of("index", "b"), List.of(List.of(1.0, 2.0), gap));

    assertThat(json(get(PATH + "/" + id + "/sample")).get("rows").toString())
        .isEqualTo("[[1.0,2.0],[null,2.0]]");
    assertThat(
            new String(
                bytes(PATH + "/" + id + "/sample", "text/csv").body(), StandardCharsets.UTF_8))
        .isEqualTo("index,b,index_\n1.0,2.0,0\nNA,2.0,1\n");
    assertThat(get(PATH + "/" + id + "/sample?rows=0").statusCode()).isEqualTo(400);
  }

  /** Each row as often as any other, whatever the place: 2000 draws of 3 of 10. */
  @Test
  void everyRowIsAsProbable() {
    int[] times = new int[10];
    Set<String> sets = new HashSet<>();
    for (int seed = 0; seed < 2000; seed++) {
      int[] drawn = RowSample.drawn(10, 3, seed);
      sets.add(java.util.Arrays.toString(drawn));
      for (int row : drawn) {
        times[row]++;
      }
    }
    assertThat(sets).hasSize(120);
    for (int of : times) {
      assertThat(of).isBetween(500, 700);
    }
  }

  @Test
  void aSummaryHasQuantilesAndHistograms() throws Exception {
    String id = numbered(1001);

    JsonNode summary = json(get(PATH + "/" + id + "/summary"));

    assertThat(summary.get("quantileError").asDouble()).isZero();
    assertThat(summary.get("sampledRows").asInt()).isEqualTo(1001);
    JsonNode n = summary.get("columns").get(0);
    assertThat(n.get("quantiles").toString())
        .isEqualTo(
            "{\"p0\":0.0,\"p1\":10.0,\"p5\":50.0,\"p25\":250.0,\"p50\":500.0,\"p75\":750.0,\"p95\":950.0,\"p99\":990.0,\"p100\":1000.0}");
    JsonNode histogram = n.get("histogram");
    assertThat(histogram.get("edges").get(0).asDouble()).isEqualTo(-0.5);
    assertThat(histogram.get("counts").get(0).toString()).isEqualTo("100");
    assertThat(total(histogram)).isEqualTo(1001);
    assertThat(json(get(PATH + "/" + id + "/summary"))).isEqualTo(summary);
  }

  private static double total(JsonNode histogram) {
    double sum = histogram.get("below").asDouble() + histogram.get("above").asDouble();
    for (JsonNode count : histogram.get("counts")) {
      sum += count.asDouble();
    }
    return sum;
  }

  /** Beyond what is looked at quantiles come from a sample; what is counted is all. */
  @Test
  void theErrorOfALargeDatasetIsStated() throws Exception {
    String id = numbered(9000);

    DatasetSummary summary =
        new ColumnPasses(datasets.tiles(id), datasets.summary(id), -1, 10_000, 6000).summary();

    assertThat(summary.sampledRows()).isEqualTo(4096);
    assertThat(summary.quantileError()).isCloseTo(0.0305, within(1e-4));
    ColumnView n = summary.columns().getFirst();
    assertThat(n.quantiles().p25()).isCloseTo(2250, within(0.0305 * 9000)).isNotEqualTo(2249.75);
    assertThat(n.quantiles().p0()).isZero();
    assertThat(n.quantiles().p100()).isEqualTo(8999);
    assertThat(n.histogram().counts().stream().mapToLong(Number::longValue).sum()).isEqualTo(9000);
  }

  /** Some columns at a time, as if all had been held. */
  @Test
  void passesOverSomeColumnsFindTheSame() throws Exception {
    String id = numbered(3000);

    DatasetSummary summary =
        new ColumnPasses(datasets.tiles(id), datasets.summary(id), -1, 10_000, 3000).summary();

    assertThat(summary)
        .isEqualTo(new ColumnPasses(datasets.tiles(id), datasets.summary(id), -1).summary());
    assertThat(summary.quantileError()).isZero();
  }

  @Test
  void rowsCountByTheirWeights() throws Exception {
    JsonNode stored = json(post(PATH, "text/csv", "x,w\n1,1\n2,5\n3,2\n10,0\n"));
    String summary = PATH + "/" + stored.get("id").asString() + "/summary?weightColumn=";

    JsonNode answer = json(get(summary + "w"));

    assertThat(answer.get("weightColumn").asString()).isEqualTo("w");
    JsonNode x = answer.get("columns").get(0);
    assertThat(x.get("quantiles").get("p50").asDouble()).isEqualTo(2);
    assertThat(x.get("quantiles").get("p99").asDouble()).isEqualTo(3);
    assertThat(x.get("quantiles").get("p100").asDouble()).isEqualTo(10);
    assertThat(x.at("/histogram/counts").toString())
        .isEqualTo("[1.0,5.0,2.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0]");
    assertThat(x.at("/histogram/whole").asBoolean()).isTrue();
    // Of the weights themselves each counts as one.
    assertThat(answer.get("columns").get(1).at("/histogram/counts").toString())
        .isEqualTo("[1,1,1,0,0,1]");
    assertThat(get(summary + "y").statusCode()).isEqualTo(422);
    String bad = json(post(PATH, "text/csv", "x,w\n1,-1\n2,5\n")).get("id").asString();
    assertThat(get(PATH + "/" + bad + "/summary?weightColumn=w").statusCode()).isEqualTo(422);
  }
}
