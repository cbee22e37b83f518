package io.mixtura.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.math3.distribution.MixtureMultivariateNormalDistribution;
import org.apache.commons.math3.distribution.fitting.MultivariateNormalMixtureExpectationMaximization;
import org.apache.commons.math3.exception.ConvergenceException;

/** Apache Commons Math: full covariances, one thread. */
final class CommonsMathPeer extends Peer {
  private final double[][] points;
  private final MixtureMultivariateNormalDistribution start;

  private CommonsMathPeer(double[][] points, Start start) {
    this.points = points;
    this.start =
        new MixtureMultivariateNormalDistribution(
            start.weights(), start.means(), start.covariances());
  }

  /** Arguments: file of the points, n, d, file of the start, k, structure. */
  public static void main(String[] arguments) throws IOException {
    int d = Integer.parseInt(arguments[2]);
    int k = Integer.parseInt(arguments[4]);
    if (!arguments[5].equals("full")) {
      throw new IllegalArgumentException("Commons Math has no structure but full");
    }
    new CommonsMathPeer(
            new RawPoints(Path.of(arguments[0]), Integer.parseInt(arguments[1]), d).arrays(),
            Start.read(Path.of(arguments[3]), k, d))
        .serve();
  }

  @Override
  Run iterate(int iterations) {
    var fit = new MultivariateNormalMixtureExpectationMaximization(points);
    long began = System.nanoTime();
    try {
      // It runs one iteration more than it is told to.
      fit.fit(start, iterations - 1, Double.MIN_VALUE);
    } catch (ConvergenceException asked) {
      // That is how it ends where iterations are limited; the model is there all the same.
    }
    double millis = (System.nanoTime() - began) / 1e6 / iterations;
    return new Run(millis, logLikelihood(fit.getFittedModel()));
  }

  private double logLikelihood(MixtureMultivariateNormalDistribution model) {
    double sum = 0;
    for (double[] point : points) {
      sum += Math.log(model.density(point));
    }
    return sum;
  }

  @Override
  Run fit(long seed) {
    throw new UnsupportedOperationException("it has no initialization that draws random starts");
  }
}
