package io.mixtura.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls that a page of the documentation shows, each with the answer below it, in blocks of
 * {@code console}.
 */
public final class ShownCalls {
  private static final Pattern CONSOLE = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final String HOST = "http://localhost:8080";

  /** What differs from run to run. */
  private static final Set<String> VOLATILE =
      Set.of(
          "createdAt",
          "startedAt",
          "finishedAt",
          "updatedAt",
          "initializationMillis",
          "iterationsMillis",
          "totalMillis",
          "java",
          "kernel",
          "engineVersion");

  /** Before the name of a file for the answer. */
  private static final String NOT_SHOWN = "-o";

  private static final int WAITS = 6;

  private static final Predicate<String> UNDER_WAY =
      Pattern.compile("\"state\":\"(QUEUED|RUNNING)\"").asPredicate();

  private record Call(List<String> words, String answer) {}

  private ShownCalls() {}

  /**
   * Sends all of them in their order, and compares the answers with those that are shown.
   *
   * @return how many there are
   */
  public static int check(Path page, Api api) throws IOException {
    List<Call> calls = calls(page);
    for (Call call : calls) {
      String answer = ended(api, call.words());
      if (call.words().contains(NOT_SHOWN)) {
        assertThat(answer).as("%s", call.words()).doesNotContain("\"errors\":");
        continue;
      }
      assertThat(comparable(answer))
          .as("%s: %s", page, call.words())
          .isEqualTo(comparable(call.answer()));
    }
    return calls.size();
  }

  /** On a machine that is busy with other tests, a wait of ten seconds may not be enough. */
  private static String ended(Api api, List<String> words) throws IOException {
    String answer = send(api, words);
    for (int i = 0; i < WAITS && words.contains("Prefer: wait=10") && UNDER_WAY.test(answer); i++) {
      answer = send(api, words);
    }
    return answer;
  }

  /**
   * The same of a page that shows parts of its answers: the members that it shows are there.
   *
   * @return how many there are
   */
  public static int checkParts(Path page, Api api) throws IOException {
    List<Call> calls = calls(page);
    for (Call call : calls) {
      JsonNode answer = JsonMapper.shared().readTree(ended(api, call.words()));
      JsonNode shown = JsonMapper.shared().readTree(call.answer());
      assertThat(part(answer, shown)).as("%s: %s", page, call.words()).isEqualTo(shown);
    }
    return calls.size();
  }

  private static JsonNode part(JsonNode answer, JsonNode shown) {
    if (answer instanceof ObjectNode object && shown.isObject()) {
      ObjectNode part = object.objectNode();
      shown
          .propertyStream()
          .filter(member -> object.has(member.getKey()))
          .forEach(member ->
              part.set(member.getKey(), part(object.get(member.getKey()), member.getValue())));
      return part;
    }
    if (answer instanceof ArrayNode array && shown.size() == array.size()) {
      ArrayNode part = array.arrayNode();
      for (int i = 0; i < array.size(); i++) {
        part.add(part(array.get(i), shown.get(i)));
      }
      return part;
    }
    return answer;
  }

  private static List<Call> calls(Path page) throws IOException {
    List<Call> calls = new ArrayList<>();
    Matcher blocks = CONSOLE.matcher(Files.readString(page));
    while (blocks.find()) {
      String[] parts = blocks.group(1).replace("\\\n", " ").split("(?m)^\\$ ");
      for (String part : parts) {
        if (!part.isBlank()) {
          int end = part.indexOf('\n');
          calls.add(new Call(words(part.substring(0, end)), part.substring(end + 1)));
        }
      }
    }
    return calls;
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return words;
  }

  /** What curl does with the options that the pages use; another one fails the test. */
  private static String send(Api api, List<String> words) throws IOException {
    assertThat(words.getFirst()).isEqualTo("curl");
    String path = "";
    String type = "";
    String body = null;
    String method = "";
    List<String> headers = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      switch (words.get(i)) {
        case "-H" -> {
          String[] header = words.get(++i).split(":\\s*", 2);
          if (header[0].equals("Content-Type")) {
            type = header[1];
          } else {
            headers.addAll(List.of(header));
          }
        }
        case "-X" -> method = words.get(++i);
        case NOT_SHOWN -> i++;
        case "-d" -> body = words.get(++i);
        case "--data-binary" -> body = Files.readString(Path.of(words.get(++i).substring(1)));
        default -> {
          assertThat(words.get(i)).startsWith(HOST);
          path = words.get(i).substring(HOST.length());
        }
      }
    }
    String[] rest = headers.toArray(String[]::new);
    return answer(api, method, path, type, body, rest).response().body();
  }

  private static Api.Answer answer(
      Api api, String method, String path, String type, @Nullable String body, String... headers) {
    if (method.equals("DELETE")) {
      return api.delete(path);
    }
    return body == null
        ? api.get(path, headers)
        : api.change(method.isEmpty() ? "POST" : method, path, type, body, headers);
  }

  private static String comparable(String answer) {
    if (!answer.startsWith("{")) {
      return answer.replace("\r\n", "\n").strip();
    }
    JsonNode json = JsonMapper.shared().readTree(answer);
    mask(json);
    return json.toPrettyString();
  }

  private static void mask(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String name : List.copyOf(object.propertyNames())) {
        JsonNode value = object.get(name);
        boolean isUuid =
            value.isString()
                && value.asString().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        if (isUuid || VOLATILE.contains(name) && !value.isNull()) {
          object.put(name, "…");
        }
      }
      hideWhetherClaimedAlready(object);
      object.valueStream().forEach(ShownCalls::mask);
    }
  }

  /** A fit that has just been queued may run by the time it is answered. */
  private static void hideWhetherClaimedAlready(ObjectNode object) {
    JsonNode state = object.path("state");
    if (Set.of("QUEUED", "RUNNING").contains(state.asString(""))) {
      object.put("state", "QUEUED");
      object.put("queuePosition", 0);
      object.put("attempts", 0);
      object.putNull("startedAt");
      object.putNull("progress");
    }
  }
}
