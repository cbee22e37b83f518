package io.mixtura.assignment.format;

import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.observations.Tile;
import java.util.OptionalLong;

/** An answer of numbers with names for each point. */
public final class NumbersAnswer implements PointWriter {
  private final RowWriter rows;
  private final int width;
  private final Finder finder;

  /** Finds the numbers of a point. */
  public interface Finder {
    /**
     * Finds them; called by several threads at once.
     *
     * @param tile the points
     * @param responsibilities what the question's posterior says of them
     * @param into receives the numbers
     */
    void find(Tile tile, Responsibilities responsibilities, int point, double[] into);
  }

  /**
   * An answer.
   *
   * @param width how many numbers a point has
   */
  public NumbersAnswer(RowWriter rows, int width, Finder finder) {
    this.rows = rows;
    this.width = width;
    this.finder = finder;
  }

  @Override
  public OptionalLong length() {
    return rows.length();
  }

  @Override
  public void begin(AnswerBytes out) {
    rows.begin(out);
  }

  @Override
  public void point(
      Tile tile, Responsibilities responsibilities, int point, boolean isFirst, AnswerBytes out) {
    double[] numbers = new double[width];
    finder.find(tile, responsibilities, point, numbers);
    rows.row(numbers, isFirst, out);
  }

  @Override
  public void end(AnswerBytes out) {
    rows.end(out);
  }
}
