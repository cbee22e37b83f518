package io.mixtura.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came back.
 *
 * @param status 0 if the connection was closed without an answer
 * @param headers by their names in small letters, the last value of each
 */
record FuzzedAnswer(int status, Map<String, String> headers, byte[] body) {
  private static final int LEAST_REFUSAL = 400;
  private static final List<Integer> UNDER_FAULTS = List.of(503, 507);

  /** Stack traces, and names of classes and packages. */
  private static final Pattern INSIDES =
      Pattern.compile(
          "\\bat [\\w.$]+\\([\\w.]+(:\\d+)?\\)"
              + "|\\b(java|javax|jakarta|jdk|org|com|io|tools)\\.[a-z][a-z0-9]*\\.[\\w.$]+"
              + "|\\b[A-Z]\\w+(Exception|Error)\\b"
              + "|\\[L[\\w.]+;|\\$\\$Lambda|@[0-9a-f]{6,8}\\b");

  String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  JsonNode json() {
    return JsonMapper.shared().readTree(body);
  }

  boolean isJson() {
    String type = header("Content-Type");
    // Of NDJSON every line is.
    return type.contains("json") && !type.contains("ndjson") && body.length > 0;
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** What is wrong with it; empty if nothing is. */
  String wrong(FuzzedRequest request, boolean hasFaults) {
    if (status == 0) {
      return request.framing().isWhole() ? "no answer" : "";
    }
    if (status >= 500 && !(hasFaults && UNDER_FAULTS.contains(status)) && status != 505) {
      return "a status of " + status;
    }
    String type = header("Content-Type");
    if (type.contains("json") || type.startsWith("text/") || status >= LEAST_REFUSAL) {
      var insides = INSIDES.matcher(text());
      if (insides.find()) {
        return "insides are told: " + insides.group();
      }
    }
    return status >= LEAST_REFUSAL && !request.method().equals("HEAD") ? wrongRefusal(type) : "";
  }

  private String wrongRefusal(String type) {
    if (!type.startsWith("application/problem+json")) {
      return "a refusal of type '%s'".formatted(type);
    }
    JsonNode problem = json();
    if (problem.path("status").asInt() != status) {
      return "another status in the problem";
    }
    if (problem.path("title").asString("").isBlank()
        || problem.path("detail").asString("").isBlank()) {
      return "no title or no detail";
    }
    boolean passes = status == 429 || status == 503;
    return passes && header("Retry-After").isEmpty() ? "no Retry-After" : "";
  }

  @Override
  public String toString() {
    String text = text();
    return "%d %s%n%s".formatted(status, headers, text.substring(0, Math.min(2000, text.length())));
  }
}
