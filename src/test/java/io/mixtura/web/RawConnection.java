package io.mixtura.web;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A client that does what well-behaved libraries do not: sends malformed requests, and sends a
 * whole body before it looks at the answer.
 */
public final class RawConnection implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;

  public RawConnection(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(20_000);
    out = new BufferedOutputStream(socket.getOutputStream(), 2 * CHUNK);
    in = socket.getInputStream();
  }

  public void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  public void head(String path, String... headers) throws IOException {
    write(
        "POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n"
            .formatted(path, String.join("\r\n", headers)));
  }

  public void body(long length) throws IOException {
    byte[] bytes = new byte[CHUNK];
    for (long left = length; left > 0; left -= CHUNK) {
      out.write(bytes, 0, (int) Math.min(CHUNK, left));
    }
    out.flush();
  }

  /** The same, in chunks, as a sender does that does not know the length. */
  public void chunks(long length) throws IOException {
    for (long left = length; left > 0; left -= CHUNK) {
      int size = (int) Math.min(CHUNK, left);
      write(Integer.toHexString(size) + "\r\n");
      body(size);
      write("\r\n");
    }
    write("0\r\n\r\n");
  }

  /** Sends nothing more, but goes on listening. */
  public void hangUp() throws IOException {
    socket.shutdownOutput();
  }

  /** The first line of the answer. */
  public String status() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int one = in.read(); one >= 0 && one != '\r'; one = in.read()) {
      line.write(one);
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** What follows until the connection is closed. */
  public String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
