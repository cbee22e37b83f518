package io.mixtura.mixture.testing;

import io.mixtura.mixture.covariance.CovarianceStructure;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The M step of each covariance structure as Celeux and Govaert (1995) write it, in whole matrices
 * and plain loops, iterated far longer than it takes where there is no closed form. Shares no line
 * with the engine. EVE and VVE are not here: their M step has more than one maximum.
 */
public final class TextbookCovariances {
  private static final int TURNS = 3000;

  private final double[][][] scatter;
  private final double[] counts;
  private final double n;
  private final int d;

  TextbookCovariances(double[][][] scatter, double[] counts) {
    this.scatter = scatter;
    this.counts = counts;
    this.n = Arrays.stream(counts).sum();
    this.d = scatter[0].length;
  }

  /** All that are here. */
  public static Stream<CovarianceStructure> structures() {
    return CovarianceStructure.ALL.stream()
        .filter(structure -> !List.of("EVE", "VVE").contains(structure.code()));
  }

  double[][][] of(CovarianceStructure structure) {
    String code = structure.names().getLast();
    return switch (code) {
      case "identity" -> each(k -> diagonal(ones()));
      case "EII" -> each(k -> times(trace(total()) / (d * n), diagonal(ones())));
      case "VII" -> each(k -> times(trace(scatter[k]) / (d * counts[k]), diagonal(ones())));
      case "EEI" -> each(k -> times(1 / n, diagonalOf(total())));
      case "VVI" -> each(k -> times(1 / counts[k], diagonalOf(scatter[k])));
      case "EVI" -> equalVolumes(each(k -> diagonalOf(scatter[k])));
      case "VEI" -> proportional(each(k -> diagonalOf(scatter[k])));
      case "EEE" -> each(k -> times(1 / n, total()));
      case "VEE" -> proportional(scatter);
      case "EEV" -> rotated(each(k -> times(1 / n, sum(eigenvalues()))));
      case "VEV" -> rotated(proportional(eigenvalues()));
      case "EVV" -> equalVolumes(scatter);
      case "VVV" -> each(k -> times(1 / counts[k], scatter[k]));
      default -> throw new IllegalArgumentException(code);
    };
  }

  private interface OfComponent {
    double[][] matrix(int k);
  }

  private double[][][] each(OfComponent rule) {
    double[][][] all = new double[scatter.length][][];
    Arrays.setAll(all, rule::matrix);
    return all;
  }

  private double[][][] equalVolumes(double[][][] matrices) {
    ToDoubleFunction<double[][]> size = matrix -> Math.pow(determinant(matrix), 1.0 / d);
    double volume = Arrays.stream(matrices).mapToDouble(size).sum() / n;
    return each(k -> times(volume / size.applyAsDouble(matrices[k]), matrices[k]));
  }

  private double[][][] proportional(double[][][] matrices) {
    double[] volumes = new double[matrices.length];
    Arrays.fill(volumes, 1);
    double[][] shape = matrices[0];
    for (int turn = 0; turn < TURNS; turn++) {
      double[] now = volumes.clone();
      double[][] mean = sum(each(k -> times(1 / now[k], matrices[k])));
      shape = times(Math.pow(determinant(mean), -1.0 / d), mean);
      double[][] inverse = TextbookMixture.inverse(shape);
      for (int k = 0; k < volumes.length; k++) {
        volumes[k] = trace(product(inverse, matrices[k])) / (d * counts[k]);
      }
    }
    double[][] last = shape;
    return each(k -> times(volumes[k], last));
  }

  private double[][][] rotated(double[][][] variances) {
    return each(k -> {
      double[][] vectors = eigen(scatter[k])[1];
      return product(product(vectors, variances[k]), transposed(vectors));
    });
  }

  private double[][][] eigenvalues() {
    return each(k -> eigen(scatter[k])[0]);
  }

  /** Eigenvalues on a diagonal, descending, and eigenvectors as columns: Jacobi's rotations. */
  private double[][][] eigen(double[][] matrix) {
    double[][] a = matrix;
    double[][] vectors = diagonal(ones());
    for (int sweep = 0; sweep < 60; sweep++) {
      for (int p = 0; p < d; p++) {
        for (int q = p + 1; q < d; q++) {
          double angle = Math.atan2(2 * a[p][q], a[p][p] - a[q][q]) / 2;
          double[][] turn = diagonal(ones());
          turn[p][p] = turn[q][q] = Math.cos(angle);
          turn[q][p] = Math.sin(angle);
          turn[p][q] = -Math.sin(angle);
          a = product(product(transposed(turn), a), turn);
          vectors = product(vectors, turn);
        }
      }
    }
    double[][] values = a;
    int[] order =
        IntStream.range(0, d)
            .boxed()
            .sorted((i, j) -> Double.compare(values[j][j], values[i][i]))
            .mapToInt(i -> i)
            .toArray();
    double[][] sorted = new double[d][d];
    double[][] columns = new double[d][d];
    for (int j = 0; j < d; j++) {
      sorted[j][j] = values[order[j]][order[j]];
      for (int i = 0; i < d; i++) {
        columns[i][j] = vectors[i][order[j]];
      }
    }
    return new double[][][] {sorted, columns};
  }

  private double[][] total() {
    return sum(scatter);
  }

  private double[][] sum(double[][][] matrices) {
    double[][] sum = new double[d][d];
    for (double[][] matrix : matrices) {
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          sum[i][j] += matrix[i][j];
        }
      }
    }
    return sum;
  }

  private double[] ones() {
    double[] ones = new double[d];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[][] diagonal(double[] values) {
    double[][] matrix = new double[values.length][values.length];
    for (int j = 0; j < values.length; j++) {
      matrix[j][j] = values[j];
    }
    return matrix;
  }

  private static double[][] diagonalOf(double[][] matrix) {
    double[] values = new double[matrix.length];
    Arrays.setAll(values, j -> matrix[j][j]);
    return diagonal(values);
  }

  private static double[][] times(double factor, double[][] matrix) {
    return Arrays.stream(matrix)
        .map(row -> Arrays.stream(row).map(value -> factor * value).toArray())
        .toArray(double[][]::new);
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix.length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] product = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        for (int m = 0; m < a.length; m++) {
          product[i][j] += a[i][m] * b[m][j];
        }
      }
    }
    return product;
  }

  private static double trace(double[][] matrix) {
    double sum = 0;
    for (int j = 0; j < matrix.length; j++) {
      sum += matrix[j][j];
    }
    return sum;
  }

  private static double determinant(double[][] matrix) {
    return Math.exp(TextbookMixture.logDeterminant(matrix));
  }
}
