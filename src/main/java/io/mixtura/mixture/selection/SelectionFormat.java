package io.mixtura.mixture.selection;

import io.mixtura.mixture.Numerics;
import io.mixtura.mixture.fitting.FitCheckpoint;
import io.mixtura.mixture.fitting.FitOutcome.Timings;
import io.mixtura.mixture.fitting.InformationCriteria;
import io.mixtura.mixture.selection.SelectionCheckpoint.Best;
import io.mixtura.mixture.selection.SelectionCheckpoint.Contender;
import io.mixtura.mixture.selection.SelectionCheckpoint.End;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.mixture.spec.StoppingReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint of a job as bytes: of a single fit that of {@link CheckpointFormat}, of several
 * candidates their table with the checkpoints of those that are still needed.
 */
public final class SelectionFormat {
  private static final int VERSION = 1002;

  private final SelectionSpec spec;
  private final int dimensions;
  private final List<Visit> visits;

  public SelectionFormat(SelectionSpec spec, int dimensions) {
    this.spec = spec;
    this.dimensions = dimensions;
    this.visits = Visit.all(spec);
  }

  /** Null if there is nothing yet to go on from. */
  public byte @Nullable [] write(SelectionCheckpoint checkpoint) {
    if (spec.isChoice()) {
      return writeAll(checkpoint);
    }
    FitCheckpoint ongoing = checkpoint.ongoing();
    return ongoing == null ? null : format(0).write(ongoing);
  }

  private CheckpointFormat format(int candidate) {
    FitSpec of = spec.candidates().get(candidate);
    return new CheckpointFormat(of, dimensions);
  }

  private byte[] writeAll(SelectionCheckpoint checkpoint) {
    int atWork = Visit.atWork(visits, checkpoint).candidate();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeInt(Numerics.version());
      out.writeInt(checkpoint.visits());
      out.writeInt(checkpoint.finished().size());
      for (Candidate candidate : checkpoint.finished()) {
        write(out, candidate);
      }
      Best best = checkpoint.best();
      out.writeInt(best == null ? -1 : best.candidate());
      if (best != null) {
        write(out, format(best.candidate()).write(best.end()));
      }
      Contender contender = checkpoint.contender();
      out.writeBoolean(contender != null);
      if (contender != null) {
        write(out, contender.result());
        write(out, format(atWork).write(contender.end()));
      }
      out.writeInt(checkpoint.heldOut().size());
      for (double logLikelihood : checkpoint.heldOut()) {
        out.writeDouble(logLikelihood);
      }
      FitCheckpoint ongoing = checkpoint.ongoing();
      write(out, ongoing == null ? null : format(atWork).write(ongoing));
      out.writeInt(checkpoint.ends().size());
      for (End end : checkpoint.ends()) {
        out.writeInt(end.candidate());
        CheckpointFormat.write(out, end.model());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Candidate candidate) throws IOException {
    out.writeUTF(candidate.state().name());
    out.writeDouble(candidate.logLikelihood());
    out.writeLong(candidate.freeParameters());
    InformationCriteria criteria = candidate.criteria();
    out.writeBoolean(criteria != null);
    if (criteria != null) {
      out.writeDouble(criteria.aic());
      out.writeDouble(criteria.bic());
      out.writeDouble(criteria.icl());
    }
    out.writeDouble(candidate.heldOut());
    out.writeDouble(candidate.size());
    StoppingReason reason = candidate.reason();
    out.writeUTF(reason == null ? "" : reason.name());
    String explanation = candidate.explanation();
    write(out, explanation == null ? null : explanation.getBytes(StandardCharsets.UTF_8));
    out.writeLong(candidate.timings().initialization());
    out.writeLong(candidate.timings().iterations());
  }

  private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
    out.writeInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  /** The checkpoint; empty if another version wrote it, or if it is damaged. */
  public Optional<SelectionCheckpoint> read(byte[] bytes) {
    if (!spec.isChoice()) {
      return format(0).read(bytes).map(SelectionCheckpoint::of);
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return in.readInt() == VERSION && in.readInt() == Numerics.version()
          ? Optional.of(readAll(in))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private SelectionCheckpoint readAll(DataInputStream in) throws IOException {
    int ended = in.readInt();
    check(ended >= 0 && ended <= visits.size());
    List<Candidate> finished = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      finished.add(readCandidate(in));
    }
    check(
        finished.size()
            == visits.subList(0, ended).stream().filter(visit -> !visit.isAgain()).count());
    int atWork = visits.get(Math.min(ended, visits.size() - 1)).candidate();
    int best = in.readInt();
    check(best < finished.size());
    FitCheckpoint bestEnd = best < 0 ? null : readEnd(in, best);
    Contender contender =
        in.readBoolean() ? new Contender(readCandidate(in), readEnd(in, atWork)) : null;
    List<Double> heldOut = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      heldOut.add(in.readDouble());
    }
    check(heldOut.size() <= spec.folds());
    return new SelectionCheckpoint(
        List.copyOf(finished),
        bestEnd == null ? null : new Best(best, bestEnd),
        contender,
        List.copyOf(heldOut),
        readFit(in, atWork),
        ended,
        readEnds(in, finished.size()));
  }

  private List<End> readEnds(DataInputStream in, int finished) throws IOException {
    List<End> ends = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      int candidate = in.readInt();
      check(candidate >= 0 && candidate < finished);
      ends.add(new End(candidate, format(candidate).readModel(in)));
    }
    return List.copyOf(ends);
  }

  private static Candidate readCandidate(DataInputStream in) throws IOException {
    Candidate.State state = Candidate.State.valueOf(in.readUTF());
    double logLikelihood = in.readDouble();
    long freeParameters = in.readLong();
    InformationCriteria criteria =
        in.readBoolean()
            ? new InformationCriteria(in.readDouble(), in.readDouble(), in.readDouble())
            : null;
    double heldOut = in.readDouble();
    double size = in.readDouble();
    String reason = in.readUTF();
    byte[] explanation = readBytes(in);
    return new Candidate(
        state,
        logLikelihood,
        freeParameters,
        criteria,
        heldOut,
        size,
        reason.isEmpty() ? null : StoppingReason.valueOf(reason),
        explanation == null ? null : new String(explanation, StandardCharsets.UTF_8),
        new Timings(in.readLong(), in.readLong()));
  }

  /** Where a fit ended that will be needed again. */
  private FitCheckpoint readEnd(DataInputStream in, int candidate) throws IOException {
    FitCheckpoint end = readFit(in, candidate);
    if (end == null || end.best() == null) {
      throw new IOException("the end of a fit without its model");
    }
    return end;
  }

  private @Nullable FitCheckpoint readFit(DataInputStream in, int candidate) throws IOException {
    byte[] bytes = readBytes(in);
    if (bytes == null) {
      return null;
    }
    check(candidate < spec.candidates().size());
    return format(candidate)
        .read(bytes)
        .orElseThrow(() -> new IOException("a damaged checkpoint of a fit"));
  }

  private static byte @Nullable [] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(length);
    check(bytes.length == length);
    return bytes;
  }

  private static void check(boolean isSound) throws IOException {
    if (!isSound) {
      throw new IOException("numbers that do not fit together");
    }
  }
}
