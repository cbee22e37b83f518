package io.mixtura.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A disk that is full, or not, as a test wants it. */
public final class TestDisk {
  private static final long TOTAL = 100L << 20;

  private TestDisk() {}

  public static void fill(DatabaseRoom room, Path folder) {
    use(room, folder, 0);
  }

  public static void clear(DatabaseRoom room, Path folder) {
    use(room, folder, TOTAL);
  }

  private static void use(DatabaseRoom room, Path folder, long usable) {
    try {
      room.use(new DiskReserve(folder.resolve("reserve"), TOTAL, () -> usable));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
