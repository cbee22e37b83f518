package io.mixtura.dataset.rows;

import io.mixtura.mixture.observations.Tile;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Points read one after the other from a body, checked, without holding more than one of them. */
public interface RowReader extends AutoCloseable {

  /** Names of the columns that {@link #next} delivers, in its order. */
  List<String> columns();

  /**
   * The levels of the columns that hold text, of which {@link #next} delivers codes. Which columns
   * these are is known from the beginning; of new data the levels stand in the order in which they
   * have appeared, and all of them are known once {@link #next} has answered false.
   */
  default Categories categories() {
    return Categories.NONE;
  }

  /**
   * Reads the next point.
   *
   * <p>A bad row is never delivered: the first one makes this method read on, to report up to
   * {@value RowErrors#LIMIT} errors at once, and then refuse.
   *
   * @param row receives one number per column, finite or, where missing values are kept, NaN;
   *     longer arrays are filled from the front
   * @return false when there are no further points
   * @throws Refusal naming row, column and text of whatever is not a number that can be used
   * @throws IOException when the body cannot be read any further
   */
  boolean next(double[] row) throws IOException;

  /**
   * Replaces the points of a tile by the next ones: as many as fit, or all that are left.
   *
   * @param tile of as many dimensions as there are columns
   * @throws Refusal as {@link #next} does
   * @throws IOException when the body cannot be read any further
   */
  default void fill(Tile tile) throws IOException {
    double[] row = new double[tile.dimensions()];
    tile.setCount(0);
    while (!tile.isFull() && next(row)) {
      tile.add(row);
    }
    tile.zeroRest();
  }

  /** The name that the body gives itself; known once {@link #next} has answered false. */
  default Optional<String> name() {
    return Optional.empty();
  }

  /** How the body was read; whole once {@link #next} has answered false. */
  default Understood understood() {
    return new Understood(null, null, null, null, List.of());
  }

  @Override
  void close() throws IOException;
}
