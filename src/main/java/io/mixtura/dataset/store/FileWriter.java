package io.mixtura.dataset.store;

import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/** Writes one file of observations. */
final class FileWriter implements ObservationWriter {
  private final UUID storage;
  private final Path file;
  private final FileChannel channel;
  private boolean finished;

  FileWriter(UUID storage, Path file) throws IOException {
    this.storage = storage;
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public UUID storage() {
    return storage;
  }

  @Override
  public void append(byte[] tiles, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(tiles, 0, length);
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException failure) {
      if (isFull()) {
        throw full();
      }
      throw failure;
    }
  }

  private boolean isFull() throws IOException {
    return Files.getFileStore(file).getUsableSpace() < 1 << 20;
  }

  private static Refusal full() {
    return new Refusal(
        HttpStatus.INSUFFICIENT_STORAGE,
        "the disk that datasets are kept on is full; delete datasets, or ask the operator for room");
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
