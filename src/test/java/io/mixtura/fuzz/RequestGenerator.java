package io.mixtura.fuzz;

import io.mixtura.fuzz.FuzzedRequest.Framing;
import io.mixtura.testing.ApiDescription;
import io.mixtura.testing.ApiDescription.Operation;
import io.mixtura.testing.Npy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Requests of every operation that the service describes: as they should be, at their bounds, and
 * broken in every way that HTTP leaves. Nothing here knows an endpoint; a new one is asked as well.
 */
final class RequestGenerator {
  /** Files whose writers are others; they hold gaps, which not every request allows. */
  private static final byte[][] PARQUET =
      Stream.of("snappy", "zstd", "gzip", "none", "v2")
          .map(RequestGenerator::parquet)
          .toArray(byte[][]::new);

  private static final String[] METHODS = {
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "FOO", "PROPFIND"
  };

  private static final String[] VALUES = {
    "",
    "0",
    "1",
    "-1",
    "2",
    "1.5",
    "1e400",
    "2147483648",
    "99999999999999999999",
    "NaN",
    "true",
    "TRUE",
    "yes",
    "null",
    "x",
    " ",
    "a b",
    "größe",
    "😀",
    "\u0000",
    "\u0007",
    "..",
    "../..",
    "%",
    "%25",
    ";",
    "|",
    "\t",
    "\\",
    "\"",
    "'",
    "<b>",
    "{}",
    "[]",
    "latest",
    "1,2",
    "3,65",
    "1;2",
    "x=1",
    "waiting=79",
    "eruptions",
    "b,a",
    "00000000-0000-0000-0000-000000000000"
  };

  private static final String[] TYPES = {
    "application/json",
    "text/csv",
    "application/x-npy",
    "text/plain",
    "application/xml",
    "application/json;charset=utf-16",
    "text/csv;charset=iso-8859-1",
    "text/csv;charset=none",
    "application/x-www-form-urlencoded",
    "multipart/form-data;boundary=x",
    "*/*",
    "json",
    "",
    ";",
    "application/problem+json",
    "application/json; charset=",
    "text/csv;header=absent"
  };

  private static final String[] ACCEPTED = {
    "application/json",
    "text/csv",
    "application/x-npy",
    "*/*",
    "text/html",
    "application/xml",
    "text/csv;q=0",
    "application/json;q=2",
    ",",
    "x",
    "application/*",
    "text/event-stream",
    ""
  };

  private static final String[] HEADERS = {
    "Prefer: wait=0",
    "Prefer: wait=1",
    "Prefer: wait=-1",
    "Prefer: wait=x",
    "Prefer: respond-async",
    "If-None-Match: *",
    "If-None-Match: \"x\"",
    "If-Match: *",
    "Range: bytes=0-10",
    "Expect: x",
    "Idempotency-Key: key",
    "Idempotency-Key: ",
    "Content-Encoding: gzip",
    "Content-Encoding: x",
    "Expect: 100-continue",
    "Cookie: a=b; c",
    "Accept-Language: de,*;q=x",
    "Accept-Charset: x",
    "X-Forwarded-Host: x",
    "Origin: http://localhost",
    "Sec-Fetch-Site: same-origin",
    "Authorization: Basic x",
    "Authorization: Bearer mx_1_2",
    "Upgrade: h2c",
    "TE: trailers",
    "Accept-Encoding: gzip",
    "X: \u00e4",
    "Last-Event-ID: 1",
    "Content-Length: 3",
    "Host: localhost"
  };

  private static final String[] CELLS = {
    "", "NA", "x", "1e400", "-", "\"", "\"1\"", "1 2", "1,5", " 7", "\u0000", "ä", "1e-320", "+1"
  };

  private final JsonNode api;
  private final List<Operation> operations;
  private final LearnedValues learned;

  RequestGenerator(JsonNode api, LearnedValues learned) {
    this.api = api;
    this.operations = new ApiDescription(api).operations();
    this.learned = learned;
  }

  List<Operation> operations() {
    return operations;
  }

