package io.mixtura.caller;

import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Somebody who calls.
 *
 * @param tenant for whom
 * @param name what tells him from others: the id of his key, the subject of his token
 * @param scopes what he may do
 */
public record Caller(Tenant tenant, String name, Set<Scope> scopes) {
  /** Whoever reaches a service that asks nobody for a key. */
  public static final Caller ANYBODY = new Caller(Tenant.DEFAULT, "anybody", Scope.ALL);

  /** The attribute of a request that holds who sends it, once that is known. */
  public static final String ATTRIBUTE = "io.mixtura.caller";

  /** The attribute of a request that holds the address it comes from, as named proxies tell it. */
  public static final String ADDRESS = "io.mixtura.caller.address";

  /** Whose request this thread answers; empty if it answers none, or that of somebody unknown. */
  public static Optional<Caller> current() {
    Authentication known = SecurityContextHolder.getContext().getAuthentication();
    return known != null && known.getPrincipal() instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }

  /** Copies the set. */
  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** Whether he may do what takes this scope. */
  public boolean has(Scope scope) {
    return scopes.contains(scope);
  }
}
