package io.mixtura.assignment;

import io.mixtura.dataset.RowReader;
import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.Tile;
import java.io.IOException;

/** Answers a question for many points, a tile of them at a time. */
final class Answering {
  private final Posterior posterior;
  private final Tile tile;
  private final Responsibilities responsibilities;

  Answering(Question question) {
    this.posterior = question.posterior();
    this.tile = new Tile(question.dimensions());
    this.responsibilities = new Responsibilities(question.components());
  }

  /** Reads all rows and writes what the model says of them. */
  void answer(RowReader rows, AnswerWriter writer) throws IOException {
    writer.begin();
    double[] row = new double[tile.dimensions()];
    while (rows.next(row)) {
      tile.add(row);
      if (tile.isFull()) {
        write(writer);
      }
    }
    write(writer);
    writer.end();
  }

  private void write(AnswerWriter writer) throws IOException {
    posterior.evaluate(tile, responsibilities);
    for (int point = 0; point < tile.count(); point++) {
      writer.point(responsibilities, point);
    }
    tile.clear();
  }

  /** What the model says of one point. */
  Assignment answer(double[] point) {
    tile.add(point);
    posterior.evaluate(tile, responsibilities);
    return Assignment.of(responsibilities, 0);
  }
}
