package io.mixtura.model.document;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A version's document as it leaves one service for another, marked so that it is known again. */
public final class PortableDocument {
  /** The member that tells such a document from parameters that somebody states. */
  public static final String FORMAT = "format";

  /** What it says. */
  public static final String VERSION = "mixtura-model/1";

  /** What a sum of weights or probabilities may be off by, since they are taken as they are. */
  public static final double ROUNDING = 1e-9;

  private static final List<String> REQUIRED =
      List.of(
          FORMAT,
          "name",
          "version",
          "createdAt",
          "algorithm",
          "columns",
          "components",
          "dimensions",
          "weights",
          "freeParameters",
          "warnings",
          "provenance");

  private PortableDocument() {}

  /** Of what is stored. */
  public static String of(String document) {
    ObjectNode stored = (ObjectNode) Documents.tree(document);
    ObjectNode portable = stored.objectNode().put(FORMAT, VERSION);
    stored.properties().forEach(member -> portable.set(member.getKey(), member.getValue()));
    return Documents.write(portable);
  }

  /** The member that every export has and this one has not. */
  public static Optional<String> missing(JsonNode portable) {
    return REQUIRED.stream()
        .filter(member -> portable.path(member).isMissingNode() || portable.path(member).isNull())
        .findFirst();
  }

  /**
   * The version that a document describes, of which nothing but {@link #missing} is checked.
   *
   * @throws tools.jackson.core.JacksonException if a member is not of its type
   */
  public static ModelDocument read(JsonNode portable) {
    return Documents.document(portable);
  }
}
