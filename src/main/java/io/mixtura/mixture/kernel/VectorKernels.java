package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Vectors.FOUR;
import static io.mixtura.mixture.kernel.Vectors.WIDE;

import jdk.incubator.vector.DoubleVector;

/**
 * The hot passes on vectors of points. Sums over points run in eight lanes whatever the hardware
 * offers, since lanes are part of the result. {@link ScalarKernels} says what each method computes,
 * and gives the same bits.
 */
public final class VectorKernels implements Kernels {

  /** Vectors of four doubles are native only where registers have at least 256 bits. */
  static boolean isFast() {
    return DoubleVector.SPECIES_PREFERRED.length() >= FOUR.length();
  }

  @Override
  public String name() {
    return "vector-" + WIDE.vectorBitSize();
  }

  @Override
  public void whiten(
      double[] x,
      int points,
      double[] mean,
      double[] whitening,
      int d,
      double[] panel,
      double[] y) {
    VectorDensities.whiten(x, points, mean, whitening, d, panel, y);
  }

  @Override
  public void logDensities(
      double[] x,
      int points,
      double[] mean,
      double[] whitening,
      int d,
      double constant,
      double[] panel,
      double[] out,
      int offset) {
    VectorDensities.logDensities(x, points, mean, whitening, d, constant, panel, out, offset);
  }

  @Override
  public void logDensitiesOfRows(
      double[] rows,
      int[] points,
      int from,
      int to,
      double[] mean,
      double[] columns,
      int d,
      double constant,
      double[] scratch,
      double[] out,
      int offset) {
    VectorRows.logDensities(
        rows, points, from, to, mean, columns, d, constant, scratch, out, offset);
  }

  @Override
  public void logDensitiesDiagonal(
      double[] x,
      int points,
      double[] mean,
      double[] whitening,
      int d,
      double constant,
      double[] out,
      int offset) {
    VectorDensities.logDensitiesDiagonal(x, points, mean, whitening, d, constant, out, offset);
  }

  @Override
  public void logDensitiesSpherical(
      double[] x,
      int points,
      double[] mean,
      double precision,
      int d,
      double constant,
      double[] out,
      int offset) {
    VectorDensities.logDensitiesSpherical(x, points, mean, precision, d, constant, out, offset);
  }

  @Override
  public void project(
      double[] x, int points, double[] mean, double[] projection, int m, int d, double[] y) {
    VectorDensities.project(x, points, mean, projection, m, d, y);
  }

  @Override
  public void bound(
      double[] y,
      int p,
      double[] outlines,
      double[] constants,
      double[] bounds,
      double[] highest,
      double[] owners) {
    VectorBounds.bound(y, p, outlines, constants, bounds, highest, owners);
  }

  @Override
  public int selectBounds(double[] bounds, int k, double[] floors, int p, int[] into) {
    return VectorBounds.selectBounds(bounds, k, floors, p, into);
  }

  @Override
  public int select(double[] values, int offset, int points, double[] floors, int[] into) {
    return VectorPosteriors.select(values, offset, points, floors, into);
  }

  @Override
  public void normalize(double[] values, int points, int k, double[] logSum, double[] logLargest) {
    VectorPosteriors.normalize(values, points, k, logSum, logLargest);
  }

  @Override
  public void assignHard(double[] values, int points, int k, double[] largest) {
    VectorPosteriors.assignHard(values, points, k, largest);
  }

  @Override
  public void multiply(double[] values, int k, double[] factors) {
    VectorPosteriors.multiply(values, k, factors);
  }

  @Override
  public void thicken(
      double[] values,
      int offset,
      int points,
      double degreesOfFreedom,
      int d,
      double constant,
      double[] weights,
      double[] logs) {
    VectorPosteriors.thicken(values, offset, points, degreesOfFreedom, d, constant, weights, logs);
  }

  @Override
  public double sum(double[] values, int offset) {
    return VectorMoments.sum(values, offset);
  }

  @Override
  public void sums(double[] values, int rows, int points, double[] into) {
    VectorMoments.sums(values, rows, points, into);
  }

  @Override
  public void addSums(
      double[] x, int points, double[] mean, double[] r, int offset, int d, double[] into) {
    VectorMoments.addSums(x, points, mean, r, offset, d, into);
  }

  @Override
  public void addSquares(
      double[] x,
      int points,
      double[] mean,
      double[] r,
      int offset,
      int d,
      double[] sums,
      double[] squares) {
    VectorMoments.addSquares(x, points, mean, r, offset, d, sums, squares);
  }

  @Override
  public void addMoments(
      double[] x,
      int points,
      double[] mean,
      double[] r,
      int offset,
      int d,
      double[] roots,
      double[] v,
      double[] sums,
      double[] products) {
    VectorMoments.addMoments(x, points, mean, r, offset, d, roots, v, sums, products);
  }

  @Override
  public void addMomentsOfRows(
      double[] rows,
      int points,
      double[] mean,
      double[] r,
      int d,
      double[] v,
      double[] sums,
      double[] products) {
    VectorRows.addMoments(rows, points, mean, r, d, v, sums, products);
  }
}
