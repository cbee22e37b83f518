package io.mixtura.mixture.testing;

import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.special.PoissonDensity;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Well separated clusters in columns of any family: 0.55, 0.3 and 0.15 of the rows, each of which
 * anybody can tell from its values.
 *
 * @param rows the points
 * @param of the cluster of each
 */
public record Clusters(double[][] rows, int[] of) {
  private static final double[] ENDS = {0.55, 0.85, 1};

  /** Of each cluster where its numbers and rates are, and which of three levels is usual. */
  private static final double[][] PLACES = {{0, 10, -8}, {9, -4, 7}, {-9, -7, 12}};

  private static final double[][] RATES = {{2, 60, 20}, {25, 4, 70}, {70, 20, 3}};

  public static Clusters of(int n, List<ColumnFamily> families, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] of = new int[n];
    double[][] rows = new double[n][families.size()];
    for (int i = 0; i < n; i++) {
      double u = (i + 0.5) / n;
      of[i] = u < ENDS[0] ? 0 : u < ENDS[1] ? 1 : 2;
    }
    for (int i = n - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = of[i];
      of[i] = of[other];
      of[other] = kept;
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < families.size(); j++) {
        rows[i][j] = draw(families.get(j), of[i], j, random);
      }
    }
    return new Clusters(rows, of);
  }

  private static double draw(ColumnFamily family, int cluster, int j, SplittableRandom random) {
    boolean isUsual = random.nextDouble() < 0.96;
    return switch (family) {
      case ColumnFamily.Gaussian _ -> PLACES[cluster][j % 3] + random.nextGaussian();
      case ColumnFamily.Poisson _ -> poisson(RATES[cluster][j % 3], random);
      // In three columns each pair of clusters differs in two.
      case ColumnFamily.Bernoulli _ -> (cluster == j % 3) == isUsual ? 1 : 0;
      case ColumnFamily.Categorical _ -> isUsual ? (cluster + j) % 3 : random.nextInt(3);
    };
  }

  private static double poisson(double rate, SplittableRandom random) {
    double left = random.nextDouble();
    PoissonDensity density = new PoissonDensity(rate);
    int count = 0;
    while (count < 10 * rate + 20) {
      left -= Math.exp(density.log(count));
      if (left < 0) {
        break;
      }
      count++;
    }
    return count;
  }

  /**
   * The rows, and after their values the component that they are labelled with, or −1.
   *
   * @param names the label of each cluster
   * @param every that many rows have one label among them
   */
  public double[][] labelled(int[] names, int every) {
    double[][] labelled = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      labelled[i] = Arrays.copyOf(rows[i], rows[i].length + 1);
      labelled[i][rows[i].length] = i % every == 0 ? names[of[i]] : -1;
    }
    return labelled;
  }
}
