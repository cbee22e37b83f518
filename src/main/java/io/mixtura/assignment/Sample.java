package io.mixtura.assignment;

import io.mixtura.assignment.format.AnswerBytes;
import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.format.CsvRowWriter;
import io.mixtura.assignment.format.Field;
import io.mixtura.assignment.format.JsonRowWriter;
import io.mixtura.assignment.format.MostProbable;
import io.mixtura.assignment.format.NpyRowWriter;
import io.mixtura.assignment.format.RowWriter;
import io.mixtura.assignment.stream.ModelTexts;
import io.mixtura.mixture.Draws;
import io.mixtura.model.document.ModelVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Random points of a model, each written as soon as it is drawn.
 *
 * @param version a model that has a density
 */
record Sample(ModelVersion version, long size, long seed) {
  /** Rows between two writes. */
  private static final int BATCH = 256;

  /** What writes it. */
  RowWriter writer(AnswerFormat format) {
    List<Field> fields =
        List.of(
            Field.list(
                "point", version.columns(), new ModelTexts(version).texts(version.columns())),
            Field.whole("component"));
    return switch (format) {
      case JSON -> new JsonRowWriter(head(), fields);
      case NDJSON -> JsonRowWriter.lines(fields);
      case CSV -> new CsvRowWriter(fields);
      case NPY -> new NpyRowWriter(size, version.columns().size());
    };
  }

  private Map<String, Object> head() {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("model", version.name());
    head.put("version", version.version());
    head.put("seed", seed);
    head.put("columns", version.columns());
    if (version.componentNames() != null) {
      head.put("componentNames", version.componentNames());
    }
    return head;
  }

  /** Draws and writes all points. */
  void writeTo(OutputStream out, RowWriter writer) throws IOException {
    Draws draws = new Draws(version.model(), seed);
    int dimensions = version.columns().size();
    int clusters = version.model().clusters();
    double[] row = new double[dimensions + 1];
    AnswerBytes bytes = new AnswerBytes();
    writer.begin(bytes);
    for (long i = 0; i < size; i++) {
      row[dimensions] = MostProbable.number(draws.next(row), clusters);
      writer.row(row, i == 0, bytes);
      if (i % BATCH == 0) {
        bytes.moveTo(out);
        // A reader that keeps up never blocks this thread, and then nothing else would give the
        // requests beside it a turn.
        Thread.yield();
      }
    }
    writer.end(bytes);
    bytes.moveTo(out);
  }
}
