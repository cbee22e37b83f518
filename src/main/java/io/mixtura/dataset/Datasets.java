package io.mixtura.dataset;

import io.mixtura.dataset.column.ColumnSummary;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.dataset.store.ObservationStore;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.web.Page;
import io.mixtura.web.PageRequest;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The datasets of this service. */
@Component
public class Datasets {
  private final JdbcDatasets datasets;
  private final StoreDataset storing;
  private final DeleteDataset deleting;
  private final OpenObservations opening;
  private final ObservationStore store;
  private final TransactionOperations transaction;

  Datasets(
      JdbcDatasets datasets,
      StoreDataset storing,
      DeleteDataset deleting,
      OpenObservations opening,
      ObservationStore store,
      TransactionOperations transaction) {
    this.datasets = datasets;
    this.storing = storing;
    this.deleting = deleting;
    this.opening = opening;
    this.store = store;
    this.transaction = transaction;
  }

  /**
   * A dataset.
   *
   * @throws Refusal 404 if there is none with this id
   */
  public StoredDataset get(String id) {
    return row(id).dataset();
  }

  /** Whether there is one with this id. */
  public boolean has(String id) {
    return datasets.find(id).isPresent();
  }

  /** What each tenant has stored, of those who have anything. */
  public List<Stored> stored() {
    return datasets.stored();
  }

  private DatasetRow row(String id) {
    return datasets.find(id).orElseThrow(() -> DeleteDataset.unknown(id));
  }

  /** What was found of each column when it was stored. */
  public List<ColumnSummary> summary(String id) {
    return row(id).summary();
  }

  /** The tiles of a dataset, to be read one at a time. */
  public DatasetTiles tiles(String id) {
    return new DatasetTiles(row(id), store);
  }

  /** The points of a dataset; they stay readable even if it is deleted meanwhile. */
  public Observations observations(StoredDataset dataset) {
    return opening.open(row(dataset.id()));
  }

  /**
   * Stores points, unless a dataset has the same content. Joins the caller's transaction if there
   * is one: when that is rolled back, no trace stays.
   *
   * @param name of the new dataset; null for the name that the rows' body gives, or one made from
   *     the content. A dataset that exists keeps its own
   */
  public DatasetCreation store(@Nullable String name, RowReader rows) throws IOException {
    return store(name, rows, RequestKey.NONE);
  }

  DatasetCreation store(@Nullable String name, RowReader rows, RequestKey key) throws IOException {
    return storing.store(name, rows, key);
  }

  /**
   * Keeps a dataset from being deleted until the end of the caller's transaction.
   *
   * @throws Refusal 404 if it is gone
   */
  public void lock(String id) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a lock outside a transaction locks nothing");
    }
    datasets.lock(id).orElseThrow(() -> DeleteDataset.unknown(id));
  }

  /** Gives a dataset another name: all of it that can change. */
  StoredDataset rename(String id, String name) {
    transaction.executeWithoutResult(_ -> {
      if (!datasets.rename(id, name)) {
        throw DeleteDataset.unknown(id);
      }
    });
    return get(id);
  }

  /** Datasets whose names hold a text, the newest first. */
  Page<StoredDataset> list(String part, PageRequest request) {
    String after = request.after();
    int limit = request.size() + 1;
    List<StoredDataset> found =
        after == null ? datasets.newest(part, limit) : newestAfter(after, part, limit);
    return request.page(found, dataset -> dataset.createdAt() + "/" + dataset.id());
  }

  private List<StoredDataset> newestAfter(String after, String part, int limit) {
    int slash = after.indexOf('/');
    try {
      Instant createdAt = Instant.parse(after.substring(0, Math.max(0, slash)));
      return datasets.newestAfter(createdAt, after.substring(slash + 1), part, limit);
    } catch (DateTimeException foreign) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "pageToken",
          "the page token is of another list; send the nextPageToken of the page before");
    }
  }

  void delete(String id) {
    opening.forget(deleting.delete(id));
  }
}
