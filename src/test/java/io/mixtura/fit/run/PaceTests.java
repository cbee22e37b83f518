package io.mixtura.fit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.fitting.FitObserver.FitProgress;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.selection.SelectionCheckpoint;
import io.mixtura.mixture.selection.SelectionObserver;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.SelectionCriterion;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Selections;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaceTests {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong nanos = new AtomicLong(5 * SECOND);

  private static FitSpec spec(int components) {
    return SpecBuilder.em(components, CovarianceStructure.FULL)
        .from(new Initialization.Portfolio(24, 5))
        .build();
  }

  private Pace pace(SelectionSpec spec, double before) {
    return new Pace(spec, false, before, nanos::get);
  }

  @Test
  void aSelectionWithFoldsGoesFromZeroToOneAndNeverBack() {
    SelectionSpec selection = Selections.heldOut(3, spec(1), spec(2), spec(4));
    Pace pace = pace(selection, 0);
    List<Double> fractions = new ArrayList<>();

    Selections.run(selection, Observations.of(Data.faithful()), told(pace, fractions));

    assertThat(fractions).isSorted().allMatch(f -> f >= 0 && f <= 1);
    assertThat(fractions.getFirst()).isZero();
    assertThat(fractions.getLast()).isGreaterThan(0.9);
  }

  /** In the second turns of candidates, too, each of which comes after all first ones. */
  @Test
  void aSelectionThatTakesTurnsTwiceGoesOnRising() {
    List<FitSpec> candidates =
        Stream.of(2, 3)
            .flatMap(k ->
                Stream.of("EEI", "VVI", "EEE")
                    .map(structure ->
                        SpecBuilder.em(k, CovarianceStructure.of(structure))
                            .from(new Initialization.Portfolio(4, 1))
                            .build()))
            .toList();
    SelectionSpec selection = new SelectionSpec(candidates, SelectionCriterion.BIC, 0);
    Pace pace = pace(selection, 0);
    List<Double> fractions = new ArrayList<>();
    SortedMap<Double, Double> firstOfTurns = new TreeMap<>();
    SelectionObserver observer = told(pace, fractions);

    Selections.run(
        selection,
        Observations.of(Data.faithful()),
        new SelectionObserver() {
          @Override
          public boolean stopRequested() {
            return false;
          }

          @Override
          public void starting(Place place, FitProgress progress) {
            observer.starting(place, progress);
            firstOfTurns.putIfAbsent(place.before(), pace.fraction());
          }

          @Override
          public void iterated(Place place, FitProgress progress, SelectionCheckpoint at) {
            assertThat(at.candidate(selection)).isEqualTo(place.candidate());
            observer.iterated(place, progress, at);
          }
        });

    assertThat(fractions).isSorted().allMatch(f -> f >= 0 && f <= 1);
    assertThat(fractions.getLast()).isGreaterThan(0.95);
    assertThat(List.copyOf(firstOfTurns.values())).hasSize(10).doesNotHaveDuplicates().isSorted();
  }

  private static SelectionObserver told(Pace pace, List<Double> fractions) {
    return new SelectionObserver() {
      @Override
      public boolean stopRequested() {
        return false;
      }

      @Override
      public void starting(Place place, FitProgress progress) {
        tell(place, progress);
      }

      @Override
      public void iterated(Place place, FitProgress progress, SelectionCheckpoint checkpoint) {
        tell(place, progress);
      }

      private void tell(Place place, FitProgress progress) {
        pace.fitting(place, progress);
        fractions.add(pace.fraction());
      }
    };
  }

  private static SelectionObserver.Place candidate(int number) {
    return new SelectionObserver.Place(number, 2, -1, 0, number * 0.25, 0.25 + number * 0.5);
  }

  @Test
  void theRestTakesAsLongAsThePaceSoFarSays() {
    Pace pace = pace(new SelectionSpec(List.of(spec(1), spec(3)), SelectionCriterion.BIC, 0), 0);
    pace.fitting(candidate(0), new FitProgress(0, 24, -1, 0, 0, Double.NaN));
    assertThat(pace.etaMillis()).isNull();

    nanos.addAndGet(2 * SECOND);
    pace.fitting(candidate(1), new FitProgress(0, 24, -1, 0, 0, Double.NaN));

    assertThat(pace.fraction()).isEqualTo(0.25);
    assertThat(pace.etaMillis()).isEqualTo(6000);
  }

  /** It begins at an older checkpoint than what was told last. */
  @Test
  void aTakeoverTellsNoLess() {
    Pace pace = pace(SelectionSpec.single(spec(2)), 0.75);
    pace.fitting(SelectionObserver.Place.ALONE, new FitProgress(3, 24, 1, 5, 20, -1));
    assertThat(pace.fraction()).isEqualTo(0.75);

    nanos.addAndGet(SECOND);
    pace.fitting(SelectionObserver.Place.ALONE, new FitProgress(3, 24, 4, 5, 0, -1));

    assertThat(pace.fraction()).isEqualTo(0.9);
    assertThat(pace.etaMillis()).isEqualTo(400);
  }

  @Test
  void replicatesAreWhatComesAfterTheFit() {
    Pace pace = new Pace(SelectionSpec.single(spec(2)), true, 0, nanos::get);
    pace.fitting(SelectionObserver.Place.ALONE, new FitProgress(3, 24, 4, 5, 20, -1));
    double before = pace.fraction();
    pace.repeating(0, 100);
    assertThat(pace.fraction()).isGreaterThan(before).isLessThan(0.5);
    assertThat(pace.etaMillis()).isNull();
    nanos.addAndGet(SECOND);
    pace.repeating(1, 100);
    assertThat(pace.etaMillis()).isEqualTo(99_000);
    pace.repeating(100, 100);
    assertThat(pace.fraction()).isEqualTo(1);
  }
}
