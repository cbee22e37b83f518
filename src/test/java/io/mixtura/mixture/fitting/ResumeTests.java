package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.EmState;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.fitting.FitCheckpoint.BestStart;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.DiscreteData;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.Recording;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.TextbookMixture;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fit that was interrupted ends as one that was not, bit for bit. */
class ResumeTests {
  private static final double[][] ROWS = Data.iris();

  private static final ColumnFamily GAUSSIAN = new ColumnFamily.Gaussian();

  private static double[] widths() {
    return Arrays.stream(ROWS).mapToDouble(row -> row[3]).distinct().sorted().toArray();
  }

  static Stream<FitSpec> specs() {
    SpecBuilder random =
        SpecBuilder.em(3, CovarianceStructure.FULL).from(new Initialization.RandomPoints());
    Stream<FitSpec> ofEachStructure =
        CovarianceStructure.ALL.stream()
            .map(structure -> SpecBuilder.em(3, structure).restarts(2).iterations(4).build());
    return Stream.concat(ofEachStructure, special(random));
  }

  private static Stream<FitSpec> special(SpecBuilder random) {
    return Stream.of(
        SpecBuilder.em(3, CovarianceStructure.FULL).restarts(3).build(),
        SpecBuilder.em(3, CovarianceStructure.FULL).restarts(2).plain().build(),
        SpecBuilder.em(3, CovarianceStructure.FULL)
            .from(new Initialization.Portfolio(7, 2))
            .build(),
        // Most of these rearrange what others have led to, which was a rearrangement, too.
        SpecBuilder.em(4, CovarianceStructure.FULL)
            .from(new Initialization.Portfolio(30, 12))
            .iterations(60)
            .build(),
        // Petal widths as if they were names of 22 kinds.
        SpecBuilder.em(3, List.of(GAUSSIAN, GAUSSIAN, GAUSSIAN, DiscreteData.levels(widths())))
            .restarts(2)
            .build(),
        SpecBuilder.em(2, CovarianceStructure.TIED).restarts(2).standardized().build(),
        SpecBuilder.em(2, CovarianceStructure.FULL)
            .student(new DegreesOfFreedom.PerComponent())
            .from(new Initialization.Portfolio(5, 2))
            .standardized()
            .build(),
        SpecBuilder.em(2, CovarianceStructure.of("VVE"))
            .student(new DegreesOfFreedom.Shared())
            .noisy()
            .restarts(2)
            .build(),
        SpecBuilder.em(2, CovarianceStructure.FULL)
            .noisy()
            .from(new Initialization.Portfolio(5, 2))
            .standardized()
            .build(),
        SpecBuilder.em(3, CovarianceStructure.IDENTITY)
            .restarts(2)
            .until(Criterion.PARAMETERS, 1e-3, 50)
            .build(),
        SpecBuilder.kMeans(3).from(new Initialization.RandomPoints()).restarts(4).build(),
        SpecBuilder.kMeans(4)
            .from(new Initialization.RandomPoints())
            .restarts(3)
            .standardized()
            .build(),
        // Some of these starts collapse.
        random.restarts(12).iterations(30).regularization(0).seed(3).build(),
        random.restarts(6).iterations(30).regularization(1e-6).seed(3).build());
  }

