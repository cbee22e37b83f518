package io.mixtura.mixture.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the definition: merge the cheapest pair of all, again and again. */
class WardClustersTests {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void areThoseOfTheDefinition(long seed) {
    Random random = new Random(seed);
    double[][] points = new double[60][];
    Arrays.setAll(points, i -> new double[] {random.nextGaussian(), random.nextGaussian() + i % 3});
    for (int k : new int[] {1, 2, 5, 59, 60}) {
      assertThat(sorted(WardClusters.means(points, k)))
          .usingElementComparator((a, b) -> distance(a, b) < 1e-20 ? 0 : 1)
          .containsExactlyElementsOf(sorted(byDefinition(points, k)));
    }
  }

  private static double[][] byDefinition(double[][] points, int k) {
    List<List<double[]>> clusters = new ArrayList<>();
    for (double[] point : points) {
      clusters.add(new ArrayList<>(List.of(point)));
    }
    while (clusters.size() > k) {
      int into = 0;
      int from = 1;
      double least = Double.POSITIVE_INFINITY;
      for (int a = 0; a < clusters.size(); a++) {
        for (int b = a + 1; b < clusters.size(); b++) {
          double cost = spread(clusters.get(a), clusters.get(b));
          if (cost < least) {
            least = cost;
            into = a;
            from = b;
          }
        }
      }
      clusters.get(into).addAll(clusters.remove(from));
    }
    return clusters.stream().map(WardClustersTests::mean).toArray(double[][]::new);
  }

  /** By how much the sum of squares grows when two clusters become one. */
  private static double spread(List<double[]> a, List<double[]> b) {
    List<double[]> both = new ArrayList<>(a);
    both.addAll(b);
    return squares(both) - squares(a) - squares(b);
  }

  private static double squares(List<double[]> points) {
    double[] mean = mean(points);
    return points.stream().mapToDouble(point -> distance(point, mean)).sum();
  }

  private static double[] mean(List<double[]> points) {
    double[] mean = new double[points.getFirst().length];
    for (double[] point : points) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += point[j] / points.size();
      }
    }
    return mean;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sum;
  }

  private static List<double[]> sorted(double[][] means) {
    return Arrays.stream(means)
        .sorted(Comparator.<double[]>comparingDouble(mean -> mean[0]))
        .toList();
  }
}
