package io.mixtura.mixture.testing;

import io.mixtura.mixture.encoding.ColumnFamily;
import java.util.Arrays;
import java.util.List;

/**
 * EM for columns of several families as a textbook writes it: the data as they are, a table of
 * responsibilities, a value's probability looked up level by level. Gaussian columns have one
 * variance each. Shares no line with the engine.
 */
public final class TextbookFamilies {
  private final double[][] rows;
  private final List<ColumnFamily> families;
  public double[] weights;

  /** Of each component and column: mean and variance, rate, or the probabilities of the levels. */
  public double[][][] parameters;

  public TextbookFamilies(double[][] rows, List<ColumnFamily> families, int[] labels, int k) {
    this.rows = rows;
    this.families = families;
    double[][] r = new double[rows.length][k];
    for (int i = 0; i < rows.length; i++) {
      Arrays.fill(r[i], 0.1 / (k - 1));
      r[i][labels[i]] = 0.9;
    }
    this.weights = new double[k];
    this.parameters = new double[k][families.size()][];
    maximize(r);
  }

  /** So many iterations; the log-likelihood at their end. */
  public double iterate(int times) {
    for (int i = 0; i < times; i++) {
      maximize(responsibilities());
    }
    return logLikelihood();
  }

  double logLikelihood() {
    double sum = 0;
    for (double[] row : rows) {
      sum += Math.log(Arrays.stream(joint(row)).sum());
    }
    return sum;
  }

  public double[] joint(double[] row) {
    double[] joint = weights.clone();
    for (int k = 0; k < joint.length; k++) {
      for (int j = 0; j < row.length; j++) {
        joint[k] *= probability(families.get(j), parameters[k][j], row[j]);
      }
    }
    return joint;
  }

  private static double probability(ColumnFamily family, double[] p, double x) {
    return switch (family) {
      case ColumnFamily.Gaussian _ ->
          Math.exp(-(x - p[0]) * (x - p[0]) / (2 * p[1])) / Math.sqrt(2 * Math.PI * p[1]);
      case ColumnFamily.Poisson _ -> {
        double probability = Math.exp(-p[0]);
        for (int i = 1; i <= x; i++) {
          probability *= p[0] / i;
        }
        yield probability;
      }
      case ColumnFamily.Bernoulli _ -> x == 1 ? p[1] : p[0];
      case ColumnFamily.Categorical(var levels, _) -> p[levels.indexOf(x)];
    };
  }

  private double[][] responsibilities() {
    return Arrays.stream(rows)
        .map(row -> {
          double[] joint = joint(row);
          double sum = Arrays.stream(joint).sum();
          return Arrays.stream(joint).map(value -> value / sum).toArray();
        })
        .toArray(double[][]::new);
  }

  private void maximize(double[][] r) {
    for (int k = 0; k < weights.length; k++) {
      double count = 0;
      for (double[] shares : r) {
        count += shares[k];
      }
      weights[k] = count / rows.length;
      for (int j = 0; j < families.size(); j++) {
        parameters[k][j] = estimate(families.get(j), j, k, r, count);
      }
    }
  }

  private double[] estimate(ColumnFamily family, int j, int k, double[][] r, double count) {
    double mean = 0;
    for (int i = 0; i < rows.length; i++) {
      mean += r[i][k] * rows[i][j] / count;
    }
    if (family instanceof ColumnFamily.Poisson) {
      return new double[] {mean};
    }
    if (family instanceof ColumnFamily.Gaussian) {
      double variance = 0;
      for (int i = 0; i < rows.length; i++) {
        variance += r[i][k] * (rows[i][j] - mean) * (rows[i][j] - mean) / count;
      }
      return new double[] {mean, variance};
    }
    double[] shares = new double[family.levels().size()];
    for (int i = 0; i < rows.length; i++) {
      shares[family.levels().indexOf(rows[i][j])] += r[i][k] / count;
    }
    return shares;
  }
}
