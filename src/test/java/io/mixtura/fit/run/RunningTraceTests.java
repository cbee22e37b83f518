package io.mixtura.fit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.fitting.FitObserver.FitProgress;
import io.mixtura.mixture.fitting.FitObserver.StartEnd;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunningTraceTests {
  private final RunningTrace trace = new RunningTrace(true);

  private static FitProgress at(int position, int iteration) {
    return new FitProgress(10 + position, 24, position, 5, iteration, -1.0 / iteration);
  }

  private void follow(RunningTrace into, int turn, int position, int from, int to) {
    for (int iteration = from; iteration <= to; iteration++) {
      into.iterated(turn, turn, at(position, iteration));
    }
  }

  private static double value(int iteration) {
    return -1.0 / iteration;
  }

  @Test
  void eachIterationIsKept() {
    follow(trace, 0, 0, 1, 30);
    trace.ended(0, 0, at(0, 30), StartEnd.SPURIOUS);

    FitTrace.Start start = trace.kept().starts().getFirst();

    assertThat(start.values())
        .isEqualTo(IntStream.rangeClosed(1, 30).mapToObj(RunningTraceTests::value).toList());
    assertThat(start.state()).isEqualTo("spurious");
    assertThat(start.end()).isEqualTo(value(30));
    assertThat(start.start()).isEqualTo(10);
  }

  /** The others stand where they would have stood: value i is that before iteration 1 + i every. */
  @Test
  void ofManyEverySecondIsDropped() {
    follow(trace, 0, 0, 1, 4 * RunningTrace.MOST_VALUES + 3);
    follow(trace, 0, 1, 1, 10);

    List<FitTrace.Start> starts = trace.kept().starts();

    FitTrace.Start first = starts.getFirst();
    assertThat(first.every()).isEqualTo(8);
    for (int i = 0; i < first.values().size(); i++) {
      assertThat(first.values().get(i)).isEqualTo(value(1 + i * first.every()));
    }
    assertThat(first.iterations()).isEqualTo(4 * RunningTrace.MOST_VALUES + 3);
    assertThat(starts.get(1).values()).hasSize(10);
    assertThat(starts.stream().mapToInt(start -> start.values().size()).sum())
        .isLessThanOrEqualTo(RunningTrace.MOST_VALUES);
  }

  @Test
  void ofManyStartsTheFirstAreLeftOut() {
    int more = 700;
    for (int turn = 0; turn < RunningTrace.MOST_STARTS + more; turn++) {
      follow(trace, turn, 0, 1, 25);
    }

    FitTrace kept = trace.kept();

    assertThat(kept.starts()).hasSize(RunningTrace.MOST_STARTS);
    assertThat(kept.leftOut()).isEqualTo(more);
    assertThat(kept.starts().getLast().turn()).isEqualTo(RunningTrace.MOST_STARTS + more - 1);
    assertThat(kept.starts().stream().mapToInt(start -> start.values().size()).sum())
        .isLessThanOrEqualTo(RunningTrace.MOST_VALUES);
  }

  /** Taken over from a checkpoint that is older than the trace. */
  @Test
  void whatIsDoneAgainTakesThePlaceOfWhatWasThere() {
    CandidateResult one = candidate(1);
    follow(trace, 0, 0, 1, 20);
    trace.ended(0, 0, at(0, 20), StartEnd.SOUND);
    follow(trace, 0, 1, 1, 7);
    assertThat(trace.settled(0, 0, one)).isTrue();
    FitTrace before = FitTrace.of(FitJson.write(trace.kept()));

    RunningTrace next = new RunningTrace(true);
    next.recall(before, false);
    follow(next, 0, 0, 15, 20);
    next.ended(0, 0, at(0, 20), StartEnd.SOUND);
    follow(next, 0, 1, 1, 7);
    assertThat(next.settled(0, 0, one)).isFalse();
    assertThat(next.kept()).isEqualTo(before);
    assertThat(next.settled(1, 1, candidate(2))).isTrue();
    assertThat(next.kept().candidates().getLast().sequence()).isGreaterThan(before.sequence());
  }

  @Test
  void aRunThatBeginsAnewKeepsTheSequence() {
    follow(trace, 0, 0, 1, 5);
    trace.settled(0, 0, candidate(1));
    RunningTrace next = new RunningTrace(true);

    next.recall(trace.kept(), true);

    assertThat(next.kept().starts()).isEmpty();
    assertThat(next.kept().candidates()).isEmpty();
    assertThat(next.next()).isGreaterThan(trace.kept().sequence());
  }

  @Test
  void reportsAreFewAndTheLastOnesAreThere() {
    for (int i = 1; i <= 1000; i++) {
      trace.report(progress(trace.next()));
    }

    List<Progress> reports = trace.kept().reports();

    assertThat(reports).hasSizeBetween(RunningTrace.MOST_REPORTS / 2, RunningTrace.MOST_REPORTS);
    assertThat(reports).extracting(Progress::number).isSorted().endsWith(999L, 1000L);
    assertThat(reports.getFirst().number()).isLessThan(100);
  }

  private static CandidateResult candidate(int components) {
    return new CandidateResult(
        components, "full", "fitted", 5L, -1.0, 2.0, 3.0, 4.0, null, null, true, null, null, 1L);
  }

  private static Progress progress(long number) {
    @Nullable Integer none = null;
    return new Progress(
        0, 1, 0, 1, 0, 1, 1, -1.0, null, none, none, 0.5, null, none, none, "iterations", number);
  }
}
