package io.mixtura.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes JSON of a schema, valid, at its bounds or broken, and examples with a few things changed.
 * It writes text, since what is broken is no tree.
 */
final class FuzzedJson {
  private static final int DEEPEST = 4;

  private static final String[] NUMBERS = {
    "0",
    "-0.0",
    "1",
    "-1",
    "2",
    "3",
    "4",
    "10",
    "0.5",
    "-0.5",
    "1.5",
    "1e-7",
    "1e-300",
    "5e-324",
    "1e15",
    "9007199254740993",
    "2147483647",
    "2147483648",
    "-2147483649",
    "9223372036854775807",
    "9223372036854775808",
    "1e308",
    "-1e308",
    "1e400",
    "1e-400",
    "100000000000000000000000000000"
  };

  private static final String[] NO_NUMBERS = {
    "NaN", "Infinity", "-Infinity", "01", "+1", "1.", ".5", "1e", "0x10", "1_000", "1,5"
  };

  private static final String[] TEXTS = {
    "\"\"",
    "\" \"",
    "\"x\"",
    "\"1\"",
    "\"true\"",
    "\"null\"",
    "\"a b\"",
    "\"größe\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"😀\"",
    "\"../../etc/passwd\"",
    "\"%00\"",
    "\"<b>&amp;\"",
    "\"'; drop table x\"",
    "\"\\\"\\\\\\n\"",
    "\"latest\"",
    "\"-\"",
    "\"a,b\"",
    "\"1e400\"",
    "\"2026-01-01T00:00:00Z\""
  };

  private static final String[] OTHERS = {
    "null",
    "true",
    "false",
    "[]",
    "{}",
    "[[]]",
    "[null]",
    "{\"a\":1}",
    "[1,\"x\",null]",
    "[[[[1]]]]"
  };

  private static final String[] BROKEN = {
    "",
    "{",
    "[",
    "\"",
    "tru",
    "nul",
    "}",
    "]",
    ",",
    "\"\\x\"",
    "'x'",
    "/**/1",
    "undefined",
    "\"\t\""
  };

  private final JsonNode api;
  private final LearnedValues learned;
  private final SplittableRandom random;

  FuzzedJson(JsonNode api, LearnedValues learned, SplittableRandom random) {
    this.api = api;
    this.learned = learned;
    this.random = random;
  }

  /** Of a schema, mostly valid. */
  String of(JsonNode schema, String name) {
    return of(schema, name, 0);
  }

