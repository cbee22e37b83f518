package io.mixtura.fit;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event of a stream, as it is sent to all who watch.
 *
 * @param id its place in the sequence of what is told of the fit; 0 if it has none
 * @param isReplayed whether it is sent to those alone who come back and have not seen it
 * @param text in the form of server-sent events
 */
record FitEvent(long id, boolean isReplayed, Text text) {

  /** Bytes, each of them the same as itself alone. */
  static final class Text {
    private final byte[] bytes;

    Text(String text) {
      this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /** An event with a place in the sequence. */
  static FitEvent numbered(long id, String type, boolean isReplayed, JsonMapper json, Object data) {
    return new FitEvent(id, isReplayed, text(id, type, json.writeValueAsString(data)));
  }

  /** An event that says how things are now, and nothing to those who come back. */
  static FitEvent passing(String type, String json) {
    return new FitEvent(0, false, text(null, type, json));
  }

  private static Text text(@Nullable Long id, String type, String json) {
    return new Text(
        (id == null ? "" : "id: " + id + "\n") + "event: " + type + "\ndata: " + json + "\n\n");
  }
}
