package io.mixtura.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.apache.spark.ml.clustering.GaussianMixture;
import org.apache.spark.ml.clustering.GaussianMixtureModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Spark's present API. It takes no parameters: iterations are from a random start of its own, and
 * the log-likelihood is what it reports.
 */
final class SparkDataFramePeer extends SparkPeer {
  private static final long SEED = 1;

  private final Dataset<Row> points;
  private final int components;

  private SparkDataFramePeer(Dataset<Row> points, int components) {
    this.points = points;
    this.components = components;
  }

  /** Arguments: {@link Task#of}. */
  public static void main(String[] arguments) throws IOException {
    Task task = Task.of(arguments);
    try (SparkSession session = task.session()) {
      List<Row> rows =
          task.rows().stream().map(row -> RowFactory.create(Vectors.dense(row))).toList();
      StructType type = new StructType().add("features", SQLDataTypes.VectorType(), false);
      // The rows are cached, not the data frame: a fit then caches what it makes of them, and is
      // faster.
      Dataset<Row> points = session.createDataFrame(task.cached(session, rows), type);
      new SparkDataFramePeer(points, task.k()).serve();
    }
  }

  @Override
  DoubleSupplier run(int iterations) {
    GaussianMixtureModel model =
        new GaussianMixture()
            .setK(components)
            .setSeed(SEED)
            .setTol(0)
            .setMaxIter(iterations)
            .fit(points);
    return () -> model.summary().logLikelihood();
  }
}
