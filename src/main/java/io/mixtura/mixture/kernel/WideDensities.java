package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Kernels.PANEL;
import static io.mixtura.mixture.kernel.Kernels.POINTS;
import static io.mixtura.mixture.kernel.Vectors.WIDE;
import static io.mixtura.mixture.kernel.Vectors.WIDTH;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;

import jdk.incubator.vector.DoubleVector;

/** The distances of points from components, where 32 registers hold eight numbers each. */
final class WideDensities {
  /** Rows of U at a time; with fewer, sums would wait for each other. */
  static final int ROWS = 4;

  private WideDensities() {}

  static void squaredLengths(
      double[] x,
      int points,
      double[] mean,
      double[] whitening,
      int d,
      double[] panel,
      double[] out,
      int offset) {
    for (int p = 0; p < points; p += PANEL) {
      ofPanel(x, p, mean, whitening, d, panel, out, offset + p);
    }
  }

  /**
   * Four rows of U by sixteen points: eight sums stay in registers, and little is loaded for what
   * is done. Differences to the mean are taken where they are first needed, since a loop of their
   * own takes a third as long as all else in 16 dimensions, and go into a panel.
   */
  private static void ofPanel(
      double[] x,
      int p,
      double[] mean,
      double[] whitening,
      int d,
      double[] panel,
      double[] out,
      int at) {
    DoubleVector q0 = zero(WIDE);
    DoubleVector q1 = zero(WIDE);
    int whole = d - d % ROWS;
    for (int i = 0; i < whole; i += ROWS) {
      int t = PairedRows.start(i);
      int s = PairedRows.start(i + 2);
      DoubleVector a0 = zero(WIDE);
      DoubleVector a1 = zero(WIDE);
      DoubleVector b0 = zero(WIDE);
      DoubleVector b1 = zero(WIDE);
      DoubleVector c0 = zero(WIDE);
      DoubleVector c1 = zero(WIDE);
      DoubleVector e0 = zero(WIDE);
      DoubleVector e1 = zero(WIDE);
      DoubleVector z0;
      DoubleVector z1;
      DoubleVector u;
      for (int j = 0; j < i; j++) {
        int row = j * PANEL;
        int column = 2 * j;
        z0 = fromArray(WIDE, panel, row);
        z1 = fromArray(WIDE, panel, row + WIDTH);
        u = broadcast(WIDE, whitening[t + column]);
        a0 = u.fma(z0, a0);
        a1 = u.fma(z1, a1);
        u = broadcast(WIDE, whitening[t + column + 1]);
        b0 = u.fma(z0, b0);
        b1 = u.fma(z1, b1);
        u = broadcast(WIDE, whitening[s + column]);
        c0 = u.fma(z0, c0);
        c1 = u.fma(z1, c1);
        u = broadcast(WIDE, whitening[s + column + 1]);
        e0 = u.fma(z0, e0);
        e1 = u.fma(z1, e1);
      }
      // Each row is longer by one than that before, and the first to need one more coordinate.
      int row = i * PANEL;
      int column = 2 * i;
      z0 = fromArray(WIDE, x, i * POINTS + p).sub(mean[i]);
      z1 = fromArray(WIDE, x, i * POINTS + p + WIDTH).sub(mean[i]);
      z0.intoArray(panel, row);
      z1.intoArray(panel, row + WIDTH);
      u = broadcast(WIDE, whitening[t + column]);
      a0 = u.fma(z0, a0);
      a1 = u.fma(z1, a1);
      u = broadcast(WIDE, whitening[t + column + 1]);
      b0 = u.fma(z0, b0);
      b1 = u.fma(z1, b1);
      u = broadcast(WIDE, whitening[s + column]);
      c0 = u.fma(z0, c0);
      c1 = u.fma(z1, c1);
      u = broadcast(WIDE, whitening[s + column + 1]);
      e0 = u.fma(z0, e0);
      e1 = u.fma(z1, e1);
      row = (i + 1) * PANEL;
      column = 2 * (i + 1);
      z0 = fromArray(WIDE, x, (i + 1) * POINTS + p).sub(mean[i + 1]);
      z1 = fromArray(WIDE, x, (i + 1) * POINTS + p + WIDTH).sub(mean[i + 1]);
      z0.intoArray(panel, row);
      z1.intoArray(panel, row + WIDTH);
      u = broadcast(WIDE, whitening[t + column + 1]);
      b0 = u.fma(z0, b0);
      b1 = u.fma(z1, b1);
      u = broadcast(WIDE, whitening[s + column]);
      c0 = u.fma(z0, c0);
      c1 = u.fma(z1, c1);
      u = broadcast(WIDE, whitening[s + column + 1]);
      e0 = u.fma(z0, e0);
      e1 = u.fma(z1, e1);
      row = (i + 2) * PANEL;
      column = 2 * (i + 2);
      z0 = fromArray(WIDE, x, (i + 2) * POINTS + p).sub(mean[i + 2]);
      z1 = fromArray(WIDE, x, (i + 2) * POINTS + p + WIDTH).sub(mean[i + 2]);
      z0.intoArray(panel, row);
      z1.intoArray(panel, row + WIDTH);
      u = broadcast(WIDE, whitening[s + column]);
      c0 = u.fma(z0, c0);
      c1 = u.fma(z1, c1);
      u = broadcast(WIDE, whitening[s + column + 1]);
      e0 = u.fma(z0, e0);
      e1 = u.fma(z1, e1);
      row = (i + 3) * PANEL;
      column = 2 * (i + 3);
      z0 = fromArray(WIDE, x, (i + 3) * POINTS + p).sub(mean[i + 3]);
      z1 = fromArray(WIDE, x, (i + 3) * POINTS + p + WIDTH).sub(mean[i + 3]);
      z0.intoArray(panel, row);
      z1.intoArray(panel, row + WIDTH);
      u = broadcast(WIDE, whitening[s + column + 1]);
      e0 = u.fma(z0, e0);
      e1 = u.fma(z1, e1);
      q0 = e0.fma(e0, c0.fma(c0, b0.fma(b0, a0.fma(a0, q0))));
      q1 = e1.fma(e1, c1.fma(c1, b1.fma(b1, a1.fma(a1, q1))));
    }
    for (int i = whole; i < d; i++) {
      int t = PairedRows.index(i, 0);
      DoubleVector z0 = fromArray(WIDE, x, i * POINTS + p).sub(mean[i]);
      DoubleVector z1 = fromArray(WIDE, x, i * POINTS + p + WIDTH).sub(mean[i]);
      z0.intoArray(panel, i * PANEL);
      z1.intoArray(panel, i * PANEL + WIDTH);
      DoubleVector a0 = zero(WIDE);
      DoubleVector a1 = zero(WIDE);
      for (int j = 0; j < i; j++) {
        DoubleVector u = broadcast(WIDE, whitening[t + 2 * j]);
        a0 = u.fma(fromArray(WIDE, panel, j * PANEL), a0);
        a1 = u.fma(fromArray(WIDE, panel, j * PANEL + WIDTH), a1);
      }
      DoubleVector u = broadcast(WIDE, whitening[t + 2 * i]);
      a0 = u.fma(z0, a0);
      a1 = u.fma(z1, a1);
      q0 = a0.fma(a0, q0);
      q1 = a1.fma(a1, q1);
    }
    q0.intoArray(out, at);
    q1.intoArray(out, at + WIDTH);
  }
}
