package io.mixtura.mixture.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Well-known data. */
public final class Data {
  private Data() {}

  public static final List<String> FAITHFUL_COLUMNS = List.of("eruptions", "waiting");

  public static double[][] faithful() {
    return numbers("/samples/faithful.csv", 2);
  }

  public static double[][] iris() {
    return numbers("/golden/iris.csv", 4);
  }

  /**
   * Five measurements of 200 rock crabs of two colours and both sexes; N. A. Campbell, R. J. Mahon
   * (1974), Aust. J. Zool. 22, 417–425.
   */
  public static double[][] crabs() {
    return numbers("/golden/crabs.csv", 5);
  }

  /**
   * Velocities of 82 galaxies, in 1000 km/s; K. Roeder (1990), J. Amer. Statist. Assoc. 85,
   * 617–624.
   */
  public static double[][] galaxies() {
    return numbers("/golden/galaxies.csv", 1);
  }

  /**
   * Pores in 48 cross-sections of oil-bearing rock, area, perimeter and shape, and the
   * permeability; R's {@code rock}, of BP Research.
   */
  public static double[][] rock() {
    return numbers("/golden/rock.csv", 4);
  }

  /**
   * A 2 × 2 × 2 experiment on peas in six blocks of four plots: block, nitrogen, phosphate, potash,
   * and the yield; R's {@code npk}, of F. Yates (1937).
   */
  public static double[][] npk() {
    return numbers("/golden/npk.csv", 5);
  }

  /**
   * Thirteen analyses of 178 wines; S. Aeberhard, D. Coomans, O. de Vel (1992), Tech. Rep. 92-02,
   * James Cook University.
   */
  public static double[][] wine() {
    return numbers("/golden/wine.csv", 13);
  }

  /** Answers 1 to 4 to twelve questions; NaN where there is none. */
  public static double[][] election() {
    return text("/golden/election.csv")
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(cells ->
            Arrays.stream(cells)
                .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                .toArray())
        .toArray(double[][]::new);
  }

  public static List<String> names(int d) {
    return java.util.stream.IntStream.range(0, d).mapToObj(j -> "x" + j).toList();
  }

  private static double[][] numbers(String resource, int columns) {
    return text(resource)
        .lines()
        .skip(1)
        .map(line -> line.split(","))
        .map(
            cells -> Arrays.stream(cells).limit(columns).mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }

  public static String text(String resource) {
    try (InputStream in = Objects.requireNonNull(Data.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
