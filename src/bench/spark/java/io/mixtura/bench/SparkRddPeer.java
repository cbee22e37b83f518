package io.mixtura.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.clustering.GaussianMixture;
import org.apache.spark.mllib.clustering.GaussianMixtureModel;
import org.apache.spark.mllib.linalg.Matrices;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.stat.distribution.MultivariateGaussian;
import org.apache.spark.sql.SparkSession;

/** Spark's older API, the one that takes parameters to start from. */
final class SparkRddPeer extends SparkPeer {
  private final JavaRDD<Vector> points;
  private final Start start;

  private SparkRddPeer(JavaRDD<Vector> points, Start start) {
    this.points = points;
    this.start = start;
  }

  /** Arguments: {@link Task#of}. */
  public static void main(String[] arguments) throws IOException {
    Task task = Task.of(arguments);
    try (SparkSession session = task.session()) {
      JavaRDD<Vector> points =
          task.cached(session, task.rows().stream().map(Vectors::dense).toList());
      new SparkRddPeer(points, Start.read(task.start(), task.k(), task.d())).serve();
    }
  }

  @Override
  DoubleSupplier run(int iterations) {
    GaussianMixtureModel model =
        new GaussianMixture()
            .setK(start.weights().length)
            .setInitialModel(initialModel())
            .setConvergenceTol(0)
            .setMaxIterations(iterations)
            .run(points);
    forgetCopies();
    return () -> logLikelihood(model);
  }

  /** A new one for each run, which writes its results into the arrays of the one it is given. */
  private GaussianMixtureModel initialModel() {
    MultivariateGaussian[] gaussians = new MultivariateGaussian[start.weights().length];
    Arrays.setAll(gaussians, c -> gaussian(start.means()[c], start.covariances()[c]));
    return new GaussianMixtureModel(start.weights().clone(), gaussians);
  }

  private static MultivariateGaussian gaussian(double[] mean, double[][] covariance) {
    int d = mean.length;
    double[] values = Arrays.stream(covariance).flatMapToDouble(Arrays::stream).toArray();
    return new MultivariateGaussian(Vectors.dense(mean), Matrices.dense(d, d, values));
  }

  /** A run caches the points once more, and leaves them until garbage is collected. */
  private void forgetCopies() {
    JavaSparkContext.fromSparkContext(points.context()).getPersistentRDDs().values().stream()
        .filter(cached -> cached.id() != points.id())
        .forEach(cached -> cached.unpersist(true));
  }

  private double logLikelihood(GaussianMixtureModel model) {
    double[] weights = model.weights();
    MultivariateGaussian[] gaussians = model.gaussians();
    return points.mapToDouble(x -> logDensity(x, weights, gaussians)).sum();
  }

  /** By logarithms, and without what Spark adds to every density. */
  private static double logDensity(Vector x, double[] weights, MultivariateGaussian[] gaussians) {
    double[] terms = new double[weights.length];
    Arrays.setAll(terms, c -> Math.log(weights[c]) + gaussians[c].logpdf(x));
    double largest = Arrays.stream(terms).max().orElseThrow();
    return largest + Math.log(Arrays.stream(terms).map(t -> Math.exp(t - largest)).sum());
  }
}
