package io.mixtura;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The image's question whether the service is well, a program of its own that needs no shell: it
 * ends with 0 if the service says so.
 */
final class HealthProbe {
  private static final int PATIENCE_MILLIS = 4000;
  private static final String QUESTION =
      "GET /actuator/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private HealthProbe() {}

  public static void main(String... arguments) {
    System.exit(isWell(Integer.parseInt(System.getenv("SERVER_PORT"))) ? 0 : 1);
  }

  /** By hand, since a client of HTTP takes several times as long to load. */
  private static boolean isWell(int port) {
    try (Socket service = new Socket()) {
      service.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
      service.setSoTimeout(PATIENCE_MILLIS);
      service.getOutputStream().write(QUESTION.getBytes(StandardCharsets.US_ASCII));
      String status =
          new BufferedReader(
                  new InputStreamReader(service.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      return status != null && status.contains(" 200");
    } catch (IOException away) {
      return false;
    }
  }
}
