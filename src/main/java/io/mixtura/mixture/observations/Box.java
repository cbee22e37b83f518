package io.mixtura.mixture.observations;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * A box along the axes.
 *
 * <p>Its sides are kept beside its lowest corner, since far from 0 a short one would be lost in the
 * difference of two corners.
 */
public final class Box implements Serializable {
  private static final long serialVersionUID = 1;

  private final double[] lower;
  private final double[] sides;

  public Box(double[] lower, double[] sides) {
    this.lower = lower;
    this.sides = sides;
  }

  /**
   * The smallest box that holds all points that weigh something; its sides are 0 in columns in
   * which all of them are equal, and negative where none has a value.
   */
  public static Box around(Observations observations) {
    int d = observations.dimensions();
    double[] low = new double[d];
    double[] high = new double[d];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
    Tile tile = new Tile(d);
    for (int index = 0; index < observations.tiles(); index++) {
      observations.read(index, tile);
      for (int p = 0; p < tile.count(); p++) {
        for (int j = 0; tile.weight(p) > 0 && j < d; j++) {
          double x = tile.get(p, j);
          // Written so that a value that is missing widens nothing.
          low[j] = x < low[j] ? x : low[j];
          high[j] = x > high[j] ? x : high[j];
        }
      }
    }
    double[] sides = new double[d];
    Arrays.setAll(sides, j -> high[j] - low[j]);
    return new Box(low, sides);
  }

  /**
   * Wider by these, on both sides alike, in columns in which it has no width; about 0 where nobody
   * knows a value.
   */
  public Box atLeast(double[] least) {
    double[] low = lower.clone();
    double[] wide = sides.clone();
    for (int j = 0; j < wide.length; j++) {
      if (wide[j] <= 0) {
        low[j] = (wide[j] < 0 ? 0 : low[j]) - least[j] / 2;
        wide[j] = least[j];
      }
    }
    return new Box(low, wide);
  }

  /** Whether it is a single point. */
  public boolean isPoint() {
    return Arrays.stream(sides).noneMatch(side -> side > 0);
  }

  public int dimensions() {
    return lower.length;
  }

  /** The lowest corner: the array itself, which nobody writes to. */
  public double[] lower() {
    return lower;
  }

  /** The lengths of the sides: the array itself, which nobody writes to. */
  public double[] sides() {
    return sides;
  }

  /** log 1/V of its volume V. */
  public double logDensity() {
    double sum = 0;
    for (double side : sides) {
      sum -= StrictMath.log(side);
    }
    return sum;
  }

  /** After x → scale·x + shift, column by column, with positive scales. */
  public Box transformed(double[] scale, double[] shift) {
    double[] newLower = new double[lower.length];
    double[] newSides = new double[lower.length];
    for (int j = 0; j < newLower.length; j++) {
      newLower[j] = Math.fma(lower[j], scale[j], shift[j]);
      newSides[j] = sides[j] * scale[j];
    }
    return new Box(newLower, newSides);
  }

  /** In some columns alone. */
  public Box of(int... columns) {
    return new Box(
        Arrays.stream(columns).mapToDouble(j -> lower[j]).toArray(),
        Arrays.stream(columns).mapToDouble(j -> sides[j]).toArray());
  }

  /** A random point in it. */
  public void draw(DoubleSupplier uniform, double[] point) {
    for (int j = 0; j < dimensions(); j++) {
      point[j] = Math.fma(uniform.getAsDouble(), sides()[j], lower()[j]);
    }
  }
}
