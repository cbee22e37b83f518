package io.mixtura.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that holds room on a disk until it is needed. H2 appends whatever it does, deletions too
 * and even being opened, so on a disk without room nobody could make room. While the disk is full
 * the file is given up piece by piece, since whoever filled the disk may fill it again; when there
 * is room it grows back. In between, only deletions and what is small may be stored.
 */
final class DiskReserve {
  private static final Logger LOG = LoggerFactory.getLogger(DiskReserve.class);

  static final long PIECE = 512 << 10;

  /** More than most transactions write. */
  private static final long ENOUGH = PIECE / 2;

  private static final Set<StandardOpenOption> WRITING =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

  private static final int LEAST_PIECES = 2;
  private static final int MOST_PIECES = 32;

  private final Path file;
  private final Disk disk;
  private final long size;
  private long held;
  private volatile boolean low;

  /** A disk, as far as it matters here. */
  interface Disk {
    /** Bytes that may be written. */
    long usable() throws IOException;
  }

  DiskReserve(Path file, long total, Disk disk) throws IOException {
    this.file = file;
    this.disk = disk;
    this.size = PIECE * Math.clamp(total / 50 / PIECE, LEAST_PIECES, MOST_PIECES);
    this.held = Files.exists(file) ? Files.size(file) : 0;
  }

  /** The reserve in a folder, with the disk that it is on. */
  static DiskReserve in(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    return new DiskReserve(folder.resolve("reserve"), store.getTotalSpace(), store::getUsableSpace);
  }

  /** Whether what is left is for deletions. */
  boolean isLow() {
    return low;
  }

  /** Looks at the disk, and gives a piece up or takes all back. */
  synchronized void look() {
    try {
      long usable = disk.usable();
      if (usable < ENOUGH && held > 0) {
        shrink();
      } else if (held < size && usable >= 2 * size) {
        grow();
      }
    } catch (IOException full) {
      LOG.debug("The reserve stays as it is", full);
    }
    say(held < size);
  }

  private void shrink() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      held = Math.max(0, held - PIECE);
      channel.truncate(held);
    }
  }

  /** By random bytes, since some disks would keep zeros for nothing. */
  private void grow() throws IOException {
    byte[] piece = new byte[(int) PIECE];
    Random random = new Random();
    try (FileChannel channel = FileChannel.open(file, WRITING, OwnerOnly.file(file))) {
      while (held < size) {
        random.nextBytes(piece);
        ByteBuffer bytes = ByteBuffer.wrap(piece, 0, (int) Math.min(PIECE, size - held));
        while (bytes.hasRemaining()) {
          held += channel.write(bytes, held);
        }
      }
    }
  }

  private void say(boolean now) {
    if (now && !low) {
      LOG.warn(
          "The disk that {} is on is full: nothing new is stored until there is room again", file);
    } else if (low && !now) {
      LOG.info("There is room again on the disk that {} is on", file);
    }
    low = now;
  }
}
