package io.mixtura.assignment.format;

import io.mixtura.dataset.rows.RowReader;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.observations.Tile;
import java.util.List;
import java.util.Map;
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

  private NumbersAnswer(RowWriter rows, int width, Finder finder) {
    this.rows = rows;
    this.width = width;
    this.finder = finder;
  }

  /**
   * An answer in a format.
   *
   * @param head what stands before the rows in JSON, in its order
   * @param fields what is said of each point
   * @param points those that are asked about; npy states their number
   */
  public static NumbersAnswer of(
      AnswerFormat format,
      Map<String, Object> head,
      List<Field> fields,
      RowReader points,
      Finder finder) {
    int width = Field.width(fields);
    RowWriter rows =
        switch (format) {
          case JSON -> new JsonRowWriter(head, fields);
          case NDJSON -> JsonRowWriter.lines(fields);
          case CSV -> new CsvRowWriter(fields);
          case NPY -> new NpyRowWriter(AnswerFormat.count(points), width);
        };
    return new NumbersAnswer(rows, width, finder);
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
