package io.mixtura.mixture.em;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.kernel.ScalarKernels;
import io.mixtura.mixture.kernel.VectorKernels;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds per point of one fused pass on one thread, with the scalar and with the vector
 * kernels. The dimensions have neighbours that fill vectors and register tiles (4, 20) beside those
 * that do not (3, 17): a cliff shows as a point that costs more than one of the next such size.
 * Until it is compiled, vector code is a thousand times slower: hence the long warm-up.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector"})
public class EStepBenchmark {
  private static final int POINTS = 16 * Tile.POINTS;
  private static final int COMPONENTS = 4;
  private static final long SEED = 20261123;

  /** Which of the two implementations. */
  public enum Twin {
    SCALAR,
    VECTOR
  }

  @Param({"SCALAR", "VECTOR"})
  private Twin kernels = Twin.SCALAR;

  @Param({"full", "diagonal"})
  private String structure = "";

  @Param({"1", "2", "3", "4", "8", "16", "17", "20", "64", "128"})
  private int dimensions;

  private PassThreads passThreads = new PassThreads(1);
  private EStep eStep;
  private MixtureModel model;

  /** Overlapping components, so that every one of them matters for every point. */
  @Setup
  public void prepare() {
    Random random = new Random(SEED);
    double[][] points = new double[POINTS][dimensions];
    for (double[] point : points) {
      Arrays.setAll(point, j -> random.nextGaussian());
    }
    eStep = new LocalEStep(Observations.of(points), chosen(), passThreads, () -> false);
    double[] weights = new double[COMPONENTS];
    Arrays.fill(weights, 1.0 / COMPONENTS);
    double[][] means = new double[COMPONENTS][dimensions];
    double[][][] covariances = new double[COMPONENTS][dimensions][dimensions];
    for (int k = 0; k < COMPONENTS; k++) {
      Arrays.setAll(means[k], j -> random.nextGaussian() / 4);
      for (int j = 0; j < dimensions; j++) {
        covariances[k][j][j] = 1 + random.nextDouble();
      }
    }
    model = MixtureModel.gaussian(CovarianceStructure.of(structure), weights, means, covariances);
  }

  private Kernels chosen() {
    return switch (kernels) {
      case SCALAR -> new ScalarKernels();
      case VECTOR -> new VectorKernels();
    };
  }

  /** E step and the sums that the M step needs. */
  @Benchmark
  @OperationsPerInvocation(POINTS)
  public SufficientStatistics pass() {
    return eStep.run(new ResponsibilityRule.Soft(model));
  }

  /** Ends the threads. */
  @TearDown
  public void close() {
    passThreads.close();
  }
}
