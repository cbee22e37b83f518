package io.mixtura.model.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.mixtura.testing.ServiceTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files of stored models, read by the programs that they are for. */
class ExportTests extends ServiceTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** What a probability may differ by: both sides round, and far points have large squares. */
  private static final double CLOSE = 1e-9;

  private HttpResponse<byte[]> export(String model, String format) throws Exception {
    return CLIENT.send(
        request("/api/v1/models/%s/versions/1/export?format=%s".formatted(model, format)).build(),
        BodyHandlers.ofByteArray());
  }

  private void store(String name, Object document) throws Exception {
    HttpResponse<String> answer =
        send(
            request("/api/v1/models/" + name + "/versions:import")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(document))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  /**
   * One row more than others send: the same data would be one dataset, with the name of the first.
   */
  private String faithful() throws Exception {
    String csv = Files.readString(Path.of("src/main/resources/samples/faithful.csv")) + "3.5,70\n";
    return json(post("/api/v1/datasets", "text/csv", csv)).get("id").asString();
  }

  private void fit(String request) throws Exception {
    String id = json(post("/api/v1/fits", "application/json", request)).get("id").asString();
    JsonNode fit = json(send(request("/api/v1/fits/" + id).header("Prefer", "wait=50")));
    assertThat(fit.get("state").asString()).as(fit.toString()).isEqualTo("SUCCEEDED");
  }

  /** Random covariances, positive definite, around means far from the origin. */
  private static Map<String, Object> randomModel(Random random, int k, int d, String structure) {
    double[][] means = new double[k][d];
    double[][][] covariances = new double[k][][];
    double[] weights = new double[k];
    for (int c = 0; c < k; c++) {
      weights[c] = 1.0 / k;
      Arrays.setAll(means[c], j -> 1000 + 3 * random.nextGaussian());
      covariances[c] =
          structure.equals("tied") && c > 0 ? covariances[0] : covariance(random, d, structure);
    }
    return Map.of(
        "columns", IntStream.range(0, d).mapToObj(j -> "größe " + j).toList(),
        "covariance", structure,
        "weights", weights,
        "means", means,
        "covariances", covariances);
  }

  private static double[][] covariance(Random random, int d, String structure) {
    double[][] factor = new double[d][d];
    for (double[] row : factor) {
      Arrays.setAll(row, j -> random.nextGaussian());
    }
    double one = 0.5 + random.nextDouble();
    double[][] covariance = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        double product = 0;
        for (int l = 0; l < d; l++) {
          product += factor[i][l] * factor[j][l];
        }
        covariance[i][j] =
            switch (structure) {
              case "spherical" -> i == j ? one : 0;
              case "diagonal" -> i == j ? 0.1 + product : 0;
              default -> i == j ? 0.1 + product : product;
            };
      }
    }
    return covariance;
  }

  /** Some near, some so far that all densities are 0 as numbers. */
  private static double[][] points(Random random, int d) {
    double[][] points = new double[200][d];
    for (int n = 0; n < points.length; n++) {
      double width = n % 4 == 0 ? 300 : 4;
      Arrays.setAll(points[n], j -> 1000 + width * random.nextGaussian());
    }
    return points;
  }

  private JsonNode ask(String model, double[][] points) throws Exception {
    HttpResponse<String> answer =
        send(
            request("/api/v1/models/" + model + "/versions/1/responsibilities")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("rows", points)))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).get("rows");
  }

  @ParameterizedTest
  @CsvSource({"1,1,full", "3,1,spherical", "2,2,full", "4,3,tied", "5,6,diagonal", "3,12,full"})
  void onnxruntimeTellsTheSame(int k, int d, String structure) throws Exception {
    long seed = 1000L * k + d;
    Random random = new Random(seed);
    String name = "onnx-%d-%d".formatted(k, d);
    store(name, randomModel(random, k, d, structure));

    requireTheSame(name, points(random, d), "seed " + seed);
  }

  private void requireTheSame(String name, double[][] points, String as) throws Exception {
    HttpResponse<byte[]> file = export(name, "onnx");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"%s-1.onnx\"".formatted(name));
    assertThat(export(name, "onnx").body()).isEqualTo(file.body());
    JsonNode expected = ask(name, points);
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.body());
        OnnxTensor input = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), points);
        OrtSession.Result result = session.run(Map.of("points", input))) {
      double[][] responsibilities = value(result, "responsibilities");
      double[][] logDensity = value(result, "logDensity");
      for (int n = 0; n < points.length; n++) {
        JsonNode row = expected.get(n);
        double[] told = responsibilities[n];
        for (int c = 0; c < told.length; c++) {
          double right =
              c < row.get("responsibilities").size()
                  ? row.get("responsibilities").get(c).asDouble()
                  : row.get("noise").asDouble();
          assertThat(told[c]).as("%s, point %d", as, n).isCloseTo(right, within(CLOSE));
        }
        double density = row.get("logDensity").asDouble();
        assertThat(logDensity[n][0])
            .as(as)
            .isCloseTo(density, within(CLOSE * Math.max(1, -density)));
      }
      long[] labels = (long[]) result.get("mostProbable").orElseThrow().getValue();
      assertThat(labels).hasSize(points.length);
      for (int n = 0; n < points.length; n++) {
        int told = expected.get(n).get("mostProbable").asInt();
        int noise = responsibilities[n].length - 1;
        assertThat(labels[n]).as("%s, point %d", as, n).isEqualTo(told < 0 ? noise : told);
      }
    }
  }

  private static double[][] value(OrtSession.Result result, String name) throws OrtException {
    return (double[][]) result.get(name).orElseThrow().getValue();
  }

  @Test
  void noiseIsOneComponentMore() throws Exception {
    String id = faithful();
    fit(
        "{\"datasetId\":\"%s\",\"components\":2,\"noise\":true,\"model\":\"export-noise\"}"
            .formatted(id));

    requireTheSame(
        "export-noise", new double[][] {{3, 65}, {1.8, 54}, {4.9, 40}, {1000, 1000}}, "noise");
    assertThat(refusal("export-noise", "npz"))
        .isEqualTo(
            "npz has no words for noise; format=onnx does; format=json has everything, for people and for other services like this one");
  }

  /** The shapes that scikit-learn documents for GaussianMixture's attributes. */
  @ParameterizedTest
  @CsvSource({
    "full,full,'3, 2, 2'",
    "tied,tied,'2, 2'",
    "diagonal,diag,'3, 2'",
    "spherical,spherical,'3,'"
  })
  void npzHasTheShapesThatScikitLearnHas(String structure, String type, String shape)
      throws Exception {
    store("npz-" + structure, randomModel(new Random(7), 3, 2, structure));
    Map<String, byte[]> arrays = arrays(export("npz-" + structure, "npz").body());

    assertThat(arrays)
        .containsOnlyKeys(
            "weights_.npy",
            "means_.npy",
            "covariances_.npy",
            "precisions_.npy",
            "precisions_cholesky_.npy",
            "feature_names_in_.npy",
            "covariance_type.npy");
    for (String name : new String[] {"covariances_", "precisions_", "precisions_cholesky_"}) {
      assertThat(header(named(arrays, name + ".npy")))
          .as(name)
          .contains("'descr': '<f8'")
          .contains("'shape': (" + shape);
    }
    assertThat(texts(named(arrays, "covariance_type.npy"))).isEqualTo(type);
    assertThat(header(named(arrays, "feature_names_in_.npy"))).contains("'<U7'", "'shape': (2,)");
    assertThat(texts(named(arrays, "feature_names_in_.npy"))).isEqualTo("größe 0größe 1");
  }

  /** Σ⁻¹ = U Uᵀ, of numbers whose inverse one can see: [[4, 2], [2, 2]]⁻¹ = [[½, −½], [−½, 1]]. */
  @Test
  void precisionsAreInversesAndTheirCholeskyFactorIsUpperTriangular() throws Exception {
    store(
        "npz-known",
        Map.of(
            "columns",
            new String[] {"a", "b"},
            "weights",
            new double[] {1},
            "means",
            new double[][] {{1, 2}},
            "covariances",
            new double[][][] {{{4, 2}, {2, 2}}}));
    Map<String, byte[]> arrays = arrays(export("npz-known", "npz").body());

    assertThat(numbers(named(arrays, "precisions_.npy")))
        .containsExactly(new double[] {0.5, -0.5, -0.5, 1}, within(1e-15));
    assertThat(numbers(named(arrays, "precisions_cholesky_.npy")))
        .containsExactly(new double[] {0.5, -0.5, 0, 1}, within(1e-15));
    assertThat(numbers(named(arrays, "means_.npy"))).containsExactly(1, 2);
  }

  private static Map<String, byte[]> arrays(byte[] file) throws IOException {
    Map<String, byte[]> arrays = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        arrays.put(entry.getName(), zip.readAllBytes());
      }
    }
    return arrays;
  }

  private static byte[] named(Map<String, byte[]> arrays, String name) {
    return Objects.requireNonNull(arrays.get(name), name);
  }

  private static int start(byte[] array) {
    return 10 + ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
  }

  private static String header(byte[] array) {
    return new String(array, 10, start(array) - 10, StandardCharsets.US_ASCII);
  }

  private static double[] numbers(byte[] array) {
    double[] numbers = new double[(array.length - start(array)) / Double.BYTES];
    ByteBuffer.wrap(array, start(array), array.length - start(array))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .get(numbers);
    return numbers;
  }

  private static String texts(byte[] array) {
    return new String(
        array, start(array), array.length - start(array), Charset.forName("UTF-32LE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"npz", "onnx"})
  void whatAFormatHasNoWordsForIsRefused(String format) throws Exception {
    String id = faithful();
    fit(
        "{\"datasetId\":\"%s\",\"components\":2,\"family\":\"student\",\"model\":\"export-t-%s\"}"
            .formatted(id, format));
    fit(
        "{\"datasetId\":\"%s\",\"components\":2,\"algorithm\":\"kmeans\",\"model\":\"export-k-%s\"}"
            .formatted(id, format));

    assertThat(refusal("export-t-" + format, format))
        .startsWith(format + " has no words for t components;");
    assertThat(refusal("export-k-" + format, format))
        .startsWith(format + " has no words for the hard clusters of k-means;");
  }

  private String refusal(String model, String format) throws Exception {
    HttpResponse<String> answer =
        get("/api/v1/models/%s/versions/1/export?format=%s".formatted(model, format));
    assertThat(answer.statusCode()).isEqualTo(406);
    return json(answer).get("detail").asString();
  }

  @Test
  void otherFormatsAreNamed() throws Exception {
    HttpResponse<String> answer = get("/api/v1/models/any/versions/1/export?format=pickle");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("detail").asString())
        .isEqualTo("'format' must be 'json' or 'npz' or 'onnx', but was 'pickle'");
  }
}
