package io.mixtura.mixture.start;

import io.mixtura.mixture.em.LocalEStep;
import io.mixtura.mixture.em.NearestMean;
import io.mixtura.mixture.family.Components;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Sampling;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.observations.WeightedDraws;
import java.util.random.RandomGenerator;

/** Partitions of whitened points, where no column and no direction outweighs another. */
final class WhitenedClusters {
  /** Ward's method takes the square of it in time. */
  private static final int HIERARCHY_POINTS = 400;

  private final Observations whitened;
  private final LocalEStep eStep;
  private final KMeans kMeans;
  private final int components;

  WhitenedClusters(Observations whitened, LocalEStep eStep, KMeans kMeans, int components) {
    this.whitened = whitened;
    this.eStep = eStep;
    this.kMeans = kMeans;
    this.components = components;
  }

  /** By k-means++ and k-means. */
  int[] kMeans(RandomGenerator random) {
    Components found = kMeans.fromScratch(eStep, components, random);
    double[][] means = new double[components][];
    for (int k = 0; k < components; k++) {
      means[k] = found.mean(k);
    }
    return nearest(means);
  }

  /** By Ward's method on points drawn at random, by their weights if they have any. */
  int[] hierarchy(RandomGenerator random) {
    int size = Math.max(components, Math.min(HIERARCHY_POINTS, whitened.size() / 2));
    double[][] points = new double[Math.min(size, whitened.size())][];
    int[] drawn =
        whitened.isWeighted()
            ? new WeightedDraws(whitened).drawFromEach(points.length, random)
            : Sampling.distinct(whitened.size(), points.length, random);
    for (int i = 0; i < points.length; i++) {
      points[i] = whitened.point(drawn[i]);
    }
    return nearest(WardClusters.means(points, components));
  }

  private int[] nearest(double[][] means) {
    int[] labels = new int[whitened.size()];
    Tile tile = new Tile(whitened.dimensions());
    for (int index = 0; index < whitened.tiles(); index++) {
      whitened.read(index, tile);
      for (int p = 0; p < tile.count(); p++) {
        labels[index * Tile.POINTS + p] = NearestMean.of(tile, p, means);
      }
    }
    return labels;
  }
}
