package io.mixtura.mixture;

import java.util.List;

/** What an M step came to. */
sealed interface Maximization {

  /**
   * New parameters.
   *
   * @param rescued numbers of the components that had collapsed and were given a floor
   */
  record Maximized(Components components, List<Integer> rescued) implements Maximization {}

  /**
   * A component collapsed and there was no floor to rescue it with.
   *
   * @param component its number
   * @param column the first column in which it has no variance left
   */
  record Collapsed(int component, int column) implements Maximization {}
}
