package io.mixtura.dataset;

import io.mixtura.dataset.rows.Categories;
import io.mixtura.dataset.rows.CountedRows;
import io.mixtura.dataset.rows.RecodedRows;
import io.mixtura.dataset.rows.TextChoice;
import io.mixtura.dataset.rows.UnknownColumns;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.web.problem.Refusal;
import java.util.List;

/** The rows of a stored dataset with some of its columns, as a body of them would be read. */
public final class DatasetRows implements CountedRows {
  private final DatasetTiles tiles;
  private final List<String> columns;
  private final int[] positions;
  private final Tile tile;
  private int loaded;
  private int point;

  private DatasetRows(DatasetTiles tiles, List<String> columns) {
    List<String> all = tiles.dataset().columns();
    this.tiles = tiles;
    this.columns = columns;
    this.positions = columns.stream().mapToInt(all::indexOf).toArray();
    this.tile = tiles.scratch();
  }

  /** All rows with all columns. */
  public static DatasetRows all(DatasetTiles tiles) {
    return new DatasetRows(tiles, tiles.dataset().columns());
  }

  /**
   * All rows with these columns, in this order, and with the codes that a model has for texts.
   *
   * @param blamed what names the dataset in the request, if it lacks one of them
   * @throws Refusal if text stands where the model has numbers, or numbers where it has text
   */
  public static CountedRows named(
      DatasetTiles tiles, List<String> columns, TextChoice.Known text, String blamed) {
    return RecodedRows.of(named(tiles, columns, blamed), text);
  }

  /**
   * All rows with these columns, in this order.
   *
   * @param blamed what names the dataset in the request, if it lacks one of them
   */
  public static DatasetRows named(DatasetTiles tiles, List<String> columns, String blamed) {
    UnknownColumns.check(blamed, columns, tiles.dataset().columns(), false);
    return new DatasetRows(tiles, columns);
  }

  @Override
  public long count() {
    return tiles.dataset().rows();
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Categories categories() {
    return tiles.dataset().text().among(columns);
  }

  @Override
  public boolean next(double[] row) {
    if (point == tile.count() && !load()) {
      return false;
    }
    for (int j = 0; j < positions.length; j++) {
      row[j] = tile.get(point, positions[j]);
    }
    point++;
    return true;
  }

  private boolean load() {
    if (loaded == tiles.count()) {
      return false;
    }
    tiles.read(loaded++, tile);
    point = 0;
    return true;
  }

  @Override
  public void close() {}
}
