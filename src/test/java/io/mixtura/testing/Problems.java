package io.mixtura.testing;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What problem documents say. */
public final class Problems {
  private Problems() {}

  /** Where an error is: its pointer, or its parameter or header, of which it has one. */
  public static String place(JsonNode error) {
    List<String> places =
        List.of("pointer", "parameter", "header").stream().filter(error::has).toList();
    if (places.size() != 1) {
      throw new AssertionError("one place was to be named in " + error);
    }
    return error.get(places.getFirst()).asString();
  }
}
