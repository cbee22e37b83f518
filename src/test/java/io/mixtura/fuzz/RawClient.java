package io.mixtura.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A client over a bare socket, since HTTP libraries refuse to send what is broken. Whoever does not
 * answer for half a minute hangs, and that is an exception.
 */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int CHUNK = 100;

  private final int port;
  private final String key;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();

  /**
   * A client that has sent nothing.
   *
   * @param key is sent where a request says nothing of who sends it
   */
  RawClient(int port, String key) {
    this.port = port;
    this.key = key;
  }

  /** Sends a request and reads its answer. */
  FuzzedAnswer send(FuzzedRequest request) throws IOException {
    boolean isReused = socket != null;
    FuzzedAnswer answer = exchange(request);
    // A connection that idled, or that had its hundred requests, is closed by the other side.
    return answer.status() == 0 && isReused ? exchange(request) : answer;
  }

  private FuzzedAnswer exchange(FuzzedRequest request) throws IOException {
    if (socket == null) {
      socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }
    FuzzedAnswer answer;
    try {
      write(socket, request);
      answer = read(request.method().equals("HEAD"));
    } catch (EOFException | SocketException closed) {
      answer = new FuzzedAnswer(0, Map.of(), new byte[0]);
    }
    boolean isOver = answer.status() == 0 || answer.header("Connection").equalsIgnoreCase("close");
    if (isOver || !request.framing().isWhole()) {
      close();
    }
    return answer;
  }

  private void write(Socket socket, FuzzedRequest request) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    line(out, "%s %s HTTP/1.1".formatted(request.method(), request.target()));
    line(out, "Host: localhost");
    if (request.headers().stream().noneMatch(header -> header.startsWith("Authorization"))) {
      line(out, "Authorization: Bearer " + key);
    }
    for (String header : request.headers()) {
      line(out, header);
    }
    byte[] body = request.body();
    switch (request.framing()) {
      case LENGTH -> length(out, String.valueOf(body.length), body);
      case TRUNCATED -> length(out, String.valueOf(body.length + 1 + body.length / 2), body);
      case BROKEN_LENGTH -> length(out, body.length + "x", body);
      case CHUNKED -> chunks(out, body, "0\r\n\r\n");
      case TRUNCATED_CHUNKS -> chunks(out, body, "ff\r\n");
      case BROKEN_CHUNKS -> chunks(out, body, "zz\r\n\r\n");
    }
    socket.getOutputStream().write(out.toByteArray());
    socket.getOutputStream().flush();
    if (!request.framing().isWhole()) {
      socket.shutdownOutput();
    }
  }

  private static void length(ByteArrayOutputStream out, String length, byte[] body) {
    line(out, "Content-Length: " + length);
    line(out, "");
    out.writeBytes(body);
  }

  private static void chunks(ByteArrayOutputStream out, byte[] body, String end) {
    line(out, "Transfer-Encoding: chunked");
    line(out, "");
    for (int from = 0; from < body.length; from += CHUNK) {
      int size = Math.min(CHUNK, body.length - from);
      line(out, Integer.toHexString(size));
      out.write(body, from, size);
      line(out, "");
    }
    out.writeBytes(end.getBytes(StandardCharsets.US_ASCII));
  }

  private static void line(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    out.write('\r');
    out.write('\n');
  }

  private FuzzedAnswer read(boolean isHead) throws IOException {
    String first = line();
    int status = Integer.parseInt(first.split(" ", 3)[1]);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    if (status < 200) {
      return read(isHead);
    }
    boolean hasBody = !isHead && status != 204 && status != 304;
    byte[] body = hasBody ? body(headers) : new byte[0];
    return new FuzzedAnswer(status, headers, decoded(headers, body));
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (headers.containsKey("content-length")) {
      return exactly(Integer.parseInt(headers.get("content-length")));
    }
    if (!headers.containsKey("transfer-encoding")) {
      return in.readAllBytes();
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = chunk(); size > 0; size = chunk()) {
      all.writeBytes(exactly(size));
      line();
    }
    line();
    return all.toByteArray();
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int one = in.read(); one != '\n'; one = in.read()) {
      if (one < 0) {
        throw new EOFException();
      }
      line.append((char) one);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  /** Who accepts gzip gets it. */
  private static byte[] decoded(Map<String, String> headers, byte[] body) throws IOException {
    if (body.length == 0 || !"gzip".equals(headers.get("content-encoding"))) {
      return body;
    }
    try (GZIPInputStream decoded = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return decoded.readAllBytes();
    }
  }
}
