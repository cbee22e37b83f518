package io.mixtura.dataset.store;

import io.mixtura.database.OwnerOnly;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.springframework.http.HttpStatus;

/** Writes one file of observations. */
final class FileWriter implements ObservationWriter {
  private static final long RESERVE = 200L << 20;

  private final Place storage;
  private final Path file;
  private final FileChannel channel;
  private final FileStore disk;
  private boolean finished;

  FileWriter(Place storage, Path file) throws IOException {
    this.storage = storage;
    this.file = file;
    this.channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.file(file));
    this.disk = Files.getFileStore(file);
  }

  @Override
  public Place storage() {
    return storage;
  }

  @Override
  public void append(byte[] tiles, int length) throws IOException {
    if (disk.getUsableSpace() - length < reserve(disk.getTotalSpace())) {
      throw full();
    }
    ByteBuffer bytes = ByteBuffer.wrap(tiles, 0, length);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * What uploads leave free: the database, most often on the same disk, needs room to store how
   * fits end, and even to delete.
   */
  static long reserve(long total) {
    return Math.max(Math.min(RESERVE, total / 10), total / 100);
  }

  private static Refusal full() {
    return new Refusal(
        HttpStatus.INSUFFICIENT_STORAGE,
        "the disk that datasets are kept on is full, but for a reserve; delete datasets, or ask the operator for room");
  }

  @Override
  public void finish() throws IOException {
    channel.force(true);
    channel.close();
    forceFolder();
    finished = true;
  }

  /** The name of a new file outlives a crash only when its folder is written, too. */
  private void forceFolder() throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel folder =
          FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (!finished) {
      Files.deleteIfExists(file);
    }
  }
}
