package io.mixtura.web.body;

import io.mixtura.caller.Tenant;
import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The place of a request among those that are streamed, whether its body, its answer or both are
 * long: it has one at most, from when it is known that it needs it until the request has been
 * answered.
 */
public final class StreamPlace implements AutoCloseable {
  private static final String ATTRIBUTE = "io.mixtura.stream";

  private final Traffic traffic;
  private Traffic.@Nullable Stream stream;

  StreamPlace(Traffic traffic, ServletRequest request) {
    this.traffic = traffic;
    request.setAttribute(ATTRIBUTE, this);
  }

  /**
   * Takes the place of a request whose answer will be long, before any of it has left.
   *
   * @throws io.mixtura.web.problem.Refusal 429 if too many are streamed
   */
  public static void take(ServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof StreamPlace place) {
      place.take();
    }
  }

  void take() {
    if (stream == null) {
      stream = traffic.stream(Tenant.current());
    }
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }
}