  @ParameterizedTest
  @MethodSource("specs")
  void fromEveryCheckpoint(FitSpec spec) {
    Recording recording = new Recording();
    List<Object> expected = Bits.of(Fits.run(spec, ROWS, recording));
    assertThat(recording.checkpoints()).isNotEmpty();
    for (FitCheckpoint checkpoint : recording.checkpoints()) {
      assertThat(resumed(spec, stored(spec, checkpoint))).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void whereverItWasStopped(FitSpec spec) {
    Recording undisturbed = new Recording();
    List<Object> expected = Bits.of(Fits.run(spec, ROWS, undisturbed));
    long step = Math.max(1, undisturbed.questions() / 60);
    for (long after = 0; after < undisturbed.questions(); after += step) {
      FitOutcome outcome = Fits.run(spec, ROWS, new Recording(after));
      assertThat(outcome).isInstanceOf(FitOutcome.Interrupted.class);
      FitCheckpoint checkpoint =
          Objects.requireNonNull(((FitOutcome.Interrupted) outcome).checkpoint());
      assertThat(resumed(spec, stored(spec, checkpoint))).isEqualTo(expected);
    }
  }

  /** Whichever of the threads hears of it first, in whichever chunk. */
  @Test
  void stoppedAmongSeveralThreads() {
    double[][] rows = new double[20_011][];
    Arrays.setAll(rows, i -> new double[] {Math.sin(i) + i % 3 * 4, Math.cos(1.7 * i)});
    FitSpec spec = SpecBuilder.em(3, CovarianceStructure.FULL).restarts(2).iterations(6).build();
    Recording undisturbed = new Recording();
    List<Object> expected = Bits.of(Fits.run(spec, rows, undisturbed));
    try (PassThreads passThreads = new PassThreads(3)) {
      for (int i = 1; i < 12; i++) {
        FitOutcome outcome =
            Fits.fit(spec, rows, passThreads, new Recording(undisturbed.questions() * i / 12))
                .run();
        assertThat(outcome).isInstanceOf(FitOutcome.Interrupted.class);
        FitCheckpoint checkpoint =
            Objects.requireNonNull(((FitOutcome.Interrupted) outcome).checkpoint());
        assertThat(Bits.of(Fits.fit(spec, rows, passThreads, Fits.NOBODY).resume(checkpoint)))
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void whatWasBestIsKeptWhenStopped() {
    FitSpec spec = SpecBuilder.em(3, CovarianceStructure.FULL).restarts(3).standardized().build();
    Recording undisturbed = new Recording();
    Fits.run(spec, ROWS, undisturbed);
    FitOutcome.Interrupted stopped =
        (FitOutcome.Interrupted) Fits.run(spec, ROWS, new Recording(undisturbed.questions() - 1));

    FitOutcome.BestSoFar best = Objects.requireNonNull(stopped.best());
    double direct = TextbookMixture.of(best.model()).logLikelihood(ROWS);
    assertThat(best.objective()).isCloseTo(direct, within(1e-9 * Math.abs(direct)));
  }

  @Test
  void aFitThatWasStoppedAtOnceHasNothingYet() {
    FitSpec spec = SpecBuilder.em(3, CovarianceStructure.FULL).build();
    FitOutcome.Interrupted stopped =
        (FitOutcome.Interrupted) Fits.run(spec, ROWS, new Recording(0));

    assertThat(stopped.best()).isNull();
  }

  private static List<Object> resumed(FitSpec spec, FitCheckpoint checkpoint) {
    try (PassThreads passThreads = new PassThreads(2)) {
      return Bits.of(Fits.fit(spec, ROWS, passThreads, Fits.NOBODY).resume(checkpoint));
    }
  }

  /** As another process would find it: models as arrays of numbers. */
  private static FitCheckpoint stored(FitSpec spec, FitCheckpoint checkpoint) {
    EmState state = checkpoint.state();
    BestStart best = checkpoint.best();
    return new FitCheckpoint(
        checkpoint.chosenStarts(),
        checkpoint.position(),
        state == null ? null : stored(spec, state),
        checkpoint.finished(),
        best == null
            ? null
            : new BestStart(best.position(), stored(spec, best.state()), best.reason()),
        checkpoint.timings());
  }

  private static EmState stored(FitSpec spec, EmState state) {
    return new EmState(
        Objects.requireNonNull(stored(spec, state.model())),
        state.iteration(),
        stored(spec, state.previous()),
        state.previousLogLikelihood(),
        state.change(),
        state.rescued(),
        state.trace());
  }

  private static @Nullable MixtureModel stored(FitSpec spec, @Nullable MixtureModel model) {
    return model == null
        ? null
        : MixtureModel.fromArray(
            spec.family(), model.components(), model.dimensions(), model.toArray());
  }
}
