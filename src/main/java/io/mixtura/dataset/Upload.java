package io.mixtura.dataset;

import io.mixtura.dataset.column.ColumnStatistics;
import io.mixtura.dataset.column.ColumnSummary;
import io.mixtura.dataset.column.LevelCounts;
import io.mixtura.dataset.rows.Categories;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.dataset.store.ContentHash;
import io.mixtura.dataset.store.Extent;
import io.mixtura.dataset.store.ObservationStore;
import io.mixtura.dataset.store.ObservationWriter;
import io.mixtura.dataset.store.Place;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.web.problem.Refusal;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Takes points one after the other into the store, hashing and summarizing them on the way. While a
 * chunk is hashed on a thread of its own, the next one is filled.
 */
final class Upload implements Closeable {
  /** A chunk takes a millisecond; a machine on which it takes this long is past help. */
  private static final long HASH_SECONDS = 60;

  private final List<String> columns;
  private final ObservationWriter writer;
  private final Consumer<Place> leftovers;
  private final ContentHash hash;
  private final ColumnStatistics moments;
  private final LevelCounts levels;
  private final Tile tile;
  private byte[] chunk;
  private byte[] spare;
  private CompletableFuture<?> hashed = CompletableFuture.completedFuture(null);
  private int filled;
  private int rows;

  /**
   * What has been stored.
   *
   * @param storage where
   * @param rows number of points
   * @param sha256 of the content
   * @param summary one entry per column
   * @param categories the levels of columns of text
   */
  record Content(
      Place storage, int rows, String sha256, List<ColumnSummary> summary, Categories categories) {}

  /**
   * @param categories which columns hold text; what their levels are, {@link #finish} is told
   * @param leftovers told of what could not be deleted
   */
  Upload(
      ObservationStore store,
      List<String> columns,
      Categories categories,
      Consumer<Place> leftovers)
      throws IOException {
    int dimensions = columns.size();
    this.columns = columns;
    this.leftovers = leftovers;
    this.hash = new ContentHash(columns, !categories.isEmpty());
    this.moments = new ColumnStatistics(dimensions);
    this.levels =
        new LevelCounts(
            IntStream.range(0, dimensions)
                .filter(j -> categories.isText(columns.get(j)))
                .toArray());
    this.tile = new Tile(dimensions);
    this.chunk = new byte[Extent.tilesPerChunk(dimensions) * Extent.tileBytes(dimensions)];
    this.spare = new byte[chunk.length];
    this.writer = store.begin(dimensions);
  }

  int rows() {
    return rows;
  }

  /**
   * Takes up to {@value Tile#POINTS} points.
   *
   * @return whether there may be more
   */
  boolean take(RowReader from) throws IOException {
    from.fill(tile);
    rows += tile.count();
    boolean more = tile.isFull();
    if (tile.count() > 0) {
      flushTile();
    }
    return more;
  }

  private void flushTile() throws IOException {
    moments.add(tile);
    levels.add(tile);
    MemorySegment.copy(
        tile.values(),
        0,
        MemorySegment.ofArray(chunk),
        Observations.STORED,
        filled,
        tile.values().length);
    filled += tile.values().length * Double.BYTES;
    if (filled == chunk.length) {
      flushChunk();
    }
  }

  private void flushChunk() throws IOException {
    awaitHash();
    byte[] full = chunk;
    int length = filled;
    hashed = CompletableFuture.runAsync(() -> hash.add(full, length), Thread::startVirtualThread);
    writer.append(full, length);
    chunk = spare;
    spare = full;
    filled = 0;
  }

  /** Returns when no chunk is being hashed: then the next may be, and its buffer be filled anew. */
  private void awaitHash() {
    hashed.orTimeout(HASH_SECONDS, TimeUnit.SECONDS).join();
  }

  /**
   * Returns when the points will outlive a crash.
   *
   * @param categories the levels of columns of text, by their codes in the points
   */
  Content finish(Categories categories) throws IOException {
    if (filled > 0) {
      flushChunk();
    }
    refuseEmptyColumn();
    awaitHash();
    writer.finish();
    return new Content(
        writer.storage(),
        rows,
        hash.finish(rows, categories.levels()),
        levels.in(moments.summaries(columns), categories.each(columns)),
        categories);
  }

  private void refuseEmptyColumn() {
    int empty = moments.emptyColumn();
    if (empty >= 0) {
      throw Refusal.unprocessable(
          "/columns/" + empty,
          "column '%s' has no value in any of the %d rows; leave it out"
              .formatted(columns.get(empty), rows));
    }
  }

  /** Leaves nothing in the store unless {@link #finish} has returned. */
  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException | RuntimeException later) {
      leftovers.accept(writer.storage());
    }
  }
}
