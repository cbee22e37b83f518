package io.mixtura.mixture.selection;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Numerics;
import io.mixtura.mixture.em.EmState;
import io.mixtura.mixture.em.LikelihoodTrace;
import io.mixtura.mixture.fitting.FitCheckpoint;
import io.mixtura.mixture.fitting.FitCheckpoint.BestStart;
import io.mixtura.mixture.fitting.FitCheckpoint.FinishedStart;
import io.mixtura.mixture.fitting.FitOutcome.Timings;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.StoppingReason;
import io.mixtura.mixture.start.ChosenStarts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints as bytes: exact, and readable only by a service whose arithmetic gives the same bits.
 */
final class CheckpointFormat {
  private static final int VERSION = 4;

  private final FitSpec spec;
  private final int dimensions;

  CheckpointFormat(FitSpec spec, int dimensions) {
    this.spec = spec;
    this.dimensions = dimensions;
  }

  byte[] write(FitCheckpoint checkpoint) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeInt(Numerics.version());
      write(out, checkpoint.chosenStarts());
      out.writeInt(checkpoint.position());
      write(out, checkpoint.state());
      out.writeInt(checkpoint.finished().size());
      for (FinishedStart finished : checkpoint.finished()) {
        out.writeDouble(finished.objective());
        out.writeBoolean(finished.isSpurious());
        out.writeInt(finished.collapsedComponent());
        out.writeInt(finished.collapsedColumn());
      }
      BestStart best = checkpoint.best();
      out.writeBoolean(best != null);
      if (best != null) {
        out.writeInt(best.position());
        write(out, best.state());
        out.writeUTF(best.reason().name());
      }
      out.writeLong(checkpoint.timings().initialization());
      out.writeLong(checkpoint.timings().iterations());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, @Nullable ChosenStarts chosenStarts)
      throws IOException {
    out.writeBoolean(chosenStarts != null);
    if (chosenStarts != null) {
      out.writeInt(chosenStarts.tried());
      write(out, chosenStarts.chosen());
      write(out, chosenStarts.copies());
      write(out, chosenStarts.bases());
      out.writeInt(chosenStarts.othersAlike());
      out.writeInt(chosenStarts.othersSpurious());
    }
  }

  private static void write(DataOutputStream out, List<Integer> numbers) throws IOException {
    out.writeInt(numbers.size());
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  private static void write(DataOutputStream out, @Nullable EmState state) throws IOException {
    out.writeBoolean(state != null);
    if (state != null) {
      write(out, state.model());
      out.writeInt(state.iteration());
      MixtureModel previous = state.previous();
      out.writeBoolean(previous != null);
      if (previous != null) {
        write(out, previous);
      }
      out.writeDouble(state.previousLogLikelihood());
      out.writeDouble(state.change());
      write(out, state.rescued());
      write(out, state.trace());
    }
  }

  private static void write(DataOutputStream out, LikelihoodTrace trace) throws IOException {
    out.writeInt(trace.history().size());
    for (double logLikelihood : trace.history()) {
      out.writeDouble(logLikelihood);
    }
    out.writeInt(trace.connected());
    out.writeDouble(trace.rate());
    out.writeDouble(trace.longestLeap());
  }

  static void write(DataOutputStream out, MixtureModel model) throws IOException {
    double[] numbers = model.toArray();
    out.writeInt(numbers.length);
    for (double number : numbers) {
      out.writeDouble(number);
    }
  }

  /**
   * The checkpoint; empty if another version wrote it, whose bits this one would not continue, or
   * if it is damaged. The fit starts again then, and comes to the same end.
   */
  Optional<FitCheckpoint> read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != VERSION || in.readInt() != Numerics.version()) {
        return Optional.empty();
      }
      ChosenStarts chosenStarts = in.readBoolean() ? readExplored(in) : null;
      int position = in.readInt();
      EmState state = readState(in);
      List<FinishedStart> finished = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        finished.add(
            new FinishedStart(in.readDouble(), in.readBoolean(), in.readInt(), in.readInt()));
      }
      return Optional.of(
          new FitCheckpoint(
              chosenStarts,
              position,
              state,
              List.copyOf(finished),
              in.readBoolean() ? readBest(in) : null,
              new Timings(in.readLong(), in.readLong())));
    } catch (IOException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static ChosenStarts readExplored(DataInputStream in) throws IOException {
    return new ChosenStarts(
        in.readInt(),
        readNumbers(in),
        readNumbers(in),
        readNumbers(in),
        in.readInt(),
        in.readInt());
  }

  private static List<Integer> readNumbers(DataInputStream in) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      numbers.add(in.readInt());
    }
    return List.copyOf(numbers);
  }

  private static LikelihoodTrace readClimb(DataInputStream in) throws IOException {
    List<Double> history = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      history.add(in.readDouble());
    }
    return new LikelihoodTrace(
        List.copyOf(history), in.readInt(), in.readDouble(), in.readDouble());
  }

  private BestStart readBest(DataInputStream in) throws IOException {
    int position = in.readInt();
    EmState state = readState(in);
    if (state == null) {
      throw new IOException("a best start without its state");
    }
    return new BestStart(position, state, StoppingReason.valueOf(in.readUTF()));
  }

  private @Nullable EmState readState(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    MixtureModel model = readModel(in);
    int iteration = in.readInt();
    MixtureModel previous = in.readBoolean() ? readModel(in) : null;
    double previousLogLikelihood = in.readDouble();
    double change = in.readDouble();
    return new EmState(
        model, iteration, previous, previousLogLikelihood, change, readNumbers(in), readClimb(in));
  }

  MixtureModel readModel(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length != length()) {
      throw new IOException("a model of %d numbers instead of %d".formatted(length, length()));
    }
    double[] numbers = new double[length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readDouble();
    }
    return MixtureModel.fromArray(spec.family(), components(), dimensions, numbers);
  }

  /** How many numbers a model of this fit has: a weight and more for each component. */
  private int length() {
    return components() * (1 + spec.family().numbers(dimensions));
  }

  private int components() {
    return spec.family().count(spec.components());
  }
}
