package io.mixtura.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The parameters that every peer starts from: k weights, k × d means, k × d × d covariances, in
 * this order, as little-endian doubles.
 */
record Start(double[] weights, double[][] means, double[][][] covariances) {

  static Start read(Path file, int k, int d) throws IOException {
    DoubleBuffer numbers =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
    double[] weights = new double[k];
    numbers.get(weights);
    double[][] means = matrix(numbers, k, d);
    double[][][] covariances = new double[k][][];
    for (int c = 0; c < k; c++) {
      covariances[c] = matrix(numbers, d, d);
    }
    return new Start(weights, means, covariances);
  }

  private static double[][] matrix(DoubleBuffer numbers, int rows, int columns) {
    double[][] matrix = new double[rows][columns];
    for (double[] row : matrix) {
      numbers.get(row);
    }
    return matrix;
  }
}
