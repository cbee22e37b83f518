package io.mixtura.mixture.statistics;

/** The second moments that a model needs; a diagonal model never touches d² numbers. */
public enum SecondMoments {
  /** None. */
  NONE,
  /** The d diagonal entries. */
  DIAGONAL,
  /** The d(d+1)/2 entries of the lower triangle, row after row. */
  FULL;

  /** Numbers to keep for each component. */
  public int size(int d) {
    return switch (this) {
      case NONE -> 0;
      case DIAGONAL -> d;
      case FULL -> Math.toIntExact((long) d * (d + 1) / 2);
    };
  }

  /** The place of the variance of a column among them. */
  public int diagonal(int column) {
    return switch (this) {
      case NONE -> throw new IllegalStateException("no variances are gathered");
      case DIAGONAL -> column;
      case FULL -> column * (column + 3) / 2;
    };
  }
}
