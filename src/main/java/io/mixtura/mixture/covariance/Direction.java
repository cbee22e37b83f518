package io.mixtura.mixture.covariance;

/** A direction in a plane, in its right half: cosine ≥ 0. */
record Direction(double cosine, double sine) {
  private static final Direction AHEAD = new Direction(1, 0);

  /**
   * In which a symmetric 2 × 2 matrix is longest: its first eigenvector, without cancellation.
   *
   * @param difference of the diagonal, the first minus the second
   * @param off the entry off the diagonal
   */
  static Direction ofLongest(double difference, double off) {
    double size = Math.max(Math.abs(difference), Math.abs(off));
    // Also where it is not a number.
    if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
      return AHEAD;
    }
    double half = difference / size / 2;
    double y = off / size;
    double root = Math.sqrt(half * half + y * y);
    double along = half >= 0 ? root + half : Math.abs(y);
    double across = half >= 0 ? y : Math.copySign(root - half, y);
    double length = Math.sqrt(along * along + across * across);
    return new Direction(along / length, across / length);
  }

  /** Half the angle. */
  Direction halved() {
    double half = Math.sqrt((1 + cosine) / 2);
    return new Direction(half, sine / (2 * half));
  }

  /** The sum of the angles; beyond the right half its opposite. */
  Direction plus(Direction other) {
    double c = cosine * other.cosine - sine * other.sine;
    double s = sine * other.cosine + cosine * other.sine;
    return c < 0 ? new Direction(-c, -s) : new Direction(c, s);
  }
}
