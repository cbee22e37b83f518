package io.mixtura.dataset.rows;

/** The size of windows, for tests of what does not fit into one. */
public final class Windows {
  /** Characters in a window. */
  public static final int SIZE = TextWindow.SIZE;

  private Windows() {}
}
