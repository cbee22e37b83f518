package io.mixtura.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mixtura.model.document.Documents;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model as a whole: what is said of it, and which of its versions have names. */
@Schema(name = "Model", description = "A name, what is said of it, and the aliases of its versions")
record RegisteredModel(
    @Schema(description = "Name of the model", example = "old-faithful") String name,
    @Schema(description = "What it is, in the words of whoever described it")
        @Nullable String description,
    @Schema(
            description = "Texts by name, for whoever sorts models",
            example = "{\"stage\": \"live\"}")
        Map<String, String> tags,
    @Schema(
            description =
                "The number of the version that each alias stands for; `@champion` in the place of a version asks that one",
            example = "{\"champion\": 1}")
        Map<String, Integer> aliases,
    @Schema(
            description =
                "The alias whose version answers where none is named, as in /models/{name}/responsibilities; null: the newest does",
            example = "champion")
        @JsonProperty("default")
        @Nullable String defaultAlias,
    @Schema(description = "Number of the version that answers where none is named", example = "1")
        int defaultVersion,
    @Schema(description = "Number of the newest version", example = "3") int latestVersion,
    @Schema(description = "Number of stored versions", example = "3") int versions,
    @Schema(description = "When the newest version was stored") Instant updatedAt) {

  static RegisteredModel of(
      ModelSummary stored, JdbcAliases.Row said, Map<String, Integer> aliases) {
    Integer named = said.defaultAlias() == null ? null : aliases.get(said.defaultAlias());
    return new RegisteredModel(
        stored.name(),
        said.description(),
        tags(said.tags()),
        aliases,
        said.defaultAlias(),
        named == null ? stored.latestVersion() : named,
        stored.latestVersion(),
        stored.versions(),
        stored.updatedAt());
  }

  /** Tags as they are stored. */
  static Map<String, String> tags(@Nullable String json) {
    return json == null ? Map.of() : Documents.texts(json);
  }

  static String json(Map<String, String> tags) {
    return Documents.write(tags);
  }

  /** A checksum of all that it says. */
  String etag() {
    return Documents.etag(Documents.write(this));
  }
}
