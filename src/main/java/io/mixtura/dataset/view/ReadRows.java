package io.mixtura.dataset.view;

import io.mixtura.dataset.DatasetTiles;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.web.Page;
import io.mixtura.web.PageRequest;
import io.mixtura.web.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Reads some rows of a dataset, and only the tiles that hold them. */
public final class ReadRows {
  private ReadRows() {}

  /** A page of rows. */
  public static RowsPage page(DatasetTiles dataset, PageRequest request) {
    int from = first(request);
    int to = (int) Math.min(dataset.dataset().rows(), (long) from + request.size() + 1);
    String last = String.valueOf(from + request.size() - 1);
    Page<List<@Nullable Object>> page = request.page(rows(dataset, from, to), _ -> last);
    return new RowsPage(dataset.dataset().columns(), page.items(), page.nextPageToken());
  }

  private static int first(PageRequest request) {
    String after = request.after();
    if (after == null) {
      return 0;
    }
    // Nine digits cannot overflow; there are not that many rows.
    if (!after.matches("\\d{1,10}") || Long.parseLong(after) >= Integer.MAX_VALUE - 2000) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "pageToken",
          "the page token is of another list; send the nextPageToken of the page before");
    }
    return Integer.parseInt(after) + 1;
  }

  private static List<List<@Nullable Object>> rows(DatasetTiles dataset, int from, int to) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<List<String>> texts = dataset.dataset().text().each(dataset.dataset().columns());
    Tile tile = dataset.scratch();
    int loaded = -1;
    for (int row = from; row < to; row++) {
      if (loaded != row / Tile.POINTS) {
        loaded = row / Tile.POINTS;
        dataset.read(loaded, tile);
      }
      rows.add(row(tile, row % Tile.POINTS, texts));
    }
    return rows;
  }

  private static List<@Nullable Object> row(Tile tile, int point, List<List<String>> texts) {
    List<@Nullable Object> row = new ArrayList<>();
    for (int j = 0; j < tile.dimensions(); j++) {
      double value = tile.get(point, j);
      row.add(Double.isNaN(value) ? null : cell(value, texts.get(j)));
    }
    return row;
  }

  private static Object cell(double value, List<String> texts) {
    return texts.isEmpty() ? (Object) value : texts.get((int) value);
  }
}
