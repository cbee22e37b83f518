package io.mixtura.mixture.testing;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Data that break fits: little, much too large, or the same over and over. */
public enum HardData {
  CONSTANT_COLUMN(150, random -> i -> new double[] {random.nextGaussian() + i % 3 * 5, 7.25}),
  CONSTANT_COLUMN_FIRST(150, random -> i -> new double[] {0.1, random.nextGaussian() + i % 3 * 5}),
  DUPLICATE_COLUMN(
      150,
      random ->
          i -> {
            double x = random.nextGaussian() + i % 3 * 5;
            return new double[] {random.nextGaussian(), x, x};
          }),
  SUM_OF_COLUMNS(
      150,
      random ->
          i -> {
            double x = random.nextGaussian() + i % 3 * 5;
            double y = random.nextGaussian();
            return new double[] {x, y, x + y};
          }),
  DUPLICATED_POINTS(150, random -> i -> new double[] {i % 5, (i % 5) * (i % 5)}),
  ONE_POINT_MANY_TIMES(60, random -> i -> new double[] {3.5, -2}),
  TWO_DISTINCT_POINTS(60, random -> i -> new double[] {i % 2, 1 - i % 2}),
  AS_MANY_POINTS_AS_COMPONENTS(
      3, random -> i -> new double[] {random.nextGaussian(), random.nextGaussian()}),
  FEWER_POINTS_THAN_DIMENSIONS(
      4,
      random ->
          i -> Arrays.stream(new double[6]).map(zero -> zero + random.nextGaussian()).toArray()),
  HUGE_OFFSET(
      200,
      random -> i -> new double[] {1e9 + random.nextGaussian() + i % 2 * 8, random.nextGaussian()}),
  HUGER_OFFSET(
      200,
      random -> i -> new double[] {1e15 + Math.rint(random.nextGaussian()), random.nextGaussian()}),
  TINY_SCALE(
      200,
      random ->
          i ->
              new double[] {
                1e-30 * (random.nextGaussian() + i % 2 * 8), 1e-30 * random.nextGaussian()
              }),
  HUGE_SCALE(
      200,
      random ->
          i -> new double[] {1e100 * (random.nextDouble() + i % 2), 1e100 * random.nextDouble()}),
  SMALLEST_SCALE(
      200,
      random -> i -> new double[] {1e-170 * random.nextGaussian(), 1e-320 * random.nextGaussian()}),
  MIXED_SCALES(
      200,
      random ->
          i ->
              new double[] {
                1e-60 * random.nextGaussian() + 1e-59 * (i % 2), 1e60 * random.nextGaussian()
              }),
  ZERO_INFLATED(
      300,
      random ->
          i ->
              random.nextInt(10) < 7
                  ? new double[] {0, 0}
                  : new double[] {random.nextGaussian() + 4, Math.exp(random.nextGaussian())}),
  ONE_COLUMN_ZERO_INFLATED(
      300,
      random ->
          i ->
              new double[] {
                random.nextInt(10) < 7 ? 0 : Math.exp(random.nextGaussian()), random.nextGaussian()
              }),
  ONE_FAR_OUTLIER(
      200,
      random ->
          i ->
              new double[] {
                i == 0 ? 1e12 : random.nextGaussian() + i % 3 * 5, random.nextGaussian()
              }),
  FAR_CLUSTERS(
      200,
      random -> i -> new double[] {i % 2 * 1e9 + random.nextGaussian(), random.nextGaussian()});

  private final int size;
  private final Function<SplittableRandom, IntFunction<double[]>> points;

  HardData(int size, Function<SplittableRandom, IntFunction<double[]>> points) {
    this.size = size;
    this.points = points;
  }

  public double[][] rows() {
    IntFunction<double[]> point = points.apply(new SplittableRandom(ordinal()));
    double[][] rows = new double[size][];
    Arrays.setAll(rows, point);
    return rows;
  }
}
