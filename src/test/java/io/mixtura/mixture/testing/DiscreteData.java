package io.mixtura.mixture.testing;

import io.mixtura.mixture.encoding.ColumnFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Published counts and patterns of answers. */
public final class DiscreteData {
  /**
   * Days of 1910 to 1912 by the number of deaths of women over 80 that The Times had notices of; V.
   * Hasselblad (1969), J. Amer. Statist. Assoc. 64, 1459–1471.
   */
  private static final double[] LONDON = {162, 267, 271, 185, 111, 61, 27, 8, 3, 1};

  /**
   * Of 216 students those with each pattern of answers to four questions on role conflict, from
   * 0000 to 1111; Stouffer and Toby (1951), as in L. A. Goodman (1974), Biometrika 61, 215–231.
   */
  private static final double[] VALUES = {42, 23, 6, 25, 6, 24, 7, 38, 1, 4, 1, 6, 2, 9, 2, 20};

  /**
   * Of 118 slides those on which seven pathologists found carcinoma (1) or not; A. Agresti (2002),
   * Categorical Data Analysis, table 13.1.
   */
  private static final String CARCINOMA =
      """
      0000000 34
      0000100 2
      0100000 6
      0100001 1
      0100100 4
      0100101 5
      1000000 2
      1010101 1
      1100000 2
      1100001 1
      1100100 2
      1100101 7
      1100111 1
      1101001 1
      1101101 2
      1101111 3
      1110101 13
      1110111 5
      1111101 10
      1111111 16
      """;

  /**
   * Of 1202 people those with each pattern of answers to four questions about surveys (PURPOSE and
   * ACCURACY of three levels, UNDERSTA and COOPERAT of two and three); A. L. McCutcheon (1987),
   * Latent Class Analysis, and {@code gss82} of R's poLCA.
   */
  private static final String GSS82 =
      """
      1111 419
      1112 35
      1113 2
      1121 71
      1122 25
      1123 5
      1211 270
      1212 25
      1213 4
      1221 42
      1222 16
      1223 5
      2111 23
      2112 4
      2113 1
      2121 6
      2122 2
      2211 43
      2212 9
      2213 2
      2221 9
      2222 3
      2223 2
      3111 26
      3112 3
      3121 1
      3122 2
      3211 85
      3212 23
      3213 6
      3221 13
      3222 12
      3223 8
      """;

  private DiscreteData() {}

  public static Weighted london() {
    double[][] rows =
        IntStream.range(0, 10).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
    return new Weighted(rows, LONDON);
  }

  public static Weighted values() {
    double[][] rows =
        IntStream.range(0, 16)
            .mapToObj(i -> new double[] {i >> 3 & 1, i >> 2 & 1, i >> 1 & 1, i & 1})
            .toArray(double[][]::new);
    return new Weighted(rows, VALUES);
  }

  public static Weighted carcinoma() {
    return table(CARCINOMA);
  }

  public static Weighted gss82() {
    return table(GSS82);
  }

  private static Weighted table(String text) {
    List<double[]> rows = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (String line : text.split("\n")) {
      String[] cells = line.split(" ");
      rows.add(cells[0].chars().mapToDouble(c -> c - '0').toArray());
      weights.add(Double.valueOf(cells[1]));
    }
    return new Weighted(
        rows.toArray(double[][]::new), weights.stream().mapToDouble(w -> w).toArray());
  }

  public static List<ColumnFamily> all(ColumnFamily family, int columns) {
    return Collections.nCopies(columns, family);
  }

  public static ColumnFamily levels(double... levels) {
    return new ColumnFamily.Categorical(Arrays.stream(levels).boxed().toList());
  }
}
