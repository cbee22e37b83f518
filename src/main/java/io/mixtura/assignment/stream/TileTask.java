package io.mixtura.assignment.stream;

import io.mixtura.assignment.format.AnswerBytes;
import io.mixtura.assignment.format.AnswerWriter;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.observations.Tile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The answer for one tile of points, and the scratch memory that it takes; used again and again.
 */
final class TileTask {
  private final Posterior posterior;
  private final AnswerWriter writer;
  private final Tile tile;
  private final Responsibilities responsibilities;
  private final AnswerBytes bytes = new AnswerBytes();
  private boolean isFirst;
  private @Nullable FutureTask<?> work;

  TileTask(Question question, AnswerWriter writer) {
    this.posterior = question.posterior();
    this.writer = writer;
    this.tile = new Tile(question.dimensions());
    this.responsibilities = new Responsibilities(question.components());
  }

  /** The next points will be the first of all if nothing came before them. */
  void begin(boolean first) {
    isFirst = first;
    if (first) {
      writer.begin(bytes);
    }
  }

  /** Takes points; false if there were not enough to fill it. */
  boolean fill(RowReader rows) throws IOException {
    rows.fill(tile);
    return tile.isFull();
  }

  /** How many points it holds. */
  int count() {
    return tile.count();
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
    writer.points(tile, responsibilities, isFirst, bytes);
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
