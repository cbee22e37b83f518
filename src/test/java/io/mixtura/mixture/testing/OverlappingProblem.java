package io.mixtura.mixture.testing;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.spec.Initialization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Points of components that overlap, of a family that the number decides, and one random start:
 * where EM is slow, and where it is not.
 */
public final class OverlappingProblem {
  private static final int KINDS = 8;

  private final SplittableRandom random;
  private final int kind;
  private final int k;
  private final int d;
  private final SpecBuilder spec;
  private final double[][] rows;

  public OverlappingProblem(long seed, int number) {
    this.random = new SplittableRandom(seed * 1_000_003 + number);
    this.kind = number % KINDS;
    this.k = random.nextInt(2, 6);
    this.d = kind == 3 ? 1 : kind >= 4 ? random.nextInt(4, 9) : random.nextInt(1, 5);
    List<ColumnFamily> columns = columns();
    this.rows = rows(columns, random.nextInt(200, 1500));
    this.spec = spec(columns).from(new Initialization.RandomPoints()).restarts(1).seed(number);
  }

  public SpecBuilder spec() {
    return spec;
  }

  public double[][] rows() {
    return rows;
  }

  /** The family, for messages. */
  public String name() {
    return List.of(
                "gaussian",
                "structured",
                "student",
                "poisson",
                "bernoulli",
                "categorical",
                "mixed",
                "noise")
            .get(kind)
        + " k="
        + k
        + " d="
        + d
        + " n="
        + rows.length;
  }

  private List<ColumnFamily> columns() {
    return switch (kind) {
      case 3 -> DiscreteData.all(new ColumnFamily.Poisson(), d);
      case 4 -> DiscreteData.all(new ColumnFamily.Bernoulli(), d);
      case 5 -> DiscreteData.all(DiscreteData.levels(0, 1, 2), d);
      case 6 ->
          IntStream.range(0, d)
              .mapToObj(j ->
                  j % 2 == 0
                      ? new ColumnFamily.Gaussian()
                      : j % 4 == 1 ? new ColumnFamily.Poisson() : DiscreteData.levels(0, 1, 2))
              .toList();
      default -> DiscreteData.all(new ColumnFamily.Gaussian(), d);
    };
  }

  private SpecBuilder spec(List<ColumnFamily> columns) {
    List<CovarianceStructure> structures = CovarianceStructure.ALL;
    CovarianceStructure any = structures.get(random.nextInt(structures.size()));
    return switch (kind) {
      case 1 -> SpecBuilder.em(k, any);
      case 2 ->
          SpecBuilder.em(k, CovarianceStructure.FULL).student(new DegreesOfFreedom.PerComponent());
      case 3, 4, 5, 6 -> SpecBuilder.em(k, columns);
      case 7 -> SpecBuilder.em(k, CovarianceStructure.FULL).noisy();
      default -> SpecBuilder.em(k, CovarianceStructure.FULL);
    };
  }

  private double[][] rows(List<ColumnFamily> columns, int n) {
    double spread = random.nextDouble(0.5, 3.5);
    double[][] centres = new double[k][d];
    double[] widths = new double[k];
    for (int c = 0; c < k; c++) {
      widths[c] = random.nextDouble(0.5, 1.5);
      for (int j = 0; j < d; j++) {
        centres[c][j] = spread * random.nextGaussian();
      }
    }
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int c = random.nextInt(k);
      double[] x = new double[d];
      Arrays.setAll(x, j -> value(columns.get(j), centres[c][j], widths[c]));
      points.add(x);
    }
    return points.toArray(double[][]::new);
  }

  private double value(ColumnFamily family, double centre, double width) {
    return switch (family) {
      case ColumnFamily.Poisson _ -> poisson(Math.exp(1 + centre / 3));
      case ColumnFamily.Bernoulli _ -> random.nextDouble() < 1 / (1 + Math.exp(-centre)) ? 1 : 0;
      case ColumnFamily.Categorical _ -> {
        double p = 1 / (1 + Math.exp(-centre));
        yield (random.nextDouble() < p ? 1 : 0) + (random.nextDouble() < p * p ? 1 : 0);
      }
      default -> {
        double wild = kind == 2 || kind == 7 ? (random.nextInt(20) == 0 ? 6 : 1) : 1;
        yield centre + wild * width * random.nextGaussian();
      }
    };
  }

  private double poisson(double rate) {
    double product = random.nextDouble();
    double least = Math.exp(-Math.min(rate, 50));
    int count = 0;
    while (product > least) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
