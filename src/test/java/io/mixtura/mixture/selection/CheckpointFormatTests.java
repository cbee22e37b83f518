package io.mixtura.mixture.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.fit.request.Requests;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.EmState;
import io.mixtura.mixture.em.LikelihoodTrace;
import io.mixtura.mixture.fitting.FitCheckpoint;
import io.mixtura.mixture.fitting.FitCheckpoint.BestStart;
import io.mixtura.mixture.fitting.FitCheckpoint.FinishedStart;
import io.mixtura.mixture.fitting.FitOutcome.Timings;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.StoppingReason;
import io.mixtura.mixture.start.ChosenStarts;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFormatTests {
  private static final int VERSION_BYTES = 4;

  private static CheckpointFormat format(String covariance) {
    FitSpec spec =
        Requests.resolve(
                "{'components':2,'columns':['a','b'],'covariance':'%s'}".formatted(covariance))
            .spec();
    return new CheckpointFormat(spec, 2);
  }

  /** Numbers that a text would not carry from one end to the other by accident. */
  private static MixtureModel model(String covariance, double shift) {
    double variance = covariance.equals("identity") ? 1 : Math.PI;
    double[][] matrix = {{variance, 0}, {0, variance}};
    if (covariance.equals("full")) {
      matrix[0][1] = matrix[1][0] = 0.1 + 0.2;
    }
    return MixtureModel.gaussian(
        CovarianceStructure.of(covariance),
        new double[] {1 / 3., 2 / 3.},
        new double[][] {{shift, Double.MIN_VALUE}, {-1e300, Math.nextUp(1.0)}},
        new double[][][] {matrix, matrix});
  }

  private static FitCheckpoint full(String covariance) {
    EmState ongoing =
        new EmState(
            model(covariance, 0.1),
            17,
            model(covariance, 0.2),
            -1234.5678901234567,
            1e-17,
            List.of(1, 0),
            new LikelihoodTrace(List.of(-1235.5, -1e-300), 2, 0.1 + 0.2, 16));
    EmState best =
        new EmState(
            model(covariance, 0.3),
            9,
            null,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            List.of(),
            new LikelihoodTrace(List.of(), 0, 0, 4));
    return new FitCheckpoint(
        new ChosenStarts(24, List.of(4, 0, 7, 2), List.of(3, 0, 1, 0), List.of(3, 3, 5), 1, 2),
        3,
        ongoing,
        List.of(
            new FinishedStart(-99.25, false, -1, -1),
            new FinishedStart(Double.NaN, true, 1, 0),
            new FinishedStart(-99.25, true, -1, -1)),
        new BestStart(0, best, StoppingReason.ROUNDING_LIMIT),
        new Timings(123, 1L << 40));
  }

  static Stream<String> structures() {
    return CovarianceStructure.ALL.stream().map(CovarianceStructure::code);
  }

  @ParameterizedTest
  @MethodSource("structures")
  void aCheckpointComesBackBitForBit(String covariance) {
    assertComesBack(format(covariance), full(covariance));
  }

  @Test
  void everyPartThatMayBeMissingMayBeMissing() {
    CheckpointFormat format = format("full");
    FitCheckpoint all = full("full");
    assertComesBack(format, new FitCheckpoint(null, 0, null, List.of(), null, new Timings(0, 0)));
    assertComesBack(
        format,
        new FitCheckpoint(all.chosenStarts(), 1, null, all.finished(), null, all.timings()));
    assertComesBack(
        format,
        new FitCheckpoint(all.chosenStarts(), 1, null, all.finished(), all.best(), all.timings()));
    assertComesBack(
        format, new FitCheckpoint(null, 0, all.state(), List.of(), null, all.timings()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOG_LIKELIHOOD_CONVERGED", "PARAMETERS_CONVERGED", "ITERATION_LIMIT"})
  void theReasonOfTheBestStartIsKept(String reason) {
    FitCheckpoint all = full("tied");
    BestStart best = Objects.requireNonNull(all.best());
    assertComesBack(
        format("tied"),
        new FitCheckpoint(
            all.chosenStarts(),
            all.position(),
            all.state(),
            all.finished(),
            new BestStart(best.position(), best.state(), StoppingReason.valueOf(reason)),
            all.timings()));
  }

  private static void assertComesBack(CheckpointFormat format, FitCheckpoint written) {
    byte[] bytes = format.write(written);
    FitCheckpoint read = format.read(bytes).orElseThrow();

    assertThat(read.chosenStarts()).isEqualTo(written.chosenStarts());
    assertThat(read.position()).isEqualTo(written.position());
    assertThat(read.finished()).isEqualTo(written.finished());
    assertThat(read.timings()).isEqualTo(written.timings());
    assertSame(read.state(), written.state());
    BestStart best = written.best();
    BestStart readBest = read.best();
    assertThat(readBest == null).isEqualTo(best == null);
    if (best != null && readBest != null) {
      assertThat(readBest.position()).isEqualTo(best.position());
      assertThat(readBest.reason()).isEqualTo(best.reason());
      assertSame(readBest.state(), best.state());
    }
    assertThat(format.write(read)).isEqualTo(bytes);
  }

  private static void assertSame(@Nullable EmState read, @Nullable EmState written) {
    assertThat(read == null).isEqualTo(written == null);
    if (read != null && written != null) {
      assertThat(bits(read.model())).isEqualTo(bits(written.model()));
      assertThat(read.model().structure()).isEqualTo(written.model().structure());
      assertThat(bits(read.previous())).isEqualTo(bits(written.previous()));
      assertThat(read.iteration()).isEqualTo(written.iteration());
      assertThat(read.rescued()).isEqualTo(written.rescued());
      assertThat(Double.doubleToRawLongBits(read.previousLogLikelihood()))
          .isEqualTo(Double.doubleToRawLongBits(written.previousLogLikelihood()));
      assertThat(read.change()).isEqualTo(written.change());
      assertThat(read.trace()).isEqualTo(written.trace());
    }
  }

  private static long[] bits(@Nullable MixtureModel model) {
    return model == null
        ? new long[0]
        : Arrays.stream(model.toArray()).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, VERSION_BYTES})
  void aCheckpointOfAnotherVersionOrArithmeticIsNotContinued(int position) {
    CheckpointFormat format = format("full");
    byte[] bytes = format.write(full("full"));
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.putInt(position, buffer.getInt(position) + 1);

    assertThat(format.read(bytes)).isEmpty();
  }

  @Test
  void aCheckpointThatIsCutOffAnywhereIsNotContinued() {
    CheckpointFormat format = format("diagonal");
    byte[] bytes = format.write(full("diagonal"));

    for (int length = 0; length < bytes.length; length++) {
      assertThat(format.read(Arrays.copyOf(bytes, length))).as("%d bytes", length).isEmpty();
    }
  }

  /** Whatever a damaged byte says, reading ends, and soon. */
  @Test
  void aDamagedByteNeverBreaksTheReader() {
    CheckpointFormat format = format("diagonal");
    byte[] bytes = format.write(full("diagonal"));

    for (int i = 0; i < bytes.length; i++) {
      for (byte damage : new byte[] {(byte) 0xFF, 0x7F, (byte) 0x80, 0}) {
        byte[] damaged = bytes.clone();
        damaged[i] = damage;
        Optional<FitCheckpoint> read = format.read(damaged);
        assertThat(read.map(FitCheckpoint::finished).map(List::size).orElse(0))
            .isLessThanOrEqualTo(bytes.length);
      }
    }
  }
}
