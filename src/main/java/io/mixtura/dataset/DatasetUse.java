package io.mixtura.dataset;

import java.util.Optional;

/** Knows of work that needs a dataset; whoever starts such work implements it. */
public interface DatasetUse {

  /**
   * What needs the dataset now, as the beginning of a sentence: {@code "fit 17 is running"}. Called
   * inside the transaction that is about to delete the dataset and has locked it.
   */
  Optional<String> liveUse(String datasetId);
}
