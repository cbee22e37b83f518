package io.mixtura.dataset;

import io.mixtura.dataset.store.Place;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.ProblemType;
import io.mixtura.web.problem.Refusal;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes a dataset that nothing uses: first its row, then its observations. */
@Component
class DeleteDataset {
  private final JdbcDatasets datasets;
  private final Leftovers leftovers;
  private final ObjectProvider<DatasetUse> uses;
  private final TransactionOperations transaction;

  DeleteDataset(
      JdbcDatasets datasets,
      Leftovers leftovers,
      ObjectProvider<DatasetUse> uses,
      TransactionOperations transaction) {
    this.datasets = datasets;
    this.leftovers = leftovers;
    this.uses = uses;
    this.transaction = transaction;
  }

  /** Deletes a dataset and answers where its observations were. */
  Place delete(String id) {
    AtomicReference<@Nullable Place> deleted = new AtomicReference<>();
    try {
      transaction.executeWithoutResult(_ -> deleted.set(deleteRow(id)));
    } catch (RuntimeException | Error failure) {
      Place storage = deleted.get();
      if (storage != null) {
        // Nobody knows whether the commit came through.
        leftovers.judgeLater(storage);
      }
      throw failure;
    }
    Place storage = Objects.requireNonNull(deleted.get());
    leftovers.discard(storage);
    return storage;
  }

  /** The lock keeps a fit from being submitted between the question and the deletion. */
  private Place deleteRow(String id) {
    DatasetRow row = datasets.lock(id).orElseThrow(() -> unknown(id));
    uses.orderedStream()
        .flatMap(use -> use.liveUse(id).stream())
        .findFirst()
        .ifPresent(DeleteDataset::refuse);
    datasets.delete(id);
    return row.storage();
  }

  private static void refuse(String use) {
    throw new Refusal(
        ProblemType.DATASET_IN_USE,
        "the dataset cannot be deleted while " + use + "; cancel it or wait for its end");
  }

  static Refusal unknown(String id) {
    return new Refusal(
        ProblemType.UNKNOWN_DATASET,
        "there is no dataset '%s'; GET /api/v1/datasets lists those there are"
            .formatted(Excerpt.ofOneOfMany(id)));
  }
}
