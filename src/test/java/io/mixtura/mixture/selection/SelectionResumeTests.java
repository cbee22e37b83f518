package io.mixtura.mixture.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.fitting.FitObserver.FitProgress;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.SelectionCriterion;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Selections;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A selection that was interrupted ends as one that was not, bit for bit. */
class SelectionResumeTests {
  private static final Observations ROWS = Observations.of(Data.faithful());

  /** Keeps what it is told, and stops when it has been asked often enough. */
  private static final class Recorder implements SelectionObserver {
    private final List<Place> places = new ArrayList<>();
    private final List<SelectionCheckpoint> checkpoints = new ArrayList<>();
    private final AtomicLong questions = new AtomicLong();
    private final long stopAfter;

    Recorder(long stopAfter) {
      this.stopAfter = stopAfter;
    }

    @Override
    public boolean stopRequested() {
      return questions.incrementAndGet() > stopAfter;
    }

    @Override
    public void iterated(Place place, FitProgress progress, SelectionCheckpoint checkpoint) {
      places.add(place);
      checkpoints.add(checkpoint);
    }
  }

  private static FitSpec spec(int components, CovarianceStructure structure) {
    return SpecBuilder.em(components, structure).restarts(2).build();
  }

  static Stream<SelectionSpec> specs() {
    FitSpec[] candidates = {
      spec(1, CovarianceStructure.FULL),
      spec(2, CovarianceStructure.TIED),
      spec(2, CovarianceStructure.FULL),
      spec(4, CovarianceStructure.DIAGONAL)
    };
    return Stream.of(
        SelectionSpec.single(candidates[2]),
        Selections.by(SelectionCriterion.ICL, candidates),
        Selections.heldOut(3, candidates),
        Selections.by(
            SelectionCriterion.BIC,
            Stream.of(2, 3)
                .flatMap(k ->
                    Stream.of("EII", "tied", "VEV", "full")
                        .map(name ->
                            SpecBuilder.em(k, CovarianceStructure.of(name))
                                .from(new Initialization.Portfolio(3, 1))
                                .build()))
                .toArray(FitSpec[]::new)),
        Selections.by(
            SelectionCriterion.BIC,
            SpecBuilder.em(2, CovarianceStructure.FULL).standardized().build(),
            SpecBuilder.em(2, CovarianceStructure.TIED)
                .from(new Initialization.Portfolio(6, 2))
                .build()));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void fromEveryCheckpoint(SelectionSpec spec) {
    Recorder recorder = new Recorder(Long.MAX_VALUE);
    List<Object> expected = Selections.bits(Selections.run(spec, ROWS, recorder));
    assertThat(recorder.checkpoints).isNotEmpty();
    int step = Math.max(1, recorder.checkpoints.size() / 60);
    for (int i = 0; i < recorder.checkpoints.size(); i += step) {
      assertThat(resumed(spec, recorder.checkpoints.get(i))).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void whereverItWasStopped(SelectionSpec spec) {
    Recorder undisturbed = new Recorder(Long.MAX_VALUE);
    List<Object> expected = Selections.bits(Selections.run(spec, ROWS, undisturbed));
    long questions = undisturbed.questions.get();
    long step = Math.max(1, questions / 50);
    for (long after = 0; after < questions; after += step) {
      SelectionOutcome stopped = Selections.run(spec, ROWS, new Recorder(after));
      assertThat(stopped.outcome())
          .as("after %d", after)
          .isInstanceOf(FitOutcome.Interrupted.class);
      assertThat(resumed(spec, stopped.checkpoint())).as("after %d", after).isEqualTo(expected);
    }
  }

  /** Resumed, and stopped again at once: nothing of what was known is lost. */
  @Test
  void stoppedWhileItRecallsWhatWasBest() {
    SelectionSpec spec = specs().toList().get(2);
    Recorder undisturbed = new Recorder(Long.MAX_VALUE);
    List<Object> expected = Selections.bits(Selections.run(spec, ROWS, undisturbed));
    SelectionCheckpoint late = undisturbed.checkpoints.getLast();
    for (int after = 0; after < 8; after++) {
      try (PassThreads passThreads = new PassThreads(1)) {
        SelectionOutcome stopped =
            Selections.selection(spec, ROWS, passThreads, new Recorder(after)).resume(late);
        assertThat(stopped.outcome()).isInstanceOf(FitOutcome.Interrupted.class);
        assertThat(stopped.candidates()).hasSize(3);
        assertThat(resumed(spec, stopped.checkpoint())).isEqualTo(expected);
      }
    }
  }

  @Test
  void theBestThatHasEndedIsKeptWhenStopped() {
    SelectionSpec spec = specs().toList().get(1);
    Recorder undisturbed = new Recorder(Long.MAX_VALUE);
    SelectionOutcome whole = Selections.run(spec, ROWS, undisturbed);

    SelectionOutcome stopped =
        Selections.run(spec, ROWS, new Recorder(undisturbed.questions.get() - 1));

    FitOutcome.Interrupted outcome = (FitOutcome.Interrupted) stopped.outcome();
    assertThat(stopped.candidates()).hasSize(3);
    assertThat(stopped.chosen()).isEqualTo(whole.chosen());
    assertThat(outcome.best())
        .isNotNull()
        .satisfies(best ->
            assertThat(Bits.of(best.model())).isEqualTo(Bits.of(Selections.fitted(whole).model())));
  }

  @Test
  void theObserverIsToldOfEveryCandidateAndFold() {
    SelectionSpec spec = specs().toList().get(2);
    Recorder recorder = new Recorder(Long.MAX_VALUE);
    Selections.run(spec, ROWS, recorder);

    List<String> places =
        recorder.places.stream()
            .map(place -> "%d/%d".formatted(place.candidate(), place.fold()))
            .distinct()
            .toList();
    assertThat(places)
        .containsExactly(
            "0/-1", "0/0", "0/1", "0/2", "1/-1", "1/0", "1/1", "1/2", "2/-1", "2/0", "2/1", "2/2",
            "3/-1", "3/0", "3/1", "3/2");
    assertThat(recorder.places).allMatch(place -> place.candidates() == 4 && place.folds() == 3);
  }

  /** By another process, with another number of threads. */
  private static List<Object> resumed(SelectionSpec spec, SelectionCheckpoint checkpoint) {
    try (PassThreads passThreads = new PassThreads(2)) {
      return Selections.bits(
          Selections.selection(spec, ROWS, passThreads, Selections.NOBODY).resume(checkpoint));
    }
  }
}
