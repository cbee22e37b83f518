package io.mixtura.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request as it goes through the socket.
 *
 * @param operation whose request it was before it was broken
 * @param target path and query, as they are sent
 * @param body the whole body; the framing says what of it is sent
 */
record FuzzedRequest(
    String operation,
    String method,
    String target,
    List<String> headers,
    byte[] body,
    Framing framing) {

  /** How the body is sent. */
  enum Framing {
    LENGTH,
    CHUNKED,
    /** The length promises more than comes. */
    TRUNCATED,
    /** The last chunk does not come. */
    TRUNCATED_CHUNKS,
    /** A chunk whose size is no number. */
    BROKEN_CHUNKS,
    /** A length that is no number, or two of them. */
    BROKEN_LENGTH;

    /** Whether the connection is good for a further request. */
    boolean isWhole() {
      return this == LENGTH || this == CHUNKED;
    }
  }

  private static final int SHOWN = 3000;

  /** To be read in the message of a failure. */
  @Override
  public String toString() {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return "%s: %s %s%n%s%n%s, %d bytes: %s"
        .formatted(
            operation,
            method,
            target,
            String.join(System.lineSeparator(), headers),
            framing,
            body.length,
            text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
  }
}
