package io.mixtura.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Values that answers had, by the name of their property: ids, names and columns that exist, so
 * that requests reach what lies behind a 404. An endpoint that is new brings its own.
 */
final class LearnedValues {
  private static final int KEPT = 40;
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  /** What must not be done anything to, since all else depends on it. */
  private final String sacred;

  private final Map<String, List<String>> values = new HashMap<>();
  private final Map<String, List<Map<String, String>>> things = new HashMap<>();

  /**
   * Knows nothing yet.
   *
   * @param sacred a value that is never learned
   */
  LearnedValues(String sacred) {
    this.sacred = sacred;
  }

  /**
   * Learns from an answer to a request of a path such as {@code /api/v1/fits/{id}}.
   *
   * @param path of the operation
   */
  void learn(String path, JsonNode answer) {
    String collection = path.contains("{") ? path.substring(0, path.indexOf('{')) : path + "/";
    keepThing(collection, answer);
    answer.path("items").forEach(item -> keepThing(collection, item));
    learnNames(answer);
  }

  private void keepThing(String collection, JsonNode answer) {
    Map<String, String> thing = new HashMap<>();
    answer.forEachEntry((name, value) -> {
      if (isPlain(value)) {
        thing.put(name, value.asString());
      }
    });
    // What a model is called besides stands as names of properties.
    answer.path("aliases").propertyNames().forEach(alias -> thing.put("alias", alias));
    if (!thing.containsValue(sacred)) {
      keep(things.computeIfAbsent(collection, _ -> new ArrayList<>()), thing);
    }
  }

  private static boolean isPlain(JsonNode value) {
    return value.isString() || value.isIntegralNumber();
  }

  private static <T> void keep(List<T> known, T value) {
    known.remove(value);
    known.add(value);
    if (known.size() > KEPT) {
      known.removeFirst();
    }
  }

  private void learnNames(JsonNode node) {
    if (node.isObject()) {
      node.forEachEntry((name, value) -> {
        keep(name, value);
        if (name.equals("columns")) {
          value.forEach(column -> keep(name, column));
        }
        learnNames(value);
      });
    }
  }

  private void keep(String name, JsonNode value) {
    if (isPlain(value) && !value.asString().equals(sacred)) {
      keep(values.computeIfAbsent(name, _ -> new ArrayList<>()), value.asString());
    }
  }

  /** A value that a property had. */
  Optional<String> of(String name, SplittableRandom random) {
    return pick(values.getOrDefault(name, List.of()), random);
  }

  /**
   * The properties of something that a path such as {@code /api/v1/fits/{id}} may mean: one that
   * has all that the path names, if there is any.
   */
  Map<String, String> thing(String path, SplittableRandom random) {
    // Another protocol asks about the same models.
    String own = path.replaceFirst("^/v2/", "/api/v1/");
    String collection = own.substring(0, Math.max(0, own.indexOf('{')));
    List<String> names = PARAMETER.matcher(path).results().map(each -> each.group(1)).toList();
    List<Map<String, String>> all = things.getOrDefault(collection, List.of());
    List<Map<String, String>> whole =
        all.stream().filter(each -> each.keySet().containsAll(names)).toList();
    return pick(whole.isEmpty() ? all : whole, random).orElse(Map.of());
  }

  /** The last ones are there most likely. */
  private static <T> Optional<T> pick(List<T> known, SplittableRandom random) {
    int size = known.size();
    return size == 0
        ? Optional.empty()
        : Optional.of(known.get(Math.max(random.nextInt(size), random.nextInt(size))));
  }
}
