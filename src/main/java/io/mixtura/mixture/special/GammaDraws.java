package io.mixtura.mixture.special;

import java.util.function.DoubleSupplier;

/**
 * Random numbers of the gamma distribution with a given shape a and rate 1, the same for the same
 * seed on every machine.
 *
 * <p>With d = a − ⅓ and c = 1/√(9d), d (1 + c x)³ with x standard normal is nearly one, and
 * rejecting a few per cent makes it exact. For a below 1 one of shape a + 1 is multiplied by
 * U^(1/a).
 *
 * <p>G. Marsaglia, W. W. Tsang: A simple method for generating gamma variables. ACM Trans. Math.
 * Softw. 26 (2000) 363–372.
 */
public final class GammaDraws {
  private final double shape;
  private final DoubleSupplier uniform;
  private final double d;
  private final double c;

  public GammaDraws(double shape, DoubleSupplier uniform) {
    this.shape = shape;
    this.uniform = uniform;
    this.d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
    this.c = 1 / Math.sqrt(9 * d);
  }

  public double shape() {
    return shape;
  }

  public double next() {
    double gamma = ofLargeShape();
    return shape < 1 ? gamma * StrictMath.pow(1 - uniform.getAsDouble(), 1 / shape) : gamma;
  }

  private double ofLargeShape() {
    while (true) {
      double x = normal();
      double root = 1 + c * x;
      double v = root * root * root;
      double logU = StrictMath.log(1 - uniform.getAsDouble());
      if (v > 0 && logU < x * x / 2 + d * (1 - v + StrictMath.log(v))) {
        return d * v;
      }
    }
  }

  /** By Marsaglia's polar method. */
  private double normal() {
    while (true) {
      double u = 2 * uniform.getAsDouble() - 1;
      double v = 2 * uniform.getAsDouble() - 1;
      double s = u * u + v * v;
      if (s < 1 && s > 0) {
        return u * Math.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }
}
