package io.mixtura.database;

import org.springframework.dao.DataAccessResourceFailureException;

/** Nothing new is stored, because what room the disk has left is for deletions. */
public final class DiskFull extends DataAccessResourceFailureException {
  private static final long serialVersionUID = 1;

  DiskFull() {
    super("the disk is full, but for what deletions need");
  }
}
