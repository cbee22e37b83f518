package io.mixtura.fit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.fit.request.Requests;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.fitting.FitObserver.FitProgress;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.selection.ModelSelection;
import io.mixtura.mixture.selection.SelectionCheckpoint;
import io.mixtura.mixture.selection.SelectionFormat;
import io.mixtura.mixture.selection.SelectionObserver;
import io.mixtura.mixture.selection.SelectionOutcome;
import io.mixtura.mixture.selection.SingleFits;
import io.mixtura.mixture.spec.SelectionSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints of several candidates as they are stored. */
class SelectionFormatTests {
  private static final List<String> COLUMNS = List.of("a", "b");

  /** The fourth candidate fails: there are three different points. */
  private static final String REQUEST =
      """
      {'components':{'min':1,'max':4},'columns':['a','b'],'covariance':['tied','diagonal'],'restarts':2,
       'regularization':0,'selection':%s}
      """;

  private static final class Recorder implements SelectionObserver {
    private final List<SelectionCheckpoint> checkpoints = new ArrayList<>();

    @Override
    public boolean stopRequested() {
      return false;
    }

    @Override
    public void iterated(Place place, FitProgress progress, SelectionCheckpoint checkpoint) {
      checkpoints.add(checkpoint);
    }
  }

  private static SelectionSpec spec(String selection) {
    return Requests.resolve(REQUEST.formatted(selection)).selection();
  }

  private static Observations rows() {
    Random random = new Random(9);
    double[][] rows = new double[80][];
    Arrays.setAll(
        rows,
        i ->
            i % 2 == 0
                ? new double[] {random.nextGaussian(), random.nextGaussian()}
                : new double[] {7, -3});
    return Observations.of(rows);
  }

  private static SelectionOutcome run(
      SelectionSpec spec, SelectionObserver observer, SelectionCheckpoint from) {
    try (PassThreads passThreads = new PassThreads(1)) {
      return new ModelSelection(spec, rows(), COLUMNS, passThreads, observer).resume(from);
    }
  }

  /** In JSON, without what differs from run to run. */
  private static String told(SelectionSpec spec, SelectionOutcome outcome) {
    return String.valueOf(CandidateResult.table(spec, outcome)).replaceAll("millis=\\d+", "")
        + FitJson.write(outcome.chosen())
        + FitJson.write(
            BestSoFar.of(
                ((io.mixtura.mixture.fitting.FitOutcome.Fitted) outcome.outcome()).asBestSoFar(),
                spec,
                outcome,
                List.of("x", "y")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'bic'", "{'criterion':'heldOut','folds':3}"})
  void everyCheckpointComesBackAndLeadsToTheSameEnd(String selection) {
    SelectionSpec spec = spec(selection);
    SelectionFormat format = new SelectionFormat(spec, 2);
    Recorder recorder = new Recorder();
    SelectionOutcome whole = run(spec, recorder, SelectionCheckpoint.beginning());
    assertThat(whole.candidates()).anyMatch(one -> one.explanation() != null);
    String expected = told(spec, whole);
    int step = Math.max(1, recorder.checkpoints.size() / 40);
    for (int i = 0; i < recorder.checkpoints.size(); i += step) {
      byte[] bytes = format.write(recorder.checkpoints.get(i));
      assertThat(bytes).isNotNull();
      if (bytes != null) {
        SelectionCheckpoint read = format.read(bytes).orElseThrow();
        assertThat(format.write(read)).isEqualTo(bytes);
        assertThat(told(spec, run(spec, new Recorder(), read))).isEqualTo(expected);
      }
    }
  }

  private static byte[] bytes(SelectionFormat format, SelectionSpec spec) {
    Recorder recorder = new Recorder();
    run(spec, recorder, SelectionCheckpoint.beginning());
    byte[] bytes = format.write(recorder.checkpoints.getLast());
    assertThat(bytes).isNotNull();
    return bytes == null ? new byte[0] : bytes;
  }

  /** What services wrote before there were candidates is still read, and the other way round. */
  @Test
  void thatOfASingleFitIsAsItWas() {
    SelectionSpec spec = Requests.resolve("{'components':2,'columns':['a','b']}").selection();
    SelectionFormat format = new SelectionFormat(spec, 2);

    byte[] bytes = bytes(format, spec);

    assertThat(SingleFits.rewritten(spec.candidates().getFirst(), 2, bytes)).hasValue(bytes);
    assertThat(format.write(SelectionCheckpoint.beginning())).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void oneOfAnotherVersionOrArithmeticIsNotContinued(int position) {
    SelectionSpec spec = spec("'bic'");
    SelectionFormat format = new SelectionFormat(spec, 2);
    byte[] bytes = bytes(format, spec);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.putInt(position, buffer.getInt(position) + 1);

    assertThat(format.read(bytes)).isEmpty();
  }

  @Test
  void oneThatIsCutOffAnywhereIsNotContinued() {
    SelectionSpec spec = spec("{'criterion':'heldOut','folds':2}");
    SelectionFormat format = new SelectionFormat(spec, 2);
    byte[] bytes = bytes(format, spec);
    for (int length = 0; length < bytes.length; length++) {
      assertThat(format.read(Arrays.copyOf(bytes, length))).as("%d bytes", length).isEmpty();
    }
  }

  /** Whatever a damaged byte says, reading ends, and soon. */
  @Test
  void aDamagedByteNeverBreaksTheReader() {
    SelectionSpec spec = spec("{'criterion':'heldOut','folds':2}");
    SelectionFormat format = new SelectionFormat(spec, 2);
    byte[] bytes = bytes(format, spec);
    for (int i = 0; i < bytes.length; i++) {
      for (byte damage : new byte[] {(byte) 0xFF, 0x7F, (byte) 0x80, 0}) {
        byte[] damaged = bytes.clone();
        damaged[i] = damage;
        Optional<SelectionCheckpoint> read = format.read(damaged);
        assertThat(read.map(one -> one.finished().size()).orElse(0)).isLessThanOrEqualTo(8);
      }
    }
  }
}
