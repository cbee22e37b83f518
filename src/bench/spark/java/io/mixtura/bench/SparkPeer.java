package io.mixtura.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Spark MLlib on one machine, full covariances, the points cached in as many partitions as there
 * are threads.
 */
abstract class SparkPeer extends Peer {

  /**
   * What is asked for, by the command's arguments: file of the points, n, d, file of the start, k,
   * structure, threads.
   */
  record Task(Path points, int n, int d, Path start, int k, int threads) {

    static Task of(String[] arguments) {
      if (!arguments[5].equals("full")) {
        throw new IllegalArgumentException("Spark has no structure but full");
      }
      return new Task(
          Path.of(arguments[0]),
          Integer.parseInt(arguments[1]),
          Integer.parseInt(arguments[2]),
          Path.of(arguments[3]),
          Integer.parseInt(arguments[4]),
          Integer.parseInt(arguments[6]));
    }

    SparkSession session() {
      return SparkSession.builder()
          .master("local[" + threads + "]")
          .config("spark.driver.host", "localhost")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.ui.enabled", "false")
          .config("spark.log.level", "ERROR")
          .config("spark.sql.shuffle.partitions", threads)
          .getOrCreate();
    }

    List<double[]> rows() throws IOException {
      return Arrays.asList(new RawPoints(points, n, d).arrays());
    }

    <T> JavaRDD<T> cached(SparkSession session, List<T> values) {
      JavaRDD<T> cached =
          new JavaSparkContext(session.sparkContext()).parallelize(values, threads).cache();
      cached.count();
      return cached;
    }
  }

  /**
   * Runs so many iterations from the start.
   *
   * @return what finds out the log-likelihood after them
   */
  abstract DoubleSupplier run(int iterations);

  /**
   * What comes before the second iteration is left out, since points are mapped and cached once
   * more in the first: the time of one is taken from that of all.
   */
  @Override
  final Run iterate(int iterations) {
    long began = System.nanoTime();
    run(1);
    long first = System.nanoTime() - began;
    began = System.nanoTime();
    DoubleSupplier logLikelihood = run(iterations);
    long all = System.nanoTime() - began;
    return new Run((all - first) / 1e6 / (iterations - 1), logLikelihood.getAsDouble());
  }

  @Override
  final Run fit(long seed) {
    throw new UnsupportedOperationException("only its iterations are compared");
  }
}
