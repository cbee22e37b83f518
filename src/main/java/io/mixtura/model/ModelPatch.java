package io.mixtura.model;

import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.JsonPointers;
import io.mixtura.web.problem.Printable;
import io.mixtura.web.problem.Refusal;
import io.mixtura.web.problem.Spelling;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A merge patch of what is said of a model (RFC 7396): what it names is changed, null deletes, and
 * all else stays.
 */
final class ModelPatch {
  static final String TYPE = "application/merge-patch+json";

  private static final String DESCRIPTION = "description";
  private static final String TAGS = "tags";
  private static final String DEFAULT = "default";
  private static final List<String> CHANGEABLE = List.of(DESCRIPTION, TAGS, DEFAULT);

  private static final int LONGEST_DESCRIPTION = 4000;
  private static final int LONGEST_TAG = 255;
  private static final int MOST_TAGS = 64;

  private final JsonNode patch;

  /** The shape of a patch, for its documentation and for hints. */
  @Schema(
      name = "ModelPatch",
      description = "What is to be changed; null deletes, and what is left out stays as it is")
  record Shape(
      @Schema(description = "What the model is", maxLength = LONGEST_DESCRIPTION, nullable = true)
          @Nullable String description,
      @Schema(
              description = "Tags to set; a tag of null is taken away, and others stay",
              nullable = true)
          @Nullable Map<String, @Nullable String> tags,
      @Schema(
              name = DEFAULT,
              description = "The alias whose version answers where none is named",
              example = "champion",
              nullable = true)
          @Nullable String byDefault) {}

  /** A patch; 422 if it is none, with all that is wrong. */
  ModelPatch(JsonNode patch) {
    this.patch = patch;
    if (!patch.isObject()) {
      throw Refusal.unprocessable(
          "", "a patch is an object, such as {\"description\": \"Eruptions\"}");
    }
    check();
  }

  private void check() {
    Findings findings = new Findings(Shape.class, List.of());
    for (String name : patch.propertyNames()) {
      findings.require(
          CHANGEABLE.contains(name),
          "/" + name,
          "%s",
          "'%s' cannot be changed; description, tags and default can%s"
              .formatted(Excerpt.of(name), Spelling.hint(name, CHANGEABLE)));
    }
    checkText(findings, "/" + DESCRIPTION, patch.path(DESCRIPTION), LONGEST_DESCRIPTION);
    checkText(findings, "/" + DEFAULT, patch.path(DEFAULT), LONGEST_TAG);
    checkTags(findings, patch.path(TAGS));
    findings.refuseIfAny();
  }

  private static void checkTags(Findings findings, JsonNode tags) {
    boolean isObject = tags.isObject();
    findings.require(
        isObject || tags.isNull() || tags.isMissingNode(),
        "/" + TAGS,
        "tags is an object of texts, such as {\"stage\": \"live\"}, or null");
    if (isObject) {
      for (Map.Entry<String, JsonNode> tag : tags.properties()) {
        findings.require(
            isText(tag.getKey(), LONGEST_TAG) && !tag.getKey().isEmpty(),
            "/" + TAGS,
            "the name of a tag has 1 to %d characters and no control character",
            LONGEST_TAG);
        checkText(
            findings,
            JsonPointers.property("/" + TAGS, Excerpt.of(tag.getKey())),
            tag.getValue(),
            LONGEST_TAG);
      }
    }
  }

  private static void checkText(Findings findings, String pointer, JsonNode value, int longest) {
    findings.require(
        value.isMissingNode()
            || value.isNull()
            || value.isString() && isText(value.asString(), longest),
        pointer,
        "must be a text of at most %d characters without control characters, or null",
        longest);
  }

  private static boolean isText(String text, int longest) {
    return text.length() <= longest && Printable.is(text.replace("\n", ""));
  }

  /** What is said of the model afterwards. */
  JdbcAliases.Row on(JdbcAliases.Row row, Map<String, Integer> aliases) {
    return new JdbcAliases.Row(
        text(DESCRIPTION, row.description()), tags(row.tags()), defaultAlias(row, aliases));
  }

  private @Nullable String text(String name, @Nullable String before) {
    return patch.has(name) ? patch.get(name).asStringOpt().orElse(null) : before;
  }

  private @Nullable String defaultAlias(JdbcAliases.Row row, Map<String, Integer> aliases) {
    String given = text(DEFAULT, row.defaultAlias());
    String alias = given == null ? null : Alias.bare(given);
    if (alias != null && !aliases.containsKey(alias)) {
      throw Refusal.unprocessable(
          "/" + DEFAULT,
          "there is no alias '%s'; %s"
              .formatted(
                  Excerpt.of(alias),
                  aliases.isEmpty()
                      ? "PUT …/aliases/%s first".formatted(Excerpt.of(alias))
                      : "there are " + String.join(", ", aliases.keySet())));
    }
    return alias;
  }

  private @Nullable String tags(@Nullable String before) {
    JsonNode changes = patch.path(TAGS);
    if (changes.isMissingNode()) {
      return before;
    }
    Map<String, String> tags = new TreeMap<>(RegisteredModel.tags(before));
    if (changes.isNull()) {
      return null;
    }
    changes
        .properties()
        .forEach(tag -> {
          if (tag.getValue().isNull()) {
            tags.remove(tag.getKey());
          } else {
            tags.put(tag.getKey(), tag.getValue().asString());
          }
        });
    if (tags.size() > MOST_TAGS) {
      throw Refusal.unprocessable(
          "/" + TAGS,
          "a model has at most %d tags; this makes %d".formatted(MOST_TAGS, tags.size()));
    }
    return tags.isEmpty() ? null : RegisteredModel.json(tags);
  }
}
