package io.mixtura.dataset;

import io.mixtura.caller.Tenant;
import io.mixtura.web.body.Limits;
import io.mixtura.web.problem.Refusal;
import java.util.List;
import java.util.function.ToLongFunction;
import org.springframework.http.HttpStatus;

/**
 * The room that a tenant's datasets may take, and those of all. It is looked at when a dataset has
 * been inserted and not yet committed, so those that are stored at the very same time may exceed it
 * by one each.
 */
final class StorageShare {
  private final Limits limits;

  StorageShare(Limits limits) {
    this.limits = limits;
  }

  /**
   * Refuses what has just been inserted, if it is too much.
   *
   * @param stored what each tenant has now
   */
  void require(List<Stored> stored) {
    List<Stored> mine = stored.stream().filter(of -> of.tenant().equals(Tenant.current())).toList();
    String numbers = "numbers (rows × columns)";
    require(mine, Stored::values, limits.tenant().values(), numbers, "tenant.values");
    require(mine, Stored::bytes, limits.tenant().bytes().toBytes(), "bytes", "tenant.bytes");
    require(stored, Stored::values, limits.total().values(), numbers, "total.values");
    require(stored, Stored::bytes, limits.total().bytes().toBytes(), "bytes", "total.bytes");
  }

  private static void require(
      List<Stored> stored, ToLongFunction<Stored> of, long share, String unit, String setting) {
    if (stored.stream().mapToLong(of).sum() > share) {
      throw new Refusal(
          HttpStatus.INSUFFICIENT_STORAGE,
          "with this dataset, those of %s would hold more than %d %s (setting mixtura.limits.%s); delete datasets, or ask the operator for more"
              .formatted(
                  setting.startsWith("tenant") ? "this tenant" : "all tenants",
                  share,
                  unit,
                  setting));
    }
  }
}
