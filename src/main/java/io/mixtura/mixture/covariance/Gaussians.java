package io.mixtura.mixture.covariance;

import java.io.Serializable;
import java.util.List;

/**
 * Means and covariances of some Gaussians, and the structure that the covariances have: all that a
 * pass over points needs of them. Arrays are handed out as they are; nobody writes to them.
 *
 * @param structure what the covariances may look like
 */
public record Gaussians(
    CovarianceStructure structure, List<double[]> means, List<Covariance> covariances)
    implements Serializable {

  public Gaussians {
    means = List.copyOf(means);
    covariances = List.copyOf(covariances);
  }

  public int count() {
    return means.size();
  }

  public int dimensions() {
    return means.getFirst().length;
  }

  public double[] mean(int k) {
    return means.get(k);
  }

  public Covariance covariance(int k) {
    return covariances.get(k);
  }

  /** The mean of the means: an origin near all of them. */
  public double[] middle() {
    double[] middle = new double[dimensions()];
    for (double[] mean : means) {
      for (int j = 0; j < middle.length; j++) {
        middle[j] += mean[j] / means.size();
      }
    }
    return middle;
  }
}
