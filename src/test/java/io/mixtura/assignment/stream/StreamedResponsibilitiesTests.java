package io.mixtura.assignment.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.model.Fitted;
import io.mixtura.model.Models;
import io.mixtura.testing.ServiceTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class StreamedResponsibilitiesTests extends ServiceTest {
  private static final String PATH = "/api/v1/models/streamed/versions/latest/responsibilities";
  private static final int MILLION = 1_000_000;
  private static final String ROWS = "3.6,79\n1.8,54\n".repeat(1000);
  private static final int ROWS_COUNT = 2000;

  @BeforeAll
  static void store(@Autowired Models models) {
    models.store(Fitted.oldFaithful("streamed"));
  }

  @Test
  void theAnswerBeginsWhileTheRequestIsStillBeingSent() throws Exception {
    try (RawExchange exchange = new RawExchange(port, PATH, "text/csv")) {
      int sent = sendUntilAnswered(exchange);
      assertThat(exchange.status()).contains("200");
      StringBuilder answer = new StringBuilder(exchange.chunk());
      assertThat(answer).startsWith("component0,component1,mostProbable,logDensity\n0.99");

      exchange.send(ROWS);
      exchange.end();
      for (String chunk = exchange.chunk(); !chunk.isEmpty(); chunk = exchange.chunk()) {
        answer.append(chunk);
      }
      assertThat(answer.toString().lines().count()).isEqualTo(1 + sent + ROWS_COUNT);
    }
  }

  @Test
  void anErrorAfterTheBeginningBreaksTheAnswerOff() throws Exception {
    try (RawExchange exchange = new RawExchange(port, PATH, "text/csv")) {
      int sent = sendUntilAnswered(exchange);
      assertThat(exchange.status()).contains("200");
      exchange.send("3.6,seventy-nine\n");
      exchange.end();

      StringBuilder answer = new StringBuilder();
      assertThatThrownBy(
              () -> {
                for (String chunk = exchange.chunk(); !chunk.isEmpty(); chunk = exchange.chunk()) {
                  answer.append(chunk);
                }
              })
          .isInstanceOf(IOException.class);
      assertThat(answer.toString().lines().skip(1).allMatch(StreamedResponsibilitiesTests::isRow))
          .as("what came before the break is the answer to rows and nothing else")
          .isTrue();
      assertThat(answer.toString().lines().count()).isLessThanOrEqualTo(1 + sent);
    }
    assertThat(get(PATH + "?x=3.6,79").statusCode()).as("the service goes on").isEqualTo(200);
  }

  /** The last row may be cut. */
  private static boolean isRow(String line) {
    return line.matches("[-+0-9.E,]*");
  }

  private static int sendUntilAnswered(RawExchange exchange) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    int sent = 0;
    while (!exchange.isAnswered()) {
      assertThat(System.nanoTime()).as("time of the beginning").isLessThan(deadline);
      exchange.send(ROWS);
      sent += ROWS_COUNT;
      Thread.sleep(5);
    }
    return sent;
  }

  /** Of CSV the lines are counted, of JSON the objects; both have one that is no row. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/csv         | eruptions,waiting\\n | 3.6,79\\n   | ''              | \\n
          application/json | {"rows":[            | [3.6,79],  | [1.8,54]]}      | {
          """)
  void aMillionRowsAreAnsweredInConstantMemory(
      String type, String begin, String row, String end, String counted) throws Exception {
    long idle = liveBytes();
    try (RawExchange exchange = new RawExchange(port, PATH, type)) {
      int full = end.isEmpty() ? MILLION : MILLION - 1;
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(() ->
              sendRows(exchange, begin.translateEscapes(), row.translateEscapes(), full, end));
      assertThat(exchange.status()).contains("200");
      char mark = counted.translateEscapes().charAt(0);
      long rows = -1;
      long peak = 0;
      long nextLook = MILLION / 4;
      for (String chunk = exchange.chunk(); !chunk.isEmpty(); chunk = exchange.chunk()) {
        rows += chunk.chars().filter(c -> c == mark).count();
        if (rows >= nextLook) {
          peak = Math.max(peak, liveBytes());
          nextLook += MILLION / 4;
        }
      }
      sending.get(30, TimeUnit.SECONDS);
      assertThat(rows).isEqualTo(MILLION);
      assertThat(peak).isPositive();
      assertThat(peak - idle).as("live heap while a million rows pass").isLessThan(16 << 20);
    }
  }

  private static void sendRows(
      RawExchange exchange, String begin, String row, int rows, String end) {
    try {
      exchange.send(begin);
      for (int sent = 0; sent < rows; sent += ROWS_COUNT) {
        exchange.send(row.repeat(Math.min(ROWS_COUNT, rows - sent)));
      }
      if (!end.isEmpty()) {
        exchange.send(end);
      }
      exchange.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The client of the JDK reads no answer before its request is sent, as many others do. */
  @Test
  void aClientThatSendsEverythingFirstGetsItsAnswerToo() throws Exception {
    HttpResponse<InputStream> answer =
        CLIENT.send(
            request(PATH)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofInputStream(() -> new RepeatedRows(MILLION / ROWS_COUNT)))
                .build(),
            BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).startsWith("component0");
      long rows = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        assertThat(line.charAt(line.indexOf(',', line.indexOf(',') + 1) + 1))
            .as("row %d", rows)
            .isEqualTo(rows % 2 == 0 ? '0' : '1');
        rows++;
      }
      assertThat(rows).isEqualTo(MILLION);
    }
  }

  /** A body that is never held whole. */
  private static final class RepeatedRows extends InputStream {
    private static final byte[] BYTES = ROWS.getBytes(StandardCharsets.UTF_8);
    private int repetitions;
    private int position;

    RepeatedRows(int repetitions) {
      this.repetitions = repetitions;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (position == BYTES.length) {
        position = 0;
        repetitions--;
      }
      if (repetitions == 0) {
        return -1;
      }
      int part = Math.min(length, BYTES.length - position);
      System.arraycopy(BYTES, position, into, offset, part);
      position += part;
      return part;
    }
  }

  private static long liveBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
