package io.mixtura.web.body;

import io.mixtura.web.problem.Refusal;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A request whose body is counted while it is read, and has the memory for it. */
final class CountedRequest extends HttpServletRequestWrapper {
  private final HttpServletRequest request;
  private final BodyCount count;
  private final LowestRate pace;
  private final BodyMemory.Part memory;
  private final boolean streamed;
  private @Nullable ServletInputStream body;
  private @Nullable BufferedReader reader;

  CountedRequest(
      HttpServletRequest request,
      BodyCount count,
      LowestRate pace,
      BodyMemory.Part memory,
      boolean streamed) {
    super(request);
    this.request = request;
    this.count = count;
    this.pace = pace;
    this.memory = memory;
    this.streamed = streamed;
  }

  /** The refusal when the header {@code Content-Length} already tells that this is too much. */
  @Nullable Refusal refusalByLength() {
    long length = request.getContentLengthLong();
    return count.exceededBy(length) ? count.refusal(length + " bytes") : null;
  }

  /** Whether its body is long, and not held. */
  boolean isStreamed() {
    return streamed;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    ServletInputStream opened = body;
    if (opened == null) {
      opened = open();
      body = opened;
    }
    return opened;
  }

  private ServletInputStream open() throws IOException {
    CountedBody counted = new CountedBody(request.getInputStream(), count, pace);
    ContentCoding coding = ContentCoding.of(request.getHeader(HttpHeaders.CONTENT_ENCODING));
    ServletInputStream plain =
        coding == ContentCoding.IDENTITY ? counted : new DecodedBody(counted, coding, count);
    if (streamed) {
      memory.stream();
      return plain;
    }
    return new WholeBody(plain, memory);
  }

  /** The coding of a request's body; identity, too, of one that will be refused for it. */
  static ContentCoding coding(HttpServletRequest request) {
    try {
      return ContentCoding.of(request.getHeader(HttpHeaders.CONTENT_ENCODING));
    } catch (Refusal unknown) {
      return ContentCoding.IDENTITY;
    }
  }

  /** Unknown once it is decoded. */
  @Override
  public int getContentLength() {
    return isEncoded() ? -1 : super.getContentLength();
  }

  @Override
  public long getContentLengthLong() {
    return isEncoded() ? -1 : super.getContentLengthLong();
  }

  private boolean isEncoded() {
    return coding(request) != ContentCoding.IDENTITY;
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
}
