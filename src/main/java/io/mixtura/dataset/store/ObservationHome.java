package io.mixtura.dataset.store;

import java.util.UUID;

/** The database that a store of observations belongs to. */
public interface ObservationHome {

  /** Tells this database from any other. */
  UUID id();

  /** Whether other processes may work on this database, too; an H2 file belongs to one alone. */
  boolean isShared();
}
