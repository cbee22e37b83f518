package io.mixtura.fit;

import io.mixtura.dataset.Intake;
import io.mixtura.dataset.IntakeOptions;
import io.mixtura.dataset.RowReader;
import io.mixtura.web.Limits;
import io.mixtura.web.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Data that stand in the request itself. */
final class InlineData {
  private static final String NAME = "inline";

  private final JsonNode data;
  private final @Nullable String model;
  private final Limits limits;

  /**
   * Data as the request gives them.
   *
   * @param model the request's name for the model, which is the data's too if they have none
   */
  InlineData(JsonNode data, @Nullable String model, Limits limits) {
    this.data = data;
    this.model = model;
    this.limits = limits;
  }

  /** The rows, one by one. */
  RowReader rows() throws IOException {
    return Intake.json(
        JsonMapper.shared().treeAsTokens(data), "/data", IntakeOptions.all(limits.dimensions()));
  }

  /** Reads and checks the data without storing them. */
  DataShape shape() {
    try (RowReader rows = rows()) {
      double[] row = new double[rows.columns().size()];
      int count = 0;
      while (rows.next(row)) {
        count++;
      }
      checkSize(count, row.length);
      String name = rows.name().orElse(Objects.requireNonNullElse(model, NAME));
      return new DataShape(name, rows.columns(), count);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Adds the numbers of a column to a tally; returns it. */
  ColumnTally tally(int column, ColumnTally tally) {
    try (RowReader rows = rows()) {
      double[] row = new double[rows.columns().size()];
      while (rows.next(row)) {
        tally.add(row[column]);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return tally;
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
