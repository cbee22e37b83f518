package io.mixtura.database;

import java.nio.file.Path;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * A file or folder that the service keeps things in was taken away under it. Nothing new is stored
 * then: it would be lost with the process, or lie where nobody looks for it once a disk is back.
 */
public final class StorageGone extends DataAccessResourceFailureException {
  private static final long serialVersionUID = 1;

  private final String what;

  /**
   * @param what is gone, as clients may read it
   */
  public StorageGone(String what, Path path) {
    super("%s is gone: %s".formatted(what, path));
    this.what = what;
  }

  /** What is gone. */
  public String what() {
    return what;
  }
}
