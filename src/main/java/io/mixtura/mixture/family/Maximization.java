package io.mixtura.mixture.family;

import java.util.List;

/**
 * What an M step came to.
 *
 * @param <T> what it estimates: the components, or the whole model
 */
public sealed interface Maximization<T> {

  /**
   * New parameters.
   *
   * @param rescued numbers of the components that had collapsed and were given a floor
   */
  record Maximized<T>(T parameters, List<Integer> rescued) implements Maximization<T> {}

  /**
   * A component collapsed and there was no floor to rescue it with, or one that was too low.
   *
   * @param component its number
   * @param column the first column in which it has no variance left
   */
  record Collapsed<T>(int component, int column) implements Maximization<T> {}
}
