package io.mixtura.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stream of server-sent events, as a browser reads it. */
public final class EventStream implements AutoCloseable {
  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;
  private final List<String> notes = new ArrayList<>();

  /**
   * An event.
   *
   * @param id negative if it has none
   */
  public record Event(long id, String type, JsonNode data) {}

  private EventStream(HttpResponse<InputStream> response) {
    this.response = response;
    this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /** Opens a stream. */
  public static EventStream open(HttpRequest.Builder request, String... headers) throws Exception {
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    HttpResponse<InputStream> response =
        ServiceTest.CLIENT.send(
            request.header("Accept", "text/event-stream").build(), BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " instead of a stream");
    }
    return new EventStream(response);
  }

  /** A header of the answer. */
  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Comments and retries so far. */
  public List<String> notes() {
    return notes;
  }

  /** The next event; null at the end of the stream. */
  public @Nullable Event next() throws IOException {
    long id = -1;
    String type = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id: ")) {
        id = Long.parseLong(line.substring(4));
      } else if (line.startsWith("event: ")) {
        type = line.substring(7);
      } else if (line.startsWith("data: ")) {
        return new Event(id, type, JsonMapper.shared().readTree(line.substring(6)));
      } else if (!line.isEmpty()) {
        notes.add(line);
      }
    }
    return null;
  }

  /** All events from here on. */
  public List<Event> all() throws IOException {
    return until(_ -> false);
  }

  /** Events from here on, until they are such or the stream ends. */
  public List<Event> until(Predicate<List<Event>> enough) throws IOException {
    List<Event> events = new ArrayList<>();
    while (!enough.test(events)) {
      Event event = next();
      if (event == null) {
        break;
      }
      events.add(event);
    }
    return events;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
