package io.mixtura.mixture.covariance;

import io.mixtura.mixture.statistics.SecondMoments;
import java.util.List;

/**
 * The axes that symmetric matrices have in common, also where two of them could not be told apart
 * by any single one: rotations in the plane of two axes at a time that leave the least off the
 * diagonals.
 *
 * <p>J.-F. Cardoso, A. Souloumiac: Jacobi angles for simultaneous diagonalization. SIAM J. Matrix
 * Anal. Appl. 17 (1996) 161–164.
 */
final class JointDiagonalization {
  private static final int MOST_SWEEPS = 20;
  private static final double STANDSTILL = 1e-12;

  private JointDiagonalization() {}

  /** The axes of covariances that have the same; for others a compromise. */
  static double[][] axes(List<Covariance> covariances) {
    List<double[]> matrices = covariances.stream().map(JointDiagonalization::ofTraceOne).toList();
    int d = covariances.getFirst().dimensions();
    RotatedMatrices rotated =
        new RotatedMatrices(matrices, PrincipalAxes.of(d, sum(matrices)).axes());
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      double largest = 0;
      for (int p = 0; p < d; p++) {
        for (int q = p + 1; q < d; q++) {
          Direction angle = angle(rotated, p, q);
          largest = Math.max(largest, Math.abs(angle.sine()));
          if (Math.abs(angle.sine()) >= STANDSTILL) {
            rotated.turn(p, q, angle.cosine(), angle.sine());
          }
        }
      }
      if (largest < STANDSTILL) {
        break;
      }
    }
    return rotated.axes();
  }

  private static double[] ofTraceOne(Covariance covariance) {
    int d = covariance.dimensions();
    double trace = 0;
    for (int j = 0; j < d; j++) {
      trace += covariance.get(j, j);
    }
    double[] lower = new double[SecondMoments.FULL.size(d)];
    for (int i = 0, t = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, t++) {
        lower[t] = covariance.get(i, j) / trace;
      }
    }
    return lower;
  }

  private static double[] sum(List<double[]> matrices) {
    double[] sum = new double[matrices.getFirst().length];
    for (double[] matrix : matrices) {
      for (int t = 0; t < sum.length; t++) {
        sum[t] += matrix[t];
      }
    }
    return sum;
  }

  /** Off the diagonal stands ½ |(a − e, 2b) × (cos 2θ, sin 2θ)|. */
  private static Direction angle(RotatedMatrices matrices, int p, int q) {
    double difference = 0;
    double off = 0;
    for (int k = 0; k < matrices.count(); k++) {
      double x = matrices.get(k, p, p) - matrices.get(k, q, q);
      double y = matrices.get(k, p, q) + matrices.get(k, q, p);
      difference += x * x - y * y;
      off += x * y;
    }
    return Direction.ofLongest(difference, off).halved();
  }
}
