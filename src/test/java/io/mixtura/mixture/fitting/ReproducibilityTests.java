package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.kernel.ScalarKernels;
import io.mixtura.mixture.kernel.VectorKernels;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.Recording;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same request on the same data is the same model, bit for bit. */
class ReproducibilityTests {
  /** 35 chunks, the last of them with one whole tile and one of 49 points; a sample is drawn. */
  private static final double[][] MANY = rows(70_017);

  static Stream<FitSpec> specs() {
    return Stream.concat(
        CovarianceStructure.ALL.stream()
            .map(structure -> SpecBuilder.em(3, structure).restarts(1).iterations(4).build()),
        Stream.of(
            SpecBuilder.kMeans(3).restarts(2).iterations(4).build(),
            SpecBuilder.em(3, CovarianceStructure.FULL)
                .restarts(1)
                .iterations(4)
                .standardized()
                .build(),
            SpecBuilder.em(4, CovarianceStructure.FULL)
                .from(new Initialization.RandomPoints())
                .restarts(2)
                .iterations(4)
                .build()));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void whateverTheNumberOfThreads(FitSpec spec) {
    List<Object> expected = Bits.of(Fits.run(spec, MANY, 1, Kernels.best()));
    for (int threads : List.of(2, 3, 7)) {
      assertThat(Bits.of(Fits.run(spec, MANY, threads, Kernels.best())))
          .as("%d threads", threads)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void withVectorsAndWithout(FitSpec spec) {
    double[][] rows = Arrays.copyOf(MANY, 5_003);
    assertThat(Bits.of(Fits.run(spec, rows, 2, new ScalarKernels())))
        .isEqualTo(Bits.of(Fits.run(spec, rows, 2, new VectorKernels())));
  }

  @Test
  void whenSeveralFitsShareThreads() throws Exception {
    FitSpec spec = SpecBuilder.em(3, CovarianceStructure.FULL).restarts(2).iterations(4).build();
    double[][] rows = Arrays.copyOf(MANY, 20_001);
    List<Object> expected = Bits.of(Fits.run(spec, rows, 1, Kernels.best()));
    try (PassThreads passThreads = new PassThreads(3);
        ExecutorService fits = Executors.newFixedThreadPool(4)) {
      List<Future<List<Object>>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        results.add(
            fits.submit(() -> Bits.of(Fits.fit(spec, rows, passThreads, Fits.NOBODY).run())));
      }
      for (Future<List<Object>> result : results) {
        assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(expected);
      }
    }
  }

  @Test
  void anotherSeedIsAnotherStart() {
    SpecBuilder spec =
        SpecBuilder.em(3, CovarianceStructure.FULL)
            .from(new Initialization.RandomPoints())
            .restarts(1)
            .iterations(2);
    List<Object> first = Bits.of(Fits.run(spec.seed(1).build(), Data.iris()));
    List<Object> again = Bits.of(Fits.run(spec.seed(1).build(), Data.iris()));
    List<Object> other = Bits.of(Fits.run(spec.seed(2).build(), Data.iris()));

    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  /** Starts share no random numbers: a start is the same whatever came before it. */
  @Test
  void aStartDoesNotDependOnTheNumberOfStarts() {
    SpecBuilder spec =
        SpecBuilder.em(3, CovarianceStructure.FULL)
            .from(new Initialization.RandomPoints())
            .iterations(3);
    Recording few = new Recording();
    Recording many = new Recording();
    Fits.run(spec.restarts(2).build(), Data.iris(), few);
    Fits.run(spec.restarts(4).build(), Data.iris(), many);

    assertThat(many.progress().stream().map(FitObserver.FitProgress::objective).limit(6))
        .containsExactlyElementsOf(
            few.progress().stream().map(FitObserver.FitProgress::objective).toList());
    assertThat(many.progress().stream().map(FitObserver.FitProgress::objective).distinct())
        .hasSize(12);
  }

  private static double[][] rows(int n) {
    SplittableRandom random = new SplittableRandom(5);
    double[][] rows = new double[n][5];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < 5; j++) {
        rows[i][j] = random.nextGaussian() * (1 + j) + 4 * (i % 3) * (j % 2);
      }
    }
    return rows;
  }
}
