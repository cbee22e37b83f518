package io.mixtura.dataset.store;

import io.mixtura.database.OwnerOnly;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.locks.Lock;

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
    Copying copying = new Copying(folder, parent.resolve(folder.getFileName()));
    Files.walkFileTree(folder, copying);
    return new Copied(copying.count, copying.bytes);
  }

  /** Goes through the folder; a file that is gone was of an upload that was broken off. */
  private static final class Copying extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final Path copy;
    private int count;
    private long bytes;

    Copying(Path folder, Path copy) {
      this.folder = folder;
      this.copy = copy;
    }

    private Path to(Path path) {
      return copy.resolve(folder.relativize(path));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes its)
        throws IOException {
      Files.createDirectory(to(path), OwnerOnly.folder(to(path)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes its) throws IOException {
      Path to = to(file);
      try {
        link(file, to);
      } catch (NoSuchFileException gone) {
        return visitFileFailed(file, gone);
      }
      count++;
      bytes += Files.size(to);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException && Files.notExists(file)) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
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
