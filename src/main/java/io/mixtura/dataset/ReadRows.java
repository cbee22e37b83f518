package io.mixtura.dataset;

import io.mixtura.dataset.store.Extent;
import io.mixtura.dataset.store.ObservationStore;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.web.Page;
import io.mixtura.web.PageRequest;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads some rows of a dataset, and only the tiles that hold them. */
@Component
class ReadRows {
  private final ObservationStore store;

  ReadRows(ObservationStore store) {
    this.store = store;
  }

  RowsPage read(DatasetRow dataset, PageRequest request) {
    int from = first(request);
    int to = (int) Math.min(dataset.dataset().rows(), (long) from + request.size() + 1);
    String last = String.valueOf(from + request.size() - 1);
    Page<List<@Nullable Double>> page = request.page(rows(dataset.extent(), from, to), _ -> last);
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

  private List<List<@Nullable Double>> rows(Extent extent, int from, int to) {
    List<List<@Nullable Double>> rows = new ArrayList<>();
    Tile tile = new Tile(extent.dimensions());
    int loaded = -1;
    for (int row = from; row < to; row++) {
      if (loaded != row / Tile.POINTS) {
        loaded = row / Tile.POINTS;
        load(extent, loaded, tile);
      }
      rows.add(row(tile, row % Tile.POINTS));
    }
    return rows;
  }

  private void load(Extent extent, int number, Tile tile) {
    try {
      store.read(extent, number, tile);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the observations cannot be read", unreadable);
    }
  }

  private static List<@Nullable Double> row(Tile tile, int point) {
    List<@Nullable Double> row = new ArrayList<>();
    for (int j = 0; j < tile.dimensions(); j++) {
      double value = tile.get(point, j);
      row.add(Double.isNaN(value) ? null : value);
    }
    return row;
  }
}
