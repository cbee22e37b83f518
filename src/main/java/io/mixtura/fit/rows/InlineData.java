package io.mixtura.fit.rows;

import io.mixtura.dataset.Intake;
import io.mixtura.dataset.RowsText;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.IntakeOptions.Missing;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.fit.request.DataShape;
import io.mixtura.fit.request.FitRequest;
import io.mixtura.web.body.Limits;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Data that stand in the request itself. */
public final class InlineData {
  private static final String NAME = "inline-";

  private final RowsText data;
  private final @Nullable String model;
  private final IntakeOptions options;
  private final Limits limits;

  /** The data of a request that has some. */
  public InlineData(FitRequest request, RowsText data, Limits limits) {
    this.data = data;
    this.model = request.data().model();
    this.limits = limits;
    this.options =
        IntakeOptions.all(limits.dimensions())
            .with(request.data().takesMissing() ? Missing.KEPT : Missing.REFUSED_BY_FIT)
            .withCategories(limits.levels(), limits.levelLength());
  }

  /** The rows, one by one. */
  public RowReader rows() throws IOException {
    return Intake.json(data::parser, data.outline("rows", "data"), "/data", options);
  }

  /** Reads and checks the data without storing them. */
  public DataShape shape() {
    try (RowReader rows = rows()) {
      double[] row = new double[rows.columns().size()];
      int[] values = new int[row.length];
      int count = 0;
      int content = rows.columns().hashCode();
      while (rows.next(row)) {
        content = 31 * content + Arrays.hashCode(row);
        for (int j = 0; j < row.length; j++) {
          values[j] += Double.isNaN(row[j]) ? 0 : 1;
        }
        count++;
      }
      checkSize(count, row.length);
      refuseEmptyColumn(rows.columns(), values, count);
      // Numbers alone keep the names that they have had.
      content += 31 * rows.categories().hashCode();
      String name = rows.name().orElse(model == null ? nameOf(content) : model);
      return new DataShape(name, rows.columns(), count, rows.categories());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Other data, other name: they are not to meet in versions of one model. */
  private static String nameOf(int content) {
    return NAME + HexFormat.of().toHexDigits(content);
  }

  /** Adds the numbers of a column to a tally; returns it. */
  ColumnTally tally(int column, ColumnTally tally) {
    forEach(row -> tally.add(row[column]));
    return tally;
  }

  /** Hands over row after row, in an array that is used again. */
  void forEach(Consumer<double[]> each) {
    forEachWhile(() -> true, each);
  }

  /** The same as long as more rows are wanted. */
  void forEachWhile(BooleanSupplier wanted, Consumer<double[]> each) {
    try (RowReader rows = rows()) {
      double[] row = new double[rows.columns().size()];
      while (wanted.getAsBoolean() && rows.next(row)) {
        each.accept(row);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void refuseEmptyColumn(List<String> columns, int[] values, int rows) {
    for (int j = 0; j < values.length; j++) {
      if (values[j] == 0) {
        throw Refusal.unprocessable(
            "/data/columns/" + j,
            "column '%s' has no value in any of the %d rows; leave it out"
                .formatted(columns.get(j), rows));
      }
    }
  }

  private void checkSize(int rows, int columns) {
    if (rows == 0) {
      throw Refusal.unprocessable("/data/rows", "there are no rows; at least one is needed");
    }
    if ((long) rows * columns > limits.values()) {
      throw Refusal.unprocessable(
          "/data/rows",
          "%d rows of %d columns are more numbers than the limit of %d; send fewer rows or columns"
              .formatted(rows, columns, limits.values()));
    }
  }
}
