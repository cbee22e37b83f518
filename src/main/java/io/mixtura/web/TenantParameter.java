package io.mixtura.web;

import io.mixtura.caller.Tenant;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The parameter by which an operator's list shows one tenant's items only. */
public final class TenantParameter {
  private TenantParameter() {}

  /**
   * The tenant that is asked for; null if none is.
   *
   * @throws Refusal 400 if it cannot be the name of one
   */
  public static @Nullable Tenant of(@Nullable String tenant) {
    if (tenant != null && !Tenant.isName(tenant)) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "tenant",
          "'%s' cannot be the name of a tenant".formatted(Excerpt.of(tenant)));
    }
    return tenant == null ? null : new Tenant(tenant);
  }
}
