package io.mixtura.dataset.store;

import io.mixtura.caller.Tenant;
import java.util.UUID;

/**
 * A place of the store: where the observations of one upload lie. New with every upload, so that a
 * deletion never meets a later one.
 *
 * @param tenant whose upload it was
 * @param id tells it from all others, whosever they are
 */
public record Place(Tenant tenant, UUID id) {

  /** A new place of the tenant that is worked for. */
  static Place anew() {
    return new Place(Tenant.current(), UUID.randomUUID());
  }

  @Override
  public String toString() {
    return tenant.name() + "/" + id;
  }
}
