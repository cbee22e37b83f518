package io.mixtura.assignment;

import java.util.Arrays;

/**
 * The adjusted Rand index of two partitions of the same points: 1 where they are the same, about 0
 * where they agree no more than chance would have it, and below where they agree less.
 *
 * <p>With n_ij points in class i of the one and j of the other, (Σ_ij C(n_ij) − E) / (½ (A + B) −
 * E), where C(n) = n (n − 1) / 2, A and B are the sums of C over the sizes of the classes of each,
 * and E = A B / C(n).
 *
 * <ul>
 *   <li>Partitions that are both one class, or both as many as there are points: 1.
 * </ul>
 *
 * @see <a href="https://doi.org/10.1007/BF01908075">L. Hubert and P. Arabie, Comparing partitions,
 *     Journal of Classification 2 (1985)</a>
 */
final class AdjustedRandIndex {
  private AdjustedRandIndex() {}

  /**
   * Of a table of counts.
   *
   * @param counts entry [i][j] is the number of points in class i of the one and j of the other
   */
  static double of(long[][] counts) {
    double together = 0;
    double ofOne = 0;
    long all = 0;
    long[] columns = new long[counts.length == 0 ? 0 : counts[0].length];
    for (long[] row : counts) {
      long size = Arrays.stream(row).sum();
      ofOne += pairs(size);
      all += size;
      for (int j = 0; j < row.length; j++) {
        together += pairs(row[j]);
        columns[j] += row[j];
      }
    }
    double ofOther = Arrays.stream(columns).mapToDouble(AdjustedRandIndex::pairs).sum();
    double expected = all < 2 ? 0 : ofOne * ofOther / pairs(all);
    double most = (ofOne + ofOther) / 2;
    return most == expected ? 1 : (together - expected) / (most - expected);
  }

  private static double pairs(long count) {
    return count * (count - 1.0) / 2;
  }
}