  private String of(JsonNode given, String name, int depth) {
    JsonNode schema = resolved(given);
    if (chance(0.04)) {
      return wrong();
    }
    if (schema.has("example") && chance(0.3)) {
      return schema.get("example").toString();
    }
    if (schema.has("enum")) {
      return pick(schema.get("enum")).toString();
    }
    return switch (type(schema)) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, name, depth);
      case "integer", "number" -> number(schema);
      case "boolean" -> String.valueOf(random.nextBoolean());
      case "string" -> text(schema, name);
      default -> anything(depth);
    };
  }

  private JsonNode resolved(JsonNode schema) {
    if (schema.has("$ref")) {
      return resolved(api.at(schema.get("$ref").asString().substring(1)));
    }
    return schema.has("oneOf") ? resolved(pick(schema.get("oneOf"))) : schema;
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? type.get(0).asString() : type.asString("");
  }

  private String object(JsonNode schema, int depth) {
    List<String> members = new ArrayList<>();
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(one -> required.add(one.asString()));
    schema
        .path("properties")
        .forEachEntry((name, property) -> {
          if (chance(required.contains(name) ? 0.97 : depth == 0 ? 0.12 : 0.4)) {
            members.add(member(name, of(property, name, depth + 1)));
          }
        });
    if (members.isEmpty() && chance(0.5)) {
      members.add(member("x", anything(depth + 1)));
    }
    return joined(members);
  }

  private static String member(String name, String value) {
    return JsonMapper.shared().writeValueAsString(name) + ":" + value;
  }

  private String joined(List<String> members) {
    Collections.shuffle(members, new Random(random.nextLong()));
    if (!members.isEmpty() && chance(0.02)) {
      members.add(members.getFirst());
    }
    if (chance(0.02)) {
      members.add("\"unknown\":1");
    }
    return "{" + String.join(",", members) + "}";
  }

  private String array(JsonNode schema, String name, int depth) {
    int size = chance(0.02) ? 200 : random.nextInt(5);
    List<String> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(of(schema.path("items"), name, depth + 1));
    }
    return items.toString();
  }

  private String number(JsonNode schema) {
    for (String bound : List.of("minimum", "maximum")) {
      if (schema.has(bound) && chance(0.15)) {
        return String.valueOf(schema.get(bound).asLong() + random.nextInt(3) - 1);
      }
    }
    if (schema.has("default") && chance(0.3)) {
      return schema.get("default").asString();
    }
    return chance(0.6) ? String.valueOf(1 + random.nextInt(4)) : pick(NUMBERS);
  }

  private String text(JsonNode schema, String name) {
    if (chance(0.7)) {
      var known = learned.of(name, random);
      if (known.isPresent()) {
        return JsonMapper.shared().writeValueAsString(known.get());
      }
    }
    if (schema.has("pattern") && chance(0.5)) {
      return "\"fuzzed-" + random.nextInt(5) + "\"";
    }
    return schema.has("default") && chance(0.5) ? schema.get("default").toString() : pick(TEXTS);
  }

  private String anything(int depth) {
    if (depth >= DEEPEST) {
      return pick(NUMBERS);
    }
    List<String> items = new ArrayList<>();
    int size = random.nextInt(4);
    return switch (random.nextInt(6)) {
      case 0 -> {
        for (int i = 0; i < size; i++) {
          items.add(anything(depth + 1));
        }
        yield items.toString();
      }
      case 1 -> {
        for (int i = 0; i < size; i++) {
          String name = learned.of("columns", random).orElse("a");
          items.add(member(name, anything(depth + 1)));
        }
        yield joined(items);
      }
      case 2 -> "[[%d,%d],[%d,%d]]".formatted(1 + size, 0, 0, 1 + size);
      case 3 -> pick(TEXTS);
      case 4 -> pick(OTHERS);
      default -> pick(NUMBERS);
    };
  }

  /** Anything, whatever is expected. */
  private String wrong() {
    return switch (random.nextInt(10)) {
      case 0 -> pick(BROKEN);
      case 1 -> pick(NO_NUMBERS);
      case 2, 3 -> pick(TEXTS);
      case 4, 5, 6 -> pick(NUMBERS);
      case 7 -> "\"" + "x".repeat(random.nextInt(3000)) + "\"";
      case 8 -> "[".repeat(1 + random.nextInt(1200));
      default -> pick(OTHERS);
    };
  }

  /** An example with some options more, and some values changed. */
  String changed(JsonNode example, JsonNode schema) {
    Set<String> changed = new HashSet<>();
    int changes = new int[] {0, 0, 0, 1, 1, 2}[random.nextInt(6)];
    for (int i = 0; i < changes; i++) {
      changed.add(somewhere(example));
    }
    return write(example, resolved(schema), "", changed, random.nextInt(4) / 2);
  }

  /** The pointer of a value that is reached by as many turns as it lies deep. */
  private String somewhere(JsonNode root) {
    String at = "";
    JsonNode node = root;
    while (node.isContainer() && !node.isEmpty() && (at.isEmpty() || chance(0.75))) {
      if (node.isObject()) {
        List<String> names = List.copyOf(node.propertyNames());
        String name = names.get(random.nextInt(names.size()));
        node = node.get(name);
        at += "/" + name;
      } else {
        int index = random.nextInt(node.size());
        node = node.get(index);
        at += "/" + index;
      }
    }
    return at;
  }

  private String write(JsonNode node, JsonNode schema, String at, Set<String> changed, int more) {
    if (changed.contains(at)) {
      return wrong();
    }
    if (node.isArray()) {
      List<String> items = new ArrayList<>();
      for (int i = 0; i < node.size(); i++) {
        items.add(write(node.get(i), schema.path("items"), at + "/" + i, changed, 0));
      }
      return items.toString();
    }
    if (!node.isObject()) {
      return node.toString();
    }
    List<String> members = new ArrayList<>();
    node.forEachEntry((name, value) -> {
      if (!chance(0.01)) {
        String inner = write(value, schema.path("properties"), at + "/" + name, changed, 0);
        members.add(member(chance(0.005) ? name + "x" : name, inner));
      }
    });
    List<String> options = List.copyOf(schema.path("properties").propertyNames());
    for (int i = 0; i < more && !options.isEmpty(); i++) {
      String name = options.get(random.nextInt(options.size()));
      if (!node.has(name)) {
        members.add(member(name, of(schema.path("properties").get(name), name, 1)));
      }
    }
    return joined(members);
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private String pick(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private JsonNode pick(JsonNode choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
