package io.mixtura.dataset;

import io.mixtura.caller.Tenant;
import io.mixtura.dataset.store.Extent;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.web.body.Limits;
import io.mixtura.web.problem.ProblemType;
import io.mixtura.web.problem.Refusal;
import java.util.Comparator;
import java.util.List;

/**
 * The room that a tenant's datasets may take, and those of all. An upload ends as soon as it is
 * past it; and it is looked at once more when a dataset has been inserted and not yet committed, so
 * those that are stored at the very same time may exceed it by one each.
 */
final class StorageShare {
  private final List<Share> shares;

  StorageShare(Limits limits) {
    long mine = limits.tenant().bytes().toBytes();
    long all = limits.total().bytes().toBytes();
    this.shares =
        List.of(
            new Share(true, false, limits.tenant().values(), "tenant.values"),
            new Share(true, true, mine, "tenant.bytes"),
            new Share(false, false, limits.total().values(), "total.values"),
            new Share(false, true, all, "total.bytes"));
  }

  /**
   * Refuses what has just been inserted, if it is too much.
   *
   * @param stored what each tenant has now
   */
  void require(List<Stored> stored) {
    shares.stream()
        .filter(share -> share.used(stored) > share.most())
        .findFirst()
        .ifPresent(share -> {
          throw share.refusal();
        });
  }

  /**
   * How much may still be stored.
   *
   * @param stored what each tenant has now
   * @param dimensions columns of what is to be stored
   */
  Room room(List<Stored> stored, int dimensions) {
    return shares.stream()
        .map(share -> new Room(share.rows(stored, dimensions), share.refusal()))
        .min(Comparator.comparingLong(Room::rows))
        .orElseThrow();
  }

  /**
   * How many rows may still be stored.
   *
   * @param beyond the refusal of more
   */
  record Room(long rows, Refusal beyond) {}

  private record Share(boolean ofTenant, boolean ofBytes, long most, String setting) {
    long used(List<Stored> stored) {
      return stored.stream()
          .filter(of -> !ofTenant || of.tenant().equals(Tenant.current()))
          .mapToLong(ofBytes ? Stored::bytes : Stored::values)
          .sum();
    }

    /** Whole tiles are stored. */
    long rows(List<Stored> stored, int dimensions) {
      long left = Math.max(0, most - used(stored));
      return ofBytes ? left / Extent.tileBytes(dimensions) * Tile.POINTS : left / dimensions;
    }

    Refusal refusal() {
      return new Refusal(
          ProblemType.QUOTA_EXCEEDED,
          "with this dataset, those of %s would hold more than %d %s (setting mixtura.limits.%s); delete datasets, or ask the operator for more"
              .formatted(
                  ofTenant ? "this tenant" : "all tenants",
                  most,
                  ofBytes ? "bytes" : "numbers (rows × columns)",
                  setting));
    }
  }
}
