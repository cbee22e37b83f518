package io.mixtura.assignment.stream;

import io.mixtura.assignment.format.AnswerWriter;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.mixture.observations.Tile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;

/**
 * Answers a question for many points: one thread reads them and sends the answers in their order,
 * while others evaluate and write several tiles at once.
 */
public final class TilePipeline {
  /** Enough to keep all processors busy while one tile takes longer than others. */
  private static final int MOST_UNDER_WAY = 2 + 2 * Runtime.getRuntime().availableProcessors();

  /** Scratch memory of all tiles that are under way, roughly; one may be under way in any case. */
  private static final long MOST_BYTES = 32L << 20;

  private final int mostUnderWay;
  private final Question question;
  private final AnswerWriter writer;
  private final OutputStream out;
  private final ArrayDeque<TileTask> underWay = new ArrayDeque<>();
  private final ArrayDeque<TileTask> idle = new ArrayDeque<>();

  public TilePipeline(Question question, AnswerWriter writer, OutputStream out) {
    this.mostUnderWay = mostUnderWay(question);
    this.question = question;
    this.writer = writer;
    this.out = out;
  }

  /** The coordinates and two copies, the responsibilities and their text. */
  private static int mostUnderWay(Question question) {
    long numbers = 3L * question.dimensions() + 4L * question.components();
    return Math.clamp(MOST_BYTES / (Tile.POINTS * Double.BYTES * numbers), 1, MOST_UNDER_WAY);
  }

  /**
   * Reads all rows and writes what the model says of them.
   *
   * @return how many there were
   */
  public long answer(RowReader rows) throws IOException {
    TileTask tile = next();
    tile.begin(true);
    long answered = 0;
    while (tile.fill(rows)) {
      answered += tile.count();
      tile.start();
      underWay.addLast(tile);
      passOn();
      tile = next();
      tile.begin(false);
    }
    answered += tile.count();
    while (!underWay.isEmpty()) {
      moveFirst();
    }
    tile.finish(out);
    return answered;
  }

  private TileTask next() {
    return idle.isEmpty() ? new TileTask(question, writer) : idle.removeFirst();
  }

  /** Passes on what is ready, and waits only when too much is under way. */
  private void passOn() throws IOException {
    while (underWay.size() >= mostUnderWay || !underWay.isEmpty() && underWay.getFirst().isDone()) {
      moveFirst();
    }
  }

  private void moveFirst() throws IOException {
    TileTask first = underWay.removeFirst();
    first.moveTo(out);
    idle.addLast(first);
  }
}
