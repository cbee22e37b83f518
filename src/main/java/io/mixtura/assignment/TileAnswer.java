package io.mixtura.assignment;

import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.Tile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The answer for one tile of points, and the scratch memory that it takes; used again and again.
 */
final class TileAnswer {
  private final Posterior posterior;
  private final AnswerWriter writer;
  private final Tile tile;
  private final Responsibilities responsibilities;
  private final AnswerBytes bytes = new AnswerBytes();
  private boolean isFirst;
  private @Nullable FutureTask<?> work;

  TileAnswer(Question question, AnswerWriter writer) {
    this.posterior = question.posterior();
    this.writer = writer;
    this.tile = new Tile(question.dimensions());
    this.responsibilities = new Responsibilities(question.components());
  }

  /** Makes room for the next points, which are the first of all if nothing came before them. */
  void begin(boolean first) {
    tile.clear();
    isFirst = first;
    if (first) {
      writer.begin(bytes);
    }
  }

  void add(double[] row) {
    tile.add(row);
  }

  boolean isFull() {
    return tile.isFull();
  }

  /** Answers on a thread of its own. */
  void start() {
    FutureTask<?> task = new FutureTask<>(this::answer, null);
    work = task;
    Thread.ofVirtual().name("tile").start(task);
  }

  boolean isDone() {
    return work == null || work.isDone();
  }

  /** Evaluates the points and writes what is to be said of them. */
  private void answer() {
    posterior.evaluate(tile, responsibilities);
    for (int point = 0; point < tile.count(); point++) {
      writer.point(tile, responsibilities, point, isFirst && point == 0, bytes);
    }
  }

  /** Answers here and now; the last tile, and the only one of a short body. */
  void finish(OutputStream out) throws IOException {
    answer();
    writer.end(bytes);
    bytes.moveTo(out);
  }

  /** Waits for the answer and passes it on. */
  void moveTo(OutputStream out) throws IOException {
    FutureTask<?> task = work;
    if (task != null) {
      await(task);
      work = null;
    }
    bytes.moveTo(out);
  }

  private static void await(FutureTask<?> task) throws IOException {
    try {
      task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while points were being evaluated", e);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("points could not be evaluated", failed.getCause());
    }
  }
}
