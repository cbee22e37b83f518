package io.mixtura.mixture.selection;

import io.mixtura.mixture.spec.FitSpec;
import java.util.Optional;

/** Checkpoints of single fits as they are stored, for tests of those of several candidates. */
public final class SingleFits {
  private SingleFits() {}

  /** A checkpoint read and written again; empty if it is none. */
  public static Optional<byte[]> rewritten(FitSpec spec, int dimensions, byte[] bytes) {
    CheckpointFormat format = new CheckpointFormat(spec, dimensions);
    return format.read(bytes).map(format::write);
  }
}
