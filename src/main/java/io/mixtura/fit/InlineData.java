package io.mixtura.fit;

import io.mixtura.dataset.RowReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;

/** Data that stand in the request itself. */
final class InlineData {
  private static final String NAME = "inline";

  private InlineData() {}

  /** Opens the rows of such data. */
  interface Opener {
    RowReader open(JsonNode data) throws IOException;
  }

  /** Reads and checks the data without storing them. */
  static DataShape shape(JsonNode data, Opener opener) {
    try (RowReader rows = opener.open(data)) {
      double[] row = new double[rows.columns().size()];
      int count = 0;
      while (rows.next(row)) {
        count++;
      }
      return new DataShape(rows.name().orElse(NAME), rows.columns(), count);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
