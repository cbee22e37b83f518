package io.mixtura.web.idempotency;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a request that is sent twice creates once: the header {@code Idempotency-Key}.
 *
 * <p>Keys are remembered for 30 days; those of different tenants do not meet.
 */
public interface IdempotencyKeys {

  /** The header's name. */
  String HEADER = "Idempotency-Key";

  /**
   * Creates a resource unless a request with the same key has already done so. To be called inside
   * the transaction that creates the resource: key and resource are committed together, and of
   * several requests with one key at the same time all but one wait here and then replay.
   *
   * @param key the header's value; null if it was not sent, and then the resource is just created
   * @param scope what is created ({@code datasets}, {@code fits}): keys of different scopes do not
   *     meet
   * @param requestHash tells requests apart: a hash of everything that was asked for
   * @param create creates the resource and returns its id
   * @throws io.mixtura.web.problem.Refusal 400 if the key is malformed; 422 if it was used for
   *     another request
   */
  Creation once(@Nullable String key, String scope, String requestHash, Supplier<String> create);
}
