package io.mixtura.dataset.view;

import io.mixtura.assignment.format.AnswerBytes;
import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.format.CsvRowWriter;
import io.mixtura.assignment.format.Field;
import io.mixtura.assignment.format.JsonArrayWriter;
import io.mixtura.assignment.format.JsonRowWriter;
import io.mixtura.assignment.format.NpyRowWriter;
import io.mixtura.assignment.format.RowWriter;
import io.mixtura.dataset.DatasetTiles;
import io.mixtura.mixture.observations.Sampling;
import io.mixtura.mixture.observations.Tile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Some rows of a dataset, drawn at random without any twice, in their order; all if there are no
 * more than asked for.
 */
final class RowSample {
  private static final String INDEX = "index";

  private final DatasetTiles tiles;
  private final long seed;
  private final int[] indices;

  private RowSample(DatasetTiles tiles, long seed, int[] indices) {
    this.tiles = tiles;
    this.seed = seed;
    this.indices = indices;
  }

  /** The same rows for the same seed, wherever and whenever. */
  static RowSample of(DatasetTiles tiles, int wanted, long seed) {
    return new RowSample(tiles, seed, drawn(tiles.dataset().rows(), wanted, seed));
  }

  /**
   * Each set of rows is as probable as any other: a row is taken with the probability with which
   * those that are still wanted hit it (Knuth's algorithm S).
   */
  static int[] drawn(int rows, int wanted, long seed) {
    int[] drawn = new int[Math.min(rows, wanted)];
    RandomGenerator random = Sampling.generator(seed, 0);
    int taken = 0;
    for (int row = 0; taken < drawn.length; row++) {
      int left = rows - row;
      if (Sampling.uniform(random) * left < drawn.length - taken) {
        drawn[taken++] = row;
      }
    }
    return drawn;
  }

  RowWriter writer(AnswerFormat format) {
    List<String> columns = tiles.dataset().columns();
    List<List<String>> texts = tiles.dataset().text().each(columns);
    Field row = Field.list("rows", columns, texts);
    Field index = Field.whole(indexBeside(columns));
    return switch (format) {
      case JSON -> new JsonArrayWriter(head(columns), row);
      case NDJSON -> JsonRowWriter.lines(beside(Field.numbers(columns, texts), index));
      case CSV -> new CsvRowWriter(List.of(row, index), "NA");
      case NPY -> new NpyRowWriter(indices.length, columns.size() + 1);
    };
  }

  private static List<Field> beside(List<Field> fields, Field index) {
    List<Field> all = new ArrayList<>(fields);
    all.add(index);
    return all;
  }

  private static String indexBeside(List<String> columns) {
    String name = INDEX;
    while (columns.contains(name)) {
      name += "_";
    }
    return name;
  }

  private Map<String, Object> head(List<String> columns) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("datasetId", tiles.dataset().id());
    head.put("totalRows", tiles.dataset().rows());
    head.put("seed", seed);
    head.put("columns", columns);
    head.put("indices", indices);
    return head;
  }

  void writeTo(OutputStream out, RowWriter writer) throws IOException {
    Tile tile = tiles.scratch();
    double[] row = new double[tile.dimensions() + 1];
    AnswerBytes bytes = new AnswerBytes();
    writer.begin(bytes);
    int loaded = -1;
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] / Tile.POINTS != loaded) {
        loaded = indices[i] / Tile.POINTS;
        tiles.read(loaded, tile);
        bytes.moveTo(out);
        // A reader that keeps up never blocks this thread: the requests beside it get their turn.
        Thread.yield();
      }
      tile.lay(indices[i] % Tile.POINTS, row, 0);
      row[tile.dimensions()] = indices[i];
      writer.row(row, i == 0, bytes);
    }
    writer.end(bytes);
    bytes.moveTo(out);
  }
}
