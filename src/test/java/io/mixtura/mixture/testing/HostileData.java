package io.mixtura.mixture.testing;

import static io.mixtura.mixture.testing.DiscreteData.levels;

import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.observations.Observations;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Data that people send all the same, and in how many components. */
public enum HostileData {
  ONE_POINT(1, 1, (random, i) -> row(4.5, -2)),
  FEWER_POINTS_THAN_DIMENSIONS(5, 2, (random, i) -> gaussian(random, 9, 1)),
  AS_MANY_POINTS_AS_COMPONENTS(4, 4, (random, i) -> gaussian(random, 2, 1)),
  FEWER_POINTS_THAN_COMPONENTS(3, 5, (random, i) -> gaussian(random, 2, 1)),
  TWO_POINTS(2, 2, (random, i) -> row(i == 0 ? 9999 : 0)),
  TWO_POINTS_TOGETHER(2, 1, (random, i) -> row(i == 0 ? 9999 : 0)),
  CONSTANT_COLUMN(60, 2, (random, i) -> row(apart(random, i), 7.25)),
  DUPLICATED_ROWS(60, 3, (random, i) -> row(i % 3, i % 3 * (i % 3))),
  ALL_ROWS_EQUAL(40, 2, (random, i) -> row(3.5, -2, 0)),
  ALL_ZERO(40, 2, (random, i) -> row(0, 0)),
  COLLINEAR(
      60,
      2,
      (random, i) -> {
        double x = apart(random, i);
        return row(x, 2 * x, 3 - x);
      }),
  HUGE(60, 2, (random, i) -> scaled(1e150, apart(random, i), random.nextGaussian())),
  TINY(60, 2, (random, i) -> scaled(1e-150, apart(random, i), random.nextGaussian())),
  HUGE_AND_TINY(60, 2, (random, i) -> row(1e150 * apart(random, i), 1e-150 * apart(random, i))),
  ALTERNATING(60, 2, (random, i) -> row(i % 2 == 0 ? 1e100 : -1e100, random.nextGaussian())),
  DENORMAL(60, 2, (random, i) -> scaled(1e-310, apart(random, i), random.nextGaussian())),
  FAR_FROM_ZERO(60, 2, (random, i) -> row(1e12 + apart(random, i), 1e12 + random.nextGaussian())),
  FAR_OUTLIER(60, 2, (random, i) -> row(i == 0 ? 1e15 : apart(random, i), random.nextGaussian())),
  MANY_DIMENSIONS(60, 2, (random, i) -> gaussian(random, 200, 1)),
  LEVELS(60, 3, (random, i) -> row(random.nextInt(2), random.nextInt(2))),
  HUGE_COUNTS(60, 2, (random, i) -> row(i % 2 * 1e9, random.nextInt(3))),
  ONE_ROW_HAS_ALL_WEIGHT(30, 2, (random, i) -> gaussian(random, 2, 1), i -> i == 7 ? 1 : 0),
  ONE_ROW_HAS_NEARLY_ALL_WEIGHT(
      30, 2, (random, i) -> gaussian(random, 2, 1), i -> i == 7 ? 1 : 1e-18),
  FEATHERWEIGHTS(60, 2, (random, i) -> row(apart(random, i), random.nextGaussian()), i -> 1e-300),
  HEAVYWEIGHTS(60, 2, (random, i) -> row(apart(random, i), random.nextGaussian()), i -> 1e300),
  WEIGHTS_WORLDS_APART(
      60,
      2,
      (random, i) -> row(apart(random, i), random.nextGaussian()),
      i -> i % 2 == 0 ? 1e-300 : 1e300),
  A_COLUMN_OF_GAPS(40, 2, (random, i) -> row(apart(random, i), Double.NaN)),
  ONE_VALUE_IN_A_COLUMN(40, 2, (random, i) -> row(apart(random, i), i == 3 ? 1 : Double.NaN)),
  ONE_VALUE_IN_A_ROW(
      60,
      2,
      (random, i) ->
          IntStream.range(0, 3)
              .mapToDouble(j -> i % 3 == j ? random.nextGaussian() : Double.NaN)
              .toArray()),
  GAPS_ALONE(20, 2, (random, i) -> row(Double.NaN, Double.NaN));

  private final int size;
  final int components;
  private final BiFunction<SplittableRandom, Integer, double[]> point;
  private final @Nullable IntWeight weight;

  /** The weight of a row. */
  interface IntWeight {
    double of(int row);
  }

  HostileData(int size, int components, BiFunction<SplittableRandom, Integer, double[]> point) {
    this(size, components, point, null);
  }

  HostileData(
      int size,
      int components,
      BiFunction<SplittableRandom, Integer, double[]> point,
      @Nullable IntWeight weight) {
    this.size = size;
    this.components = components;
    this.point = point;
    this.weight = weight;
  }

  private static double[] row(double... values) {
    return values;
  }

  private static double[] scaled(double factor, double... values) {
    return Arrays.stream(values).map(value -> factor * value).toArray();
  }

  private static double[] gaussian(SplittableRandom random, int d, double deviation) {
    return IntStream.range(0, d).mapToDouble(_ -> deviation * random.nextGaussian()).toArray();
  }

  /** Of two clusters. */
  private static double apart(SplittableRandom random, int i) {
    return random.nextGaussian() + i % 2 * 6;
  }

  double[][] rows() {
    SplittableRandom random = new SplittableRandom(ordinal());
    return IntStream.range(0, size).mapToObj(i -> point.apply(random, i)).toArray(double[][]::new);
  }

  public Observations observations() {
    IntWeight given = weight;
    return given == null
        ? Observations.of(rows())
        : Observations.of(rows(), IntStream.range(0, size).mapToDouble(given::of).toArray());
  }

  private DoubleStream numbers() {
    return Arrays.stream(rows()).flatMapToDouble(Arrays::stream).filter(x -> !Double.isNaN(x));
  }

  /** Each column of a family that is not Gaussian, where all values are such as it can have. */
  List<List<ColumnFamily>> discrete() {
    int d = rows()[0].length;
    double[] distinct = numbers().map(value -> value + 0.0).distinct().sorted().toArray();
    return Stream.of(new ColumnFamily.Poisson(), new ColumnFamily.Bernoulli(), levels(distinct))
        .filter(family -> family.width() <= ColumnFamily.Categorical.MOST_LEVELS)
        .filter(family -> {
          DoublePredicate isGood = value -> family.complaint(value) == null;
          return numbers().allMatch(isGood);
        })
        .map(family -> DiscreteData.all(family, d))
        .toList();
  }
}
