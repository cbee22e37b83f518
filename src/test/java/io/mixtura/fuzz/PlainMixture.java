package io.mixtura.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A mixture as its document states it, evaluated row by row in plain loops as textbooks write it.
 * It shares no line with the engine.
 */
final class PlainMixture {
  private final double[] weights;
  private final List<JsonNode> families = new ArrayList<>();
  private final double[][] means;
  private final double[][][] covariances;
  private final double @Nullable [] degrees;
  private final JsonNode noise;

  PlainMixture(JsonNode model) {
    this.weights = numbers(model.get("weights"));
    this.means = table(model.path("means"));
    this.covariances =
        model.path("covariances").valueStream().map(PlainMixture::table).toArray(double[][][]::new);
    JsonNode degrees = model.path("degreesOfFreedom");
    this.degrees = degrees.isArray() ? numbers(degrees) : null;
    this.noise = model.path("noise");
    for (int j = 0; j < model.get("columns").size(); j++) {
      families.add(model.path("families").path(j));
    }
  }

  private static double[] numbers(JsonNode array) {
    return array.valueStream().mapToDouble(PlainMixture::number).toArray();
  }

  static double number(JsonNode value) {
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }

  static double[][] table(JsonNode rows) {
    return rows.valueStream().map(PlainMixture::numbers).toArray(double[][]::new);
  }

  /** Weights of the clusters and of the noise together. */
  double weightSum() {
    return Arrays.stream(weights).sum() + noise.path("weight").asDouble(0);
  }

  /** What is wrong with a covariance; empty if nothing is. */
  String wrongCovariance() {
    for (double[][] covariance : covariances) {
      for (int i = 0; i < covariance.length; i++) {
        for (int j = 0; j < i; j++) {
          if (covariance[i][j] != covariance[j][i]) {
            return "not symmetric: " + Arrays.deepToString(covariance);
          }
        }
      }
      if (root(covariance) == null) {
        return "not positive definite: " + Arrays.deepToString(covariance);
      }
    }
    return "";
  }

  /** How much larger than the data's rounding that of the densities may be. */
  double condition() {
    double worst = 1;
    for (double[][] covariance : covariances) {
      double[][] root = root(covariance);
      for (int i = 0; root != null && i < root.length; i++) {
        worst = Math.max(worst, covariance[i][i] / (root[i][i] * root[i][i]));
      }
    }
    return worst;
  }

  /** log p of a row with gaps (NaN); of a component alone, if a label tells which. */
  double logDensity(double[] row, int label) {
    if (label >= 0) {
      return Math.log(weights[label]) + ofComponent(label, row);
    }
    double[] terms = new double[weights.length + 1];
    for (int k = 0; k < weights.length; k++) {
      terms[k] = Math.log(weights[k]) + ofComponent(k, row);
    }
    terms[weights.length] = ofNoise(row);
    double highest = Arrays.stream(terms).max().orElseThrow();
    return highest + Math.log(Arrays.stream(terms).map(term -> Math.exp(term - highest)).sum());
  }

  private double ofNoise(double[] row) {
    if (!noise.isObject()) {
      return Double.NEGATIVE_INFINITY;
    }
    double[] sides = numbers(noise.get("sides"));
    double sum = Math.log(noise.get("weight").asDouble());
    for (int j = 0; j < sides.length; j++) {
      sum -= Double.isNaN(row[j]) ? 0 : Math.log(sides[j]);
    }
    return sum;
  }

  private double ofComponent(int k, double[] row) {
    double sum = 0;
    List<Integer> there = new ArrayList<>();
    List<Double> differences = new ArrayList<>();
    int gaussian = 0;
    for (int j = 0; j < row.length; j++) {
      boolean isGaussian = families.get(j).path("family").asString("gaussian").equals("gaussian");
      if (!Double.isNaN(row[j])) {
        if (isGaussian) {
          there.add(gaussian);
          differences.add(row[j] - means[k][gaussian]);
        } else {
          sum += discrete(families.get(j), k, row[j]);
        }
      }
      gaussian += isGaussian ? 1 : 0;
    }
    return there.isEmpty() ? sum : sum + continuous(k, there, differences);
  }

  private static double discrete(JsonNode family, int k, double value) {
    if (family.get("family").asString().equals("poisson")) {
      double rate = family.get("rates").get(k).asDouble();
      double log = rate == 0 && value == 0 ? 0 : value * Math.log(rate) - rate;
      return log - logGamma(value + 1);
    }
    JsonNode levels = family.get("levels");
    for (int level = 0; level < levels.size(); level++) {
      if (levels.get(level).asDouble() == value) {
        return Math.log(family.get("probabilities").get(k).get(level).asDouble());
      }
    }
    throw new AssertionError("a value that is no level: " + value);
  }

  /** Normal or t, of the columns that are there. */
  private double continuous(int k, List<Integer> there, List<Double> differences) {
    int d = there.size();
    double[][] part = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        part[i][j] = covariances[k][there.get(i)][there.get(j)];
      }
    }
    double[][] root = root(part);
    if (root == null) {
      throw new AssertionError("not positive definite: " + Arrays.deepToString(part));
    }
    double distance = 0;
    double logRoot = 0;
    double[] solved = new double[d];
    for (int i = 0; i < d; i++) {
      solved[i] = differences.get(i);
      for (int j = 0; j < i; j++) {
        solved[i] -= root[i][j] * solved[j];
      }
      solved[i] /= root[i][i];
      distance += solved[i] * solved[i];
      logRoot += Math.log(root[i][i]);
    }
    if (degrees == null) {
      return -0.5 * (d * Math.log(2 * Math.PI) + distance) - logRoot;
    }
    double nu = degrees[k];
    return logGamma((nu + d) / 2)
        - logGamma(nu / 2)
        - 0.5 * d * Math.log(nu * Math.PI)
        - logRoot
        - 0.5 * (nu + d) * Math.log1p(distance / nu);
  }

  /** The lower triangular root; null if there is none. */
  private static double @Nullable [][] root(double[][] matrix) {
    double[][] root = new double[matrix.length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int m = 0; m < j; m++) {
          sum -= root[i][m] * root[j][m];
        }
        if (i == j && !(sum > 0)) {
          return null;
        }
        root[i][j] = i == j ? Math.sqrt(sum) : sum / root[j][j];
      }
    }
    return root;
  }

  /** Stirling's series, reached by Γ(x + 1) = x Γ(x). */
  private static double logGamma(double x) {
    double shift = 0;
    double z = x;
    while (z < 15) {
      shift += Math.log(z);
      z++;
    }
    double inverse = 1 / (z * z);
    double series =
        (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / z;
    return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
  }
}
