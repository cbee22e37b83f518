package io.mixtura.mixture.testing;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Points drawn from a mixture that a seed decides, and parameters to start from that are near them.
 */
public final class RandomProblem {
  private final SplittableRandom random;
  private final int k;
  private final int d;
  private final double[][] rows;

  public RandomProblem(long seed) {
    this(seed, 60, 160);
  }

  /** With at least {@code fewest} points and fewer than {@code end} to each component. */
  RandomProblem(long seed, int fewest, int end) {
    this.random = new SplittableRandom(seed);
    this.k = random.nextInt(1, 5);
    this.d = random.nextInt(1, 6);
    this.rows = rows(k * random.nextInt(fewest, end));
  }

  public int components() {
    return k;
  }

  public int dimensions() {
    return d;
  }

  public double[][] rows() {
    return rows;
  }

  private double[][] rows(int n) {
    double[][] centres = new double[k][];
    double[][][] factors = new double[k][d][];
    for (int c = 0; c < k; c++) {
      centres[c] = gaussians(d, 3);
      for (int j = 0; j < d; j++) {
        factors[c][j] = gaussians(d, 0.7);
        factors[c][j][j] += 1;
      }
    }
    double[][] points = new double[n][];
    for (int i = 0; i < n; i++) {
      int c = random.nextInt(k);
      double[] noise = gaussians(d, 1);
      points[i] = centres[c].clone();
      for (int j = 0; j < d; j++) {
        for (int m = 0; m < d; m++) {
          points[i][j] += factors[c][j][m] * noise[m];
        }
      }
    }
    return points;
  }

  /** Random weights, points for means, and covariances of the data's size in the structure. */
  public Initialization.Parameters parameters(CovarianceStructure structure, MixingWeights mixing) {
    List<List<Double>> means = new ArrayList<>();
    for (int c = 0; c < k; c++) {
      means.add(list(rows[random.nextInt(rows.length)]));
    }
    List<List<List<Double>>> covariances =
        Arrays.stream(RandomCovariances.of(structure, k, d, random))
            .map(matrix -> Arrays.stream(matrix).map(RandomProblem::list).toList())
            .toList();
    List<Double> weights = list(mixing.initial(k));
    return new Initialization.Parameters(
        mixing instanceof MixingWeights.Learned ? weights() : weights, means, covariances);
  }

  /** Positive and summing to 1. */
  public List<Double> weights() {
    double[] weights = new double[k];
    Arrays.setAll(weights, _ -> random.nextDouble(0.2, 1));
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).mapToObj(weight -> weight / sum).toList();
  }

  private double[] gaussians(int size, double scale) {
    double[] values = new double[size];
    Arrays.setAll(values, _ -> scale * random.nextGaussian());
    return values;
  }

  public static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
