package io.mixtura.fit.run;

import io.mixtura.mixture.fitting.FitObserver.FitProgress;
import io.mixtura.mixture.fitting.FitObserver.StartEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The trace of a fit while it runs. A run that goes on from a checkpoint does again, to the same
 * bits, what the trace may know already: that takes the place of what was there.
 *
 * <p>Starts are at most {@value #MOST_STARTS}, the last ones, and their values {@value
 * #MOST_VALUES}: of those that have more than others every second one is dropped when there would
 * be more.
 */
final class RunningTrace {
  static final int MOST_STARTS = 500;
  static final int MOST_VALUES = 5000;

  /** What somebody is told who comes back; older ones are dropped one by one, then two by two. */
  static final int MOST_REPORTS = 64;

  private final boolean isChoice;
  private final List<Start> starts = new ArrayList<>();
  private final List<FitTrace.Settled> candidates = new ArrayList<>();
  private final List<Progress> reports = new ArrayList<>();
  private int leftOut;
  private int values;
  private long sequence;

  /** A start that is followed, or was. */
  private static final class Start {
    private final int turn;
    private final int candidate;
    private final FitProgress place;
    private final List<Double> values;
    private int iterations;
    private int every = 1;
    private @Nullable Double end;
    private String state = "running";

    Start(int turn, int candidate, FitProgress place) {
      this.turn = turn;
      this.candidate = candidate;
      this.place = place;
      this.values = new ArrayList<>();
    }

    Start(FitTrace.Start kept) {
      this.turn = kept.turn();
      this.candidate = kept.candidate();
      this.place = new FitProgress(kept.start(), 0, kept.position(), 0, 0, 0);
      this.values = new ArrayList<>(kept.values());
      this.iterations = kept.iterations();
      this.every = kept.every();
      this.end = kept.end();
      this.state = kept.state();
    }

    boolean is(int ofTurn, int position) {
      return turn == ofTurn && place.position() == position;
    }

    /** The value before an iteration, from 1; what was known of later ones is forgotten. */
    void before(int iteration, double value) {
      int index = Math.ceilDiv(iteration - 1, every);
      while (values.size() > index) {
        values.removeLast();
      }
      if ((iteration - 1) % every == 0) {
        values.add(value);
      }
      iterations = iteration;
      end = null;
      state = "running";
    }

    void thin() {
      List<Double> all = List.copyOf(values);
      values.clear();
      for (int i = 0; i < all.size(); i += 2) {
        values.add(all.get(i));
      }
      every *= 2;
    }

    FitTrace.Start kept() {
      return new FitTrace.Start(
          turn,
          candidate,
          place.start(),
          place.position(),
          iterations,
          every,
          List.copyOf(values),
          end,
          state);
    }
  }

  RunningTrace(boolean isChoice) {
    this.isChoice = isChoice;
  }

  /**
   * Goes on from what an earlier run has kept.
   *
   * @param isAnother whether this run may come to other ends
   */
  synchronized void recall(FitTrace kept, boolean isAnother) {
    sequence = kept.sequence();
    reports.addAll(kept.reports());
    if (!isAnother) {
      kept.starts().forEach(start -> starts.add(new Start(start)));
      candidates.addAll(kept.candidates());
      leftOut = kept.leftOut();
      values = starts.stream().mapToInt(start -> start.values.size()).sum();
    }
  }

  /** The next place in the sequence of all that is told of the fit. */
  synchronized long next() {
    return ++sequence;
  }

  /** Nothing has been told that stands behind this place. */
  synchronized void atLeast(long number) {
    sequence = Math.max(sequence, number);
  }

  synchronized void iterated(int turn, int candidate, FitProgress at) {
    Start start = start(turn, candidate, at);
    values -= start.values.size();
    start.before(at.iteration(), at.objective());
    values += start.values.size();
    bound();
  }

  synchronized void ended(int turn, int candidate, FitProgress at, StartEnd end) {
    Start start = start(turn, candidate, at);
    start.iterations = at.iteration();
    start.end = FitResult.number(at.objective());
    start.state = end.name().toLowerCase(Locale.ROOT);
  }

  /** Mostly the last one. */
  private Start start(int turn, int candidate, FitProgress at) {
    for (int i = starts.size() - 1; i >= 0; i--) {
      if (starts.get(i).is(turn, at.position())) {
        return starts.get(i);
      }
    }
    Start start = new Start(turn, candidate, at);
    starts.add(start);
    return start;
  }

  private void bound() {
    if (starts.size() > MOST_STARTS) {
      values -= starts.removeFirst().values.size();
      leftOut++;
    }
    while (values > MOST_VALUES) {
      int usual = Math.ceilDiv(MOST_VALUES, starts.size());
      starts.stream().filter(start -> start.values.size() >= usual).forEach(Start::thin);
      values = starts.stream().mapToInt(start -> start.values.size()).sum();
    }
  }

  /** A turn of a candidate has led to this; whether that is new. */
  synchronized boolean settled(int turn, int candidate, CandidateResult result) {
    if (candidates.stream().anyMatch(known -> known.turn() == turn)) {
      return false;
    }
    candidates.add(new FitTrace.Settled(turn, candidate, ++sequence, result));
    return true;
  }

  /** Keeps a report, for those who come back. */
  synchronized void report(Progress progress) {
    if (reports.isEmpty() || reports.getLast().number() < progress.number()) {
      reports.add(progress);
    }
    if (reports.size() > MOST_REPORTS) {
      List<Progress> all = List.copyOf(reports);
      reports.clear();
      for (int i = 0; i < all.size(); i++) {
        if (i % 2 == 0 || i > MOST_REPORTS / 2) {
          reports.add(all.get(i));
        }
      }
    }
  }

  synchronized FitTrace kept() {
    return new FitTrace(
        sequence,
        isChoice,
        starts.stream().map(Start::kept).toList(),
        leftOut,
        List.copyOf(candidates),
        List.copyOf(reports));
  }
}
