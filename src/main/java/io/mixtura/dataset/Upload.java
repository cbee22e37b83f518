package io.mixtura.dataset;

import io.mixtura.mixture.Observations;
import io.mixtura.mixture.Tile;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.UUID;

/** Takes points one after the other into the store, hashing and summarizing them on the way. */
final class Upload implements Closeable {
  private final List<String> columns;
  private final ObservationWriter writer;
  private final ContentHash hash;
  private final Moments moments;
  private final Tile tile;
  private final byte[] chunk;
  private int filled;
  private int rows;

  /**
   * What has been stored.
   *
   * @param storage where
   * @param rows number of points
   * @param sha256 of the content
   * @param summary one entry per column
   */
  record Content(UUID storage, int rows, String sha256, List<ColumnSummary> summary) {}

  Upload(ObservationStore store, List<String> columns) throws IOException {
    int dimensions = columns.size();
    this.columns = columns;
    this.hash = new ContentHash(columns);
    this.moments = new Moments(dimensions);
    this.tile = new Tile(dimensions);
    this.chunk = new byte[Extent.tilesPerChunk(dimensions) * Extent.tileBytes(dimensions)];
    this.writer = store.begin(dimensions);
  }

  int rows() {
    return rows;
  }

  void add(double[] row) throws IOException {
    tile.add(row);
    rows++;
    if (tile.isFull()) {
      flushTile();
    }
  }

  private void flushTile() throws IOException {
    moments.add(tile);
    MemorySegment.copy(
        tile.values(),
        0,
        MemorySegment.ofArray(chunk),
        Observations.STORED,
        filled,
        tile.values().length);
    filled += tile.values().length * Double.BYTES;
    tile.clear();
    if (filled == chunk.length) {
      flushChunk();
    }
  }

  private void flushChunk() throws IOException {
    hash.add(chunk, filled);
    writer.append(chunk, filled);
    filled = 0;
  }

  /** Returns when the points will outlive a crash. */
  Content finish() throws IOException {
    if (tile.count() > 0) {
      flushTile();
    }
    if (filled > 0) {
      flushChunk();
    }
    writer.finish();
    return new Content(writer.storage(), rows, hash.finish(rows), moments.summaries(columns));
  }

  /** Leaves nothing in the store unless {@link #finish} has returned. */
  @Override
  public void close() throws IOException {
    writer.close();
  }
}
