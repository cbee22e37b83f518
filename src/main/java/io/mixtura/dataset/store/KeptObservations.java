package io.mixtura.dataset.store;

import java.io.IOException;
import java.nio.file.Path;

/** The observations that there are, none of which is deleted until this is closed. */
public interface KeptObservations extends AutoCloseable {

  /** What was copied: how many files, and how long they are together. */
  record Copied(int count, long bytes) {}

  /**
   * Copies them to where a store with this folder finds them; the database may hold them itself.
   */
  Copied copyTo(Path folder) throws IOException;

  @Override
  void close();
}
