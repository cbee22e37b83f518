package io.mixtura.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk that others have filled to the last byte. */
public final class FullDisk {
  private FullDisk() {}

  /** Writes to a file until no more goes onto its disk. */
  public static void fillBy(Path filler) {
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] piece = new byte[1 << 12];
      while (true) {
        out.write(piece);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }
}