  /** Learns from what a request brought. */
  void learn(FuzzedRequest request, FuzzedAnswer answer) {
    operations.stream()
        .filter(operation -> operation.id().equals(request.operation()))
        .forEach(operation -> learned.learn(operation.path(), answer.json()));
  }

  private static byte[] parquet(String kind) {
    try {
      return Files.readAllBytes(
          Path.of("src/test/resources/formats/flat-%s.parquet".formatted(kind)));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** The documented examples of an operation, unchanged; none where its path has no example. */
  List<FuzzedRequest> examples(Operation operation) {
    List<FuzzedRequest> all = new ArrayList<>();
    String path = examplePath(operation);
    if (path.contains("{")) {
      return all;
    }
    JsonNode answer = operation.description().at("/responses/200/content");
    // A stream of events may last as long as its fit.
    if (operation.method().equals("GET") && !answer.has("text/event-stream")) {
      all.add(
          new FuzzedRequest(operation.id(), "GET", path, List.of(), new byte[0], Framing.LENGTH));
    }
    operation
        .description()
        .at("/requestBody/content")
        .forEachEntry((type, media) ->
            exampleValues(media)
                .forEach(example ->
                    all.add(
                        new FuzzedRequest(
                            operation.id(),
                            operation.method(),
                            path,
                            List.of("Content-Type: " + type),
                            text(example).getBytes(StandardCharsets.UTF_8),
                            Framing.LENGTH))));
    return all;
  }

  private static String examplePath(Operation operation) {
    String path = operation.path();
    for (JsonNode parameter : operation.description().path("parameters")) {
      if (parameter.get("in").asString().equals("path") && parameter.has("example")) {
        String name = parameter.get("name").asString();
        path = path.replace("{" + name + "}", parameter.get("example").asString());
      }
    }
    return path;
  }

  /** A request that depends on what was learned before and on this generator of numbers. */
  FuzzedRequest next(SplittableRandom random) {
    Operation operation = operations.get(random.nextInt(operations.size()));
    return isSeldom(operation) && random.nextInt(5) > 0
        ? next(random)
        : new Draft(operation, random).done();
  }

  /** What takes away or stops what others would have been asked about. */
  private static boolean isSeldom(Operation operation) {
    boolean isAct =
        operation.method().equals("POST") && !operation.description().has("requestBody");
    return isAct || operation.method().equals("DELETE");
  }

  private static List<JsonNode> exampleValues(JsonNode media) {
    List<JsonNode> all = new ArrayList<>();
    if (media.has("example")) {
      all.add(media.get("example"));
    }
    media.path("examples").forEachEntry((_, example) -> all.add(example.get("value")));
    return all;
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.asString() : value.toString();
  }

  /** One request while it is put together. */
  private final class Draft {
    private final Operation operation;
    private final SplittableRandom random;
    private final FuzzedJson json;
    private final List<String> headers = new ArrayList<>();
    private byte[] body = {};

    Draft(Operation operation, SplittableRandom random) {
      this.operation = operation;
      this.random = random;
      this.json = new FuzzedJson(api, learned, random);
    }

    FuzzedRequest done() {
      String target = target();
      writeBody();
      if (chance(0.06)) {
        headers.add("Accept: " + pick(ACCEPTED));
      }
      while (chance(0.08)) {
        headers.add(pick(HEADERS));
      }
      String method = chance(0.96) ? operation.method() : pick(METHODS);
      return new FuzzedRequest(operation.id(), method, target, headers, body, framing());
    }

    private Framing framing() {
      Framing[] all = Framing.values();
      return chance(0.85)
          ? Framing.LENGTH
          : chance(0.7) ? Framing.CHUNKED : all[random.nextInt(all.length)];
    }

    private String target() {
      String path = operation.path();
      Map<String, String> meant = learned.thing(path, random);
      List<String> query = new ArrayList<>();
      for (JsonNode parameter : operation.description().path("parameters")) {
        String name = parameter.get("name").asString();
        switch (parameter.get("in").asString()) {
          case "path" ->
              path = path.replace("{" + name + "}", encoded(inPath(parameter, meant.get(name))));
          case "query" -> {
            double often = parameter.has("example") ? 0.3 : 0.1;
            // Without what is needed nothing else would be reached.
            boolean isGiven = parameter.path("required").asBoolean(false) && chance(0.9);
            while (isGiven || chance(often)) {
              query.add(name + "=" + encoded(value(parameter, name)));
              isGiven = false;
            }
          }
          default -> {
            if (chance(0.1)) {
              headers.add(name + ": " + value(parameter, name).replaceAll("\\p{Cntrl}", ""));
            }
          }
        }
      }
      if (chance(0.03)) {
        query.add(
            pick("unknown=1", "=", "&", "a", "%zz=1", "x=%ff", "name=%00", "?", "[]={}", "#"));
      }
      return broken(path) + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private String inPath(JsonNode parameter, @Nullable String meant) {
      if (chance(0.05)) {
        return chance(0.4) ? pick("1", "0", "-1", "none", "2147483648") : pick(VALUES);
      }
      boolean mayBeNew = parameter.at("/schema/pattern").isString();
      return mayBeNew && chance(0.5)
          ? "fuzzed-" + random.nextInt(5)
          : meant == null || chance(0.05) ? "latest" : meant;
    }

    private String value(JsonNode parameter, String name) {
      JsonNode schema = parameter.path("schema");
      if (chance(0.15)) {
        return pick(VALUES);
      }
      if (parameter.has("example") && chance(0.4)) {
        return text(parameter.get("example"));
      }
      return chance(0.5)
          ? learned.of(name, random).orElse(pick(VALUES))
          : unquoted(json.of(schema, name));
    }

    private String unquoted(String text) {
      return text.startsWith("\"") && text.endsWith("\"") && text.length() > 1
          ? text.substring(1, text.length() - 1)
          : text;
    }

    private String encoded(String value) {
      String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
      return chance(0.02) ? encoded.replace("%", "%25") : encoded;
    }

    private String broken(String path) {
      if (!chance(0.03)) {
        return path;
      }
      return switch (random.nextInt(9)) {
        case 0 -> path + "/";
        case 1 -> path.replaceFirst("/api", "//api");
        case 2 -> path + ";a=b";
        case 3 -> path + "/..";
        case 4 -> path + "%2f";
        case 5 -> path + "/" + "x".repeat(1 + random.nextInt(9000));
        case 6 -> path.toUpperCase(Locale.ROOT);
        case 7 -> path + "%";
        default -> "http://localhost" + path;
      };
    }

    private void writeBody() {
      JsonNode content = operation.description().at("/requestBody/content");
      if (content.isMissingNode()) {
        if (chance(0.05)) {
          body = bytes("{}", StandardCharsets.UTF_8);
        }
        return;
      }
      List<String> types = List.copyOf(content.propertyNames());
      String type = types.get(random.nextInt(types.size()));
      body = body(type, content.get(type));
      if (chance(0.05)) {
        damage();
      }
      if (!chance(0.01)) {
        headers.add("Content-Type: " + (chance(0.95) ? type : pick(TYPES)));
      }
    }

    private byte[] body(String type, JsonNode media) {
      List<JsonNode> examples = exampleValues(media);
      return switch (type) {
        case "application/x-npy" -> npy();
        case "application/x-npz" -> Npy.zipped(npy());
        case "application/vnd.apache.parquet" -> PARQUET[random.nextInt(PARQUET.length)].clone();
        case "application/x-ndjson" -> bytes(lines(), charset());
        default -> type.contains("json") ? json(media, examples) : table(examples);
      };
    }

    private byte[] json(JsonNode media, List<JsonNode> examples) {
      String text =
          examples.isEmpty() || chance(0.3)
              ? json.of(media.path("schema"), "")
              : json.changed(examples.get(random.nextInt(examples.size())), media.path("schema"));
      return bytes(text, charset());
    }

    private byte[] table(List<JsonNode> examples) {
      JsonNode example =
          examples.isEmpty()
              ? StringNode.valueOf("a,b\n1,2\n")
              : examples.get(random.nextInt(examples.size()));
      return bytes(chance(0.5) ? cells() : changedLines(text(example)), charset());
    }

    private Charset charset() {
      return chance(0.97)
          ? StandardCharsets.UTF_8
          : chance(0.5) ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
    }

    private String changedLines(String csv) {
      if (chance(0.5)) {
        return csv;
      }
      String[] cells = csv.split("(?<=[,\n])", -1);
      for (int i = 0; i < 2; i++) {
        int at = random.nextInt(cells.length);
        String end = cells[at].endsWith("\n") ? "\n" : cells[at].endsWith(",") ? "," : "";
        cells[at] = pick(CELLS) + end;
      }
      return String.join("", cells);
    }

    /** A small table with columns of several kinds. */
    private String cells() {
      int columns = 1 + random.nextInt(4);
      String separator = pick(",", ",", ",", ";", "\t", "|");
      String end = pick("\n", "\n", "\n", "\r\n", "\r");
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < columns; j++) {
        text.append(j > 0 ? separator : "")
            .append(chance(0.9) ? String.valueOf((char) ('a' + j)) : pick(CELLS));
      }
      int rows = random.nextInt(60);
      for (int i = 0; i < rows; i++) {
        text.append(end);
        int width = chance(0.998) ? columns : random.nextInt(6);
        for (int j = 0; j < width; j++) {
          text.append(j > 0 ? separator : "").append(cell(j, i));
        }
      }
      return text.toString();
    }

    /** The same as JSON, an array or an object a line. */
    private String lines() {
      int columns = 1 + random.nextInt(3);
      boolean areRecords = chance(0.5);
      StringBuilder text = new StringBuilder();
      int rows = random.nextInt(60);
      for (int i = 0; i < rows; i++) {
        text.append(areRecords ? "{" : "[");
        for (int j = 0; j < columns; j++) {
          text.append(j > 0 ? "," : "")
              .append(areRecords ? "\"" + (char) ('a' + j) + "\":" : "")
              .append(cell(j, i));
        }
        text.append(areRecords ? "}\n" : "]\n");
      }
      return text.toString();
    }

    private String cell(int column, int row) {
      if (chance(0.004)) {
        return pick(CELLS);
      }
      int cluster = row % 3;
      return switch (column) {
        case 0 -> String.valueOf(random.nextInt(3) + 3 * cluster);
        case 1 -> String.valueOf(Math.round(1e3 * (random.nextGaussian() + 4 * cluster)) / 1e3);
        case 2 -> String.valueOf(random.nextInt(2));
        default -> String.valueOf(random.nextDouble() * Math.pow(10, cluster));
      };
    }

    private byte[] npy() {
      double[][] rows = new double[random.nextInt(40)][1 + random.nextInt(3)];
      for (double[] row : rows) {
        Arrays.setAll(row, j -> random.nextGaussian() + 5 * (j % 2));
        if (chance(0.01)) {
          row[0] = pick(Double.NaN, Double.POSITIVE_INFINITY, 1e300, Double.MIN_VALUE);
        }
      }
      return Npy.of(rows);
    }

    private double pick(double... choices) {
      return choices[random.nextInt(choices.length)];
    }

    /** A byte changed, or some taken out or put in. */
    private void damage() {
      if (body.length == 0) {
        return;
      }
      int at = random.nextInt(body.length);
      switch (random.nextInt(4)) {
        case 0 -> body[at] = (byte) random.nextInt(256);
        case 1 -> body = Arrays.copyOf(body, at);
        case 2 -> body = Arrays.copyOfRange(body, at, body.length);
        default -> {
          byte[] longer = Arrays.copyOf(body, body.length + at);
          System.arraycopy(body, 0, longer, body.length, at);
          body = longer;
        }
      }
    }

    private byte[] bytes(String text, Charset charset) {
      return (chance(0.01) ? "\ufeff" + text : text).getBytes(charset);
    }

    private boolean chance(double probability) {
      return random.nextDouble() < probability;
    }

    private String pick(String... choices) {
      return choices[random.nextInt(choices.length)];
    }
  }
}
