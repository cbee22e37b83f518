package io.mixtura.dataset.store;

import io.mixtura.database.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;

/**
 * Files of observations while their deletion is locked. What has been written never changes, so a
 * copy is a second name of the same bytes where the disk can do that.
 */
final class KeptFiles implements KeptObservations {
  private final Path folder;
  private final Lock deletions;

  /**
   * @param deletions taken, and given back when this is closed
   */
  KeptFiles(Path folder, Lock deletions) {
    this.folder = folder;
    this.deletions = deletions;
  }

  @Override
  public Copied copyTo(Path parent) throws IOException {
    Files.createDirectory(parent, OwnerOnly.folder(parent));
    Path copy = parent.resolve(folder.getFileName());
    int count = 0;
    long bytes = 0;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Path to = copy.resolve(folder.relativize(each));
        if (Files.isDirectory(each)) {
          Files.createDirectory(to, OwnerOnly.folder(to));
        } else {
          link(each, to);
          count++;
          bytes += Files.size(to);
        }
      }
    }
    return new Copied(count, bytes);
  }

  private static void link(Path file, Path to) throws IOException {
    try {
      Files.createLink(to, file);
    } catch (UnsupportedOperationException | IOException anotherDisk) {
      Files.copy(file, to);
    }
  }

  @Override
  public void close() {
    deletions.unlock();
  }
}
