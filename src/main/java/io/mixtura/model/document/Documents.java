package io.mixtura.model.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads the documents in which models are stored. Its mapper is its own: documents
 * outlive changes to how the service writes its other answers, and a document from a newer release
 * must stay readable.
 */
public final class Documents {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Documents() {}

  public static String write(Object document) {
    return MAPPER.writeValueAsString(document);
  }

  /** A document as what it is made of. */
  static JsonNode tree(String json) {
    return MAPPER.readTree(json);
  }

  /** A document from elsewhere. */
  static ModelDocument document(JsonNode tree) {
    return MAPPER.treeToValue(tree, ModelDocument.class);
  }

  public static ModelDocument document(String json) {
    return MAPPER.readValue(json, ModelDocument.class);
  }

  public static VersionSummary summary(String json) {
    return MAPPER.readValue(json, VersionSummary.class);
  }

  /** Texts by name. */
  public static Map<String, String> texts(String json) {
    return MAPPER.readValue(json, new TypeReference<TreeMap<String, String>>() {});
  }

  public static String etag(String document) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
