package io.mixtura.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One side of a comparison: a process that does what it is told, a line at a time, so that two of
 * them can be made to take turns.
 *
 * <ul>
 *   <li>{@code iterate 5}: five iterations from the given start; answers milliseconds per iteration
 *       and the log-likelihood of the parameters after them.
 *   <li>{@code fit 1}: a fit from the data alone, with seed 1 and everything else left at its
 *       default; answers milliseconds and the log-likelihood.
 *   <li>{@code initialize kmeans 1}: finds a start from the data alone, by this method and with
 *       seed 1; answers milliseconds and its log-likelihood.
 *   <li>{@code peak}: answers the most memory that the process ever held, in KiB.
 * </ul>
 */
abstract class Peer {

  record Run(double millis, double logLikelihood) {}

  abstract Run iterate(int iterations) throws IOException;

  abstract Run fit(long seed) throws IOException;

  /** Other libraries are not asked: how they start is not what ours is measured by. */
  Run initialize(String method, long seed) throws IOException {
    throw new UnsupportedOperationException("only Mixtura's initialization is measured alone");
  }

  final void serve() throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    answer("ready");
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      String[] order = line.split(" ");
      switch (order[0]) {
        case "iterate" -> answer(iterate(Integer.parseInt(order[1])));
        case "fit" -> answer(fit(Long.parseLong(order[1])));
        case "initialize" -> answer(initialize(order[1], Long.parseLong(order[2])));
        case "peak" -> answer(peak());
        default -> throw new IllegalArgumentException(line);
      }
    }
  }

  private static void answer(Run run) {
    answer(run.millis() + " " + run.logLikelihood());
  }

  private static void answer(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /** Linux alone keeps this figure; elsewhere it is left out. */
  private static String peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "nan";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.replaceAll("\\D", ""))
        .findFirst()
        .orElse("nan");
  }
}
