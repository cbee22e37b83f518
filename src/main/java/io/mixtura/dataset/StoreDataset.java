package io.mixtura.dataset;

import io.mixtura.caller.Act;
import io.mixtura.dataset.rows.Categories;
import io.mixtura.dataset.rows.RecodedRows;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.dataset.store.ObservationStore;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.web.body.Limits;
import io.mixtura.web.idempotency.Creation;
import io.mixtura.web.idempotency.IdempotencyKeys;
import io.mixtura.web.problem.ProblemType;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stores a dataset: first its observations, then, in one short transaction, its row. Whatever
 * happens in between leaves at most observations that no row refers to, for {@link Leftovers}.
 */
@Component
class StoreDataset {
  private static final String SCOPE = "datasets";

  private final ObservationStore store;
  private final JdbcDatasets datasets;
  private final IdempotencyKeys keys;
  private final TransactionOperations transaction;
  private final Leftovers leftovers;
  private final Limits limits;
  private final StorageShare share;
  private final Clock clock;

  StoreDataset(
      ObservationStore store,
      JdbcDatasets datasets,
      IdempotencyKeys keys,
      TransactionOperations transaction,
      Leftovers leftovers,
      Limits limits,
      Clock clock) {
    this.store = store;
    this.datasets = datasets;
    this.keys = keys;
    this.transaction = transaction;
    this.leftovers = leftovers;
    this.limits = limits;
    this.share = new StorageShare(limits);
    this.clock = clock;
  }

  DatasetCreation store(@Nullable String name, RowReader rows, RequestKey key) throws IOException {
    Upload.Content content = inOrder(upload(rows), rows.columns());
    String given = name != null ? name : rows.name().orElse(null);
    return register(row(given, rows.columns(), content), key);
  }

  /**
   * The same with the levels of text in their order. They are all known only at the end of an
   * upload: unless they have come in this order, the rows are written anew, so that what is stored,
   * and its hash, does not depend on how they have come.
   */
  private Upload.Content inOrder(Upload.Content content, List<String> columns) throws IOException {
    Categories sorted = content.categories().sorted();
    if (sorted.equals(content.categories())) {
      return content;
    }
    DatasetTiles tiles = new DatasetTiles(row(null, columns, content), store);
    try (RowReader rows = RecodedRows.of(DatasetRows.all(tiles), sorted);
        Upload upload = new Upload(store, columns, sorted, leftovers::judgeLater)) {
      while (upload.take(rows)) {}
      return upload.finish(sorted);
    } finally {
      leftovers.discard(content.storage());
    }
  }

  private Upload.Content upload(RowReader rows) throws IOException {
    int dimensions = rows.columns().size();
    // Row numbers are of type int, also after rounding up to whole tiles.
    long most = Math.min(limits.values() / dimensions, Integer.MAX_VALUE - Tile.POINTS);
    StorageShare.Room room = room(dimensions);
    try (Upload upload =
        new Upload(store, rows.columns(), rows.categories(), leftovers::judgeLater)) {
      boolean more = true;
      while (more) {
        more = upload.take(rows);
        refuseMore(upload.rows(), dimensions, most);
        if (upload.rows() > room.rows()) {
          room = roomFor(upload.rows(), rows.columns());
        }
      }
      if (upload.rows() == 0) {
        throw Refusal.unprocessable("/rows", "there are no rows; at least one is needed");
      }
      return upload.finish(rows.categories());
    }
  }

  private StorageShare.Room room(int dimensions) {
    return share.room(datasets.stored(), dimensions);
  }

  /**
   * Looks again, since others may have deleted something, and refuses as soon as it is certain that
   * this is too much: what is there already, and this may be the same, takes nothing more.
   */
  private StorageShare.Room roomFor(int rows, List<String> columns) {
    StorageShare.Room room = room(columns.size());
    long known = datasets.mostRows(columns);
    if (rows > Math.max(room.rows(), known)) {
      throw room.beyond();
    }
    return new StorageShare.Room(Math.max(room.rows(), known), room.beyond());
  }

  private void refuseMore(int rows, int dimensions, long most) {
    if (rows > most) {
      throw Refusal.unprocessable(
          "/rows",
          ("there are more than %d rows of %d columns, so more numbers than the limit of %d"
                  + " (mixtura.limits.values); send fewer rows or leave columns out")
              .formatted(most, dimensions, limits.values()));
    }
  }

  private DatasetRow row(@Nullable String name, List<String> columns, Upload.Content content) {
    String id = content.sha256().substring(0, StoredDataset.ID_DIGITS);
    StoredDataset dataset =
        new StoredDataset(
            id,
            name != null ? name : "dataset-" + id.substring(0, 8),
            columns,
            content.rows(),
            content.sha256(),
            // As precise as both databases keep it.
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            content.categories().levels());
    return new DatasetRow(dataset, content.storage(), content.summary());
  }

  private DatasetCreation register(DatasetRow row, RequestKey key) throws IOException {
    AtomicReference<DatasetCreation> outcome = new AtomicReference<>();
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      TransactionSynchronizationManager.registerSynchronization(new DiscardOnRollback(row));
    }
    boolean committed = false;
    try {
      transaction.executeWithoutResult(_ -> outcome.set(insert(row, key)));
      committed = true;
    } finally {
      DatasetCreation creation = outcome.get();
      if (creation == null || !creation.created()) {
        leftovers.discard(row.storage());
      } else if (!committed) {
        // Nobody knows whether the commit came through.
        leftovers.judgeLater(row.storage());
      }
    }
    return outcome.get();
  }

  private DatasetCreation insert(DatasetRow row, RequestKey key) {
    Creation creation = keys.once(key.key(), SCOPE, key.hash().get(), () -> insertUnlessThere(row));
    DatasetRow stored =
        datasets.find(creation.id()).orElseThrow(() -> deletedMeanwhile(creation.id()));
    return new DatasetCreation(stored.dataset(), stored.storage().equals(row.storage()));
  }

  private String insertUnlessThere(DatasetRow row) {
    String id = row.dataset().id();
    // The one that is in the way may be deleted before it can be looked at; not time and again.
    for (int attempt = 0; attempt < 10; attempt++) {
      Act.makes(DatasetController.PATH + "/" + id);
      if (datasets.insert(row)) {
        share.require(datasets.stored());
        return id;
      }
      if (datasets.lock(id).isPresent()) {
        Act.changesNothing();
        return id;
      }
    }
    throw Refusal.conflict("dataset " + id + " is being deleted again and again; try once more");
  }

  private static Refusal deletedMeanwhile(String id) {
    return new Refusal(
        ProblemType.RESULT_DELETED,
        ("the request with this %s created dataset %s, which has been deleted since; use a new key"
                + " to store it again")
            .formatted(IdempotencyKeys.HEADER, id));
  }

  /** When a caller's transaction takes the row back, the observations go, too. */
  private final class DiscardOnRollback implements TransactionSynchronization {
    private final DatasetRow row;

    DiscardOnRollback(DatasetRow row) {
      this.row = row;
    }

    @Override
    public void afterCompletion(int status) {
      switch (status) {
        case STATUS_ROLLED_BACK -> leftovers.discard(row.storage());
        case STATUS_UNKNOWN -> leftovers.judgeLater(row.storage());
        default -> {}
      }
    }
  }
}
