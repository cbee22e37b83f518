package io.mixtura.model.imports;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.Refusal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Covariances in the shapes in which tools print them, made k matrices. How deep the arrays are
 * nested tells the shapes apart.
 */
final class ImportedCovariances {
  private static final String AT = "/covariances";

  /** The square of the largest coordinate that is accepted anywhere. */
  private static final double LARGEST = Observations.LARGEST * Observations.LARGEST;

  private final CovarianceStructure structure;
  private final int k;
  private final int d;
  private final Findings findings;

  ImportedCovariances(CovarianceStructure structure, int k, int d, Findings findings) {
    this.findings = findings;
    this.structure = structure;
    this.k = k;
    this.d = d;
  }

  /** k matrices of d × d; some may be missing where the findings tell of something wrong. */
  double[][][] read(@Nullable JsonNode given) {
    double[][][] matrices = new double[k][][];
    try {
      fill(matrices, given);
    } catch (Refusal refused) {
      findings.add(refused);
    }
    return matrices;
  }

  private void fill(double[][][] matrices, @Nullable JsonNode given) {
    if (given == null || given.isNull()) {
      fillWithOnes(matrices);
      return;
    }
    switch (depth(given)) {
      case 1 -> fillSpheres(matrices, given);
      case 2 -> fillFlat(matrices, given);
      default -> {
        requireSize(given, k, AT, "matrices", "component");
        Arrays.setAll(matrices, c -> matrix(given.get(c), AT + "/" + c));
      }
    }
  }

  private static int depth(JsonNode given) {
    int depth = 0;
    for (JsonNode node = given; node.isArray() && depth < 3; node = node.path(0)) {
      depth++;
    }
    return depth;
  }

  private void fillWithOnes(double[][][] matrices) {
    if (structure.moments() != SecondMoments.NONE) {
      throw Refusal.unprocessable(
          AT,
          "covariances are missing: one %d × %d matrix for each component, or covariance 'identity'"
              .formatted(d, d));
    }
    Arrays.setAll(matrices, c -> diagonal(ones()));
  }

  private double[] ones() {
    double[] ones = new double[d];
    Arrays.fill(ones, 1);
    return ones;
  }

  private void fillSpheres(double[][][] matrices, JsonNode given) {
    refuseUnless(structure.isSpherical(), "one number for each component");
    double[] variances = vector(given, k, AT, "component");
    for (int c = 0; c < k; c++) {
      double[] variance = ones();
      Arrays.fill(variance, variances[c]);
      matrices[c] = diagonal(variance);
    }
  }

  private void fillFlat(double[][][] matrices, JsonNode given) {
    if (structure.isShared() && structure.moments() == SecondMoments.FULL) {
      double[][] shared = matrix(given, AT);
      Arrays.fill(matrices, shared);
      return;
    }
    refuseUnless(
        structure.moments() == SecondMoments.DIAGONAL, "an array of numbers for each component");
    requireSize(given, k, AT, "arrays", "component");
    Arrays.setAll(matrices, c -> diagonal(vector(given.get(c), d, AT + "/" + c, "column")));
  }

  private void refuseUnless(boolean fits, String shape) {
    if (!fits) {
      throw Refusal.unprocessable(
          AT,
          "%s does not say what the covariances of '%s' are; give one %d × %d matrix for each component"
              .formatted(shape, structure.code(), d, d));
    }
  }

  private double[][] matrix(JsonNode given, String at) {
    requireSize(given, d, at, "arrays", "column");
    double[][] rows = new double[d][];
    Arrays.setAll(rows, i -> vector(given.get(i), d, at + "/" + i, "column"));
    return rows;
  }

  private static double[][] diagonal(double[] variances) {
    double[][] matrix = new double[variances.length][variances.length];
    for (int j = 0; j < variances.length; j++) {
      matrix[j][j] = variances[j];
    }
    return matrix;
  }

  private double[] vector(JsonNode given, int size, String at, String each) {
    requireSize(given, size, at, "numbers", each);
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      JsonNode value = given.get(i);
      values[i] = value.isNumber() ? value.asDouble(Double.NaN) : Double.NaN;
      findings.require(
          Math.abs(values[i]) <= LARGEST,
          at + "/" + i,
          "must be a number from -1e200 to 1e200, but was %s",
          Excerpt.of(value));
    }
    return values;
  }

  private static void requireSize(JsonNode given, int size, String at, String what, String each) {
    if (!given.isArray() || given.size() != size) {
      throw Refusal.unprocessable(
          at,
          "must be an array of %d %s, one for each %s, but %s"
              .formatted(
                  size,
                  what,
                  each,
                  given.isArray() ? "has " + given.size() : "was " + Excerpt.of(given.toString())));
    }
  }
}
