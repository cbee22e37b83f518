package io.mixtura.mixture.start;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ward's hierarchical clustering of a few points: of all pairs of clusters the one is merged whose
 * merging raises the sum of squared distances to the means least.
 *
 * <p>J. H. Ward: Hierarchical grouping to optimize an objective function. J. Amer. Statist. Assoc.
 * 58 (1963) 236–244. By chains of nearest neighbours, which need time proportional to m²d and,
 * unlike a table of distances, memory proportional to m.
 */
final class WardClusters {
  private final double[][] means;
  private final double[] sizes;

  private WardClusters(double[][] points) {
    this.means = Arrays.stream(points).map(double[]::clone).toArray(double[][]::new);
    this.sizes = new double[points.length];
    Arrays.fill(sizes, 1);
  }

  /** A merger of two clusters, the second into the first, at a cost. */
  private record Merger(int into, int from, double cost) {}

  /** The means of k clusters; of as many as there are points if these are fewer. */
  static double[][] means(double[][] points, int k) {
    List<Merger> mergers = new ArrayList<>(new WardClusters(points).mergers());
    // Chains find the mergers of the tree out of order; its k clusters are what the cheapest make.
    mergers.sort((one, other) -> Double.compare(one.cost(), other.cost()));
    WardClusters cut = new WardClusters(points);
    int[] parent = new int[points.length];
    Arrays.setAll(parent, i -> i);
    for (Merger merger : mergers.subList(0, Math.max(0, points.length - k))) {
      int into = root(parent, merger.into());
      int from = root(parent, merger.from());
      cut.merge(into, from);
      parent[from] = into;
    }
    List<double[]> means = new ArrayList<>();
    for (int i = 0; i < parent.length; i++) {
      if (parent[i] == i) {
        means.add(cut.means[i]);
      }
    }
    return means.toArray(double[][]::new);
  }

  private static int root(int[] parent, int i) {
    int root = i;
    while (parent[root] != root) {
      root = parent[root];
    }
    return root;
  }

  private List<Merger> mergers() {
    List<Merger> mergers = new ArrayList<>();
    int[] chain = new int[means.length];
    int length = 0;
    while (mergers.size() < means.length - 1) {
      if (length == 0) {
        chain[length++] = firstAlive();
      }
      int last = chain[length - 1];
      int before = length > 1 ? chain[length - 2] : -1;
      int nearest = nearest(last, before);
      if (nearest == before) {
        int into = Math.min(last, before);
        int from = Math.max(last, before);
        mergers.add(new Merger(into, from, cost(into, from)));
        merge(into, from);
        length -= 2;
      } else {
        chain[length++] = nearest;
      }
    }
    return mergers;
  }

  private int firstAlive() {
    int i = 0;
    while (sizes[i] == 0) {
      i++;
    }
    return i;
  }

  /** The cluster that is cheapest to merge with; the preferred one if others are no cheaper. */
  private int nearest(int cluster, int preferred) {
    int nearest = preferred;
    double least = preferred < 0 ? Double.POSITIVE_INFINITY : cost(cluster, preferred);
    for (int i = 0; i < sizes.length; i++) {
      if (i != cluster && sizes[i] > 0) {
        double cost = cost(cluster, i);
        if (cost < least || nearest < 0) {
          least = cost;
          nearest = i;
        }
      }
    }
    return nearest;
  }

  private double cost(int a, int b) {
    double distance = 0;
    for (int j = 0; j < means[a].length; j++) {
      double difference = means[a][j] - means[b][j];
      distance += difference * difference;
    }
    return distance * sizes[a] * sizes[b] / (sizes[a] + sizes[b]);
  }

  private void merge(int into, int from) {
    double share = sizes[from] / (sizes[into] + sizes[from]);
    for (int j = 0; j < means[into].length; j++) {
      means[into][j] += share * (means[from][j] - means[into][j]);
    }
    sizes[into] += sizes[from];
    sizes[from] = 0;
  }
}
