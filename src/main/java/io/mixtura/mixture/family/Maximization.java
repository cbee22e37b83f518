package io.mixtura.mixture.family;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * The outcome of an M step: new parameters, or the component that collapsed.
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

  /** Parameters for which nothing had to be rescued. */
  static <T> Maximization<T> of(T parameters) {
    return new Maximized<>(parameters, List.of());
  }

  /** The same with what is made of the parameters in their place. */
  default <R> Maximization<R> map(Function<? super T, ? extends R> change) {
    return map((parameters, _) -> change.apply(parameters));
  }

  /** As {@link #map(Function)}, for what wants to know which components were rescued. */
  default <R> Maximization<R> map(BiFunction<? super T, List<Integer>, ? extends R> change) {
    return switch (this) {
      case Maximized<T>(var parameters, var rescued) ->
          new Maximized<>(change.apply(parameters, rescued), rescued);
      case Collapsed<T>(var component, var column) -> new Collapsed<>(component, column);
    };
  }

  /** What follows from the parameters, if nothing collapses here or there. */
  default <R> Maximization<R> flatMap(Function<? super T, Maximization<R>> next) {
    return switch (this) {
      case Maximized<T>(var parameters, var rescued) -> next.apply(parameters).after(rescued);
      case Collapsed<T>(var component, var column) -> new Collapsed<>(component, column);
    };
  }

  /** The same with components that were rescued on the way here. */
  private Maximization<T> after(List<Integer> earlier) {
    return switch (this) {
      case Maximized<T>(var parameters, var rescued) ->
          new Maximized<>(
              parameters, Stream.concat(earlier.stream(), rescued.stream()).distinct().toList());
      case Collapsed<T> collapsed -> collapsed;
    };
  }

  /** The same where columns have other numbers: a collapse is told in those. */
  default Maximization<T> renumbered(IntUnaryOperator columns) {
    return switch (this) {
      case Maximized<T> maximized -> maximized;
      case Collapsed<T>(var component, var column) ->
          new Collapsed<>(component, columns.applyAsInt(column));
    };
  }
}
