package io.mixtura.dataset.rows;

/** Points from a body that states at its start how many there are. */
public interface CountedRows extends RowReader {

  /** Number of points; a body that holds fewer or more is refused. */
  long count();
}
