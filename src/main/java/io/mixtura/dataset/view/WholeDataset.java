package io.mixtura.dataset.view;

import io.mixtura.assignment.format.AnswerBytes;
import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.format.CsvRowWriter;
import io.mixtura.assignment.format.Field;
import io.mixtura.assignment.format.JsonRowWriter;
import io.mixtura.assignment.format.NpyRowWriter;
import io.mixtura.assignment.format.RowWriter;
import io.mixtura.dataset.DatasetRows;
import io.mixtura.dataset.DatasetTiles;
import io.mixtura.mixture.observations.Tile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.IntStream;

/** All rows of a dataset, each written as soon as it is read: uploaded, they are that dataset. */
record WholeDataset(DatasetTiles tiles) {
  /** A line without anything would be no row. */
  private static final String GAP = "NA";

  RowWriter writer(AnswerFormat format) {
    List<String> columns = tiles.dataset().columns();
    List<List<String>> texts = tiles.dataset().text().each(columns);
    return switch (format) {
      case NDJSON -> JsonRowWriter.lines(Field.numbers(columns, texts));
      case CSV -> new CsvRowWriter(List.of(Field.list("rows", columns, texts)), GAP);
      case NPY ->
          isUnnamed(columns)
              ? new NpyRowWriter(tiles.dataset().rows(), columns.size())
              : NpyRowWriter.named(tiles.dataset().rows(), columns);
      case JSON -> throw new IllegalArgumentException("JSON is answered page by page");
    };
  }

  /** Whether the names are those that an upload gives to columns that have none. */
  private static boolean isUnnamed(List<String> columns) {
    return IntStream.range(0, columns.size()).allMatch(j -> columns.get(j).equals("x" + j));
  }

  void writeTo(OutputStream out, RowWriter writer) throws IOException {
    DatasetRows rows = DatasetRows.all(tiles);
    double[] row = new double[rows.columns().size()];
    AnswerBytes bytes = new AnswerBytes();
    writer.begin(bytes);
    for (long written = 0; rows.next(row); written++) {
      writer.row(row, written == 0, bytes);
      if (written % Tile.POINTS == 0) {
        bytes.moveTo(out);
        // A reader that keeps up never blocks this thread: the requests beside it get their turn.
        Thread.yield();
      }
    }
    writer.end(bytes);
    bytes.moveTo(out);
  }
}
