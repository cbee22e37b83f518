package io.mixtura.dataset.store;

import io.mixtura.web.problem.Refusal;
import org.springframework.http.HttpStatus;

/** The refusal of observations that are not what was written into the store. */
public final class DamagedObservations extends Refusal {
  private static final long serialVersionUID = 1L;

  public DamagedObservations(String what) {
    super(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "the stored observations are damaged: "
            + what
            + "; restore them from a backup, or delete the dataset and upload it again");
  }
}
