package io.mixtura.web;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A request whose body is counted while it is read. */
final class CountedRequest extends HttpServletRequestWrapper {
  /** How much of a refused body is read so that its sender gets to see the answer, and how long. */
  static final long DRAINED_BYTES = 64L << 20;

  private static final Duration DRAINED_TIME = Duration.ofSeconds(30);

  private final HttpServletRequest request;
  private final BodyCount count;
  private @Nullable ServletInputStream body;
  private @Nullable BufferedReader reader;

  CountedRequest(HttpServletRequest request, BodyCount count) {
    super(request);
    this.request = request;
    this.count = count;
  }

  /** The refusal when the header {@code Content-Length} already tells that this is too much. */
  @Nullable Refusal refusalByLength() {
    long length = request.getContentLengthLong();
    return count.exceededBy(length) ? count.refusal(length + " bytes") : null;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    ServletInputStream opened = body;
    if (opened == null) {
      opened = new CountedBody(request.getInputStream(), count);
      body = opened;
    }
    return opened;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    BufferedReader opened = reader;
    if (opened == null) {
      String name = getCharacterEncoding();
      Charset charset = name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
      opened = new BufferedReader(new InputStreamReader(getInputStream(), charset));
      reader = opened;
    }
    return opened;
  }

  /**
   * Whether the client holds its body back until it is asked for it ({@code Expect: 100-continue}).
   * Reading would ask for it.
   */
  boolean isWaitingToBeAsked() {
    return request.getHeader(HttpHeaders.EXPECT) != null && !count.hasBegun();
  }

  /** Reads and drops what is left, up to a bound; beyond it the connection will be closed. */
  void drain() throws IOException {
    ServletInputStream rest = request.getInputStream();
    byte[] dropped = new byte[1 << 16];
    long deadline = System.nanoTime() + DRAINED_TIME.toNanos();
    long drained = 0;
    while (drained < DRAINED_BYTES && System.nanoTime() - deadline < 0) {
      int read = rest.read(dropped);
      if (read < 0) {
        return;
      }
      drained += read;
    }
  }
}
