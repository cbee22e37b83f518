package io.mixtura.assignment.stream;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One request over a bare socket, so that a test decides when what is sent and when it is read. */
final class RawExchange implements Closeable {
  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;

  /** Sends the head of a POST with a chunked body. */
  RawExchange(int port, String path, String type) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(30_000);
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream());
    String head =
        """
        POST %s HTTP/1.1
        Host: localhost
        Content-Type: %s
        Transfer-Encoding: chunked
        Connection: close

        """;
    out.write(head.formatted(path, type).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Sends part of the body. */
  void send(String part) throws IOException {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Ends the body. */
  void end() throws IOException {
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Whether any of the answer has arrived. */
  boolean isAnswered() throws IOException {
    return in.available() > 0;
  }

  /** Reads the head of the answer, and its first line. */
  String status() throws IOException {
    String status = line();
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length")) {
        throw new AssertionError("this answer is not streamed: " + header);
      }
    }
    return status;
  }

  /**
   * Reads the next chunk of the answer; empty after the last.
   *
   * @throws EOFException when the connection ends before the answer does
   */
  String chunk() throws IOException {
    int length = Integer.parseInt(line(), 16);
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the connection ended within a chunk");
    }
    line();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended after '" + line + "'");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
