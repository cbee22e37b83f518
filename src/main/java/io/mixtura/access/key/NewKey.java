package io.mixtura.access.key;

import io.mixtura.caller.Scope;
import io.mixtura.caller.Tenant;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Printable;
import io.mixtura.web.problem.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that is asked for.
 *
 * @param tenant whose it is to be
 * @param scopes what its owner may do
 * @param name what it is for
 * @param expiresAt from when on it is refused
 */
@Schema(name = "NewKey", description = "A key that is asked for")
record NewKey(
    @Schema(
            description =
                "Whose datasets, fits and models it opens: lower-case letters, digits and hyphens. The tenant is there as soon as it is named",
            example = "acme",
            pattern = Tenant.PATTERN)
        @Nullable String tenant,
    @Schema(
            description = "What its owner may do: read, data, fit, predict, admin",
            example = "[\"read\", \"predict\"]")
        @Nullable List<String> scopes,
    @Schema(description = "What it is for", example = "nightly scoring") @Nullable String name,
    @Schema(description = "From when on it is refused; never unless given")
        @Nullable Instant expiresAt) {
  private static final int LONGEST_NAME = 200;

  Tenant checkedTenant() {
    if (tenant == null || !Tenant.isName(tenant)) {
      throw Refusal.unprocessable(
          "/tenant",
          tenant == null
              ? "tenant is missing; it says whose datasets, fits and models the key opens"
              : "'%s' cannot be the name of a tenant; use 1 to %d lower-case letters, digits and hyphens, with no hyphen at the ends"
                  .formatted(Excerpt.of(tenant), Tenant.LONGEST));
    }
    return new Tenant(tenant);
  }

  Set<Scope> checkedScopes() {
    if (scopes == null || scopes.isEmpty()) {
      throw Refusal.unprocessable(
          "/scopes", "scopes are missing; give one or more of " + Scope.codes(Scope.ALL));
    }
    Set<Scope> checked = EnumSet.noneOf(Scope.class);
    for (int i = 0; i < scopes.size(); i++) {
      checked.add(scope(scopes.get(i), "/scopes/" + i));
    }
    return checked;
  }

  private static Scope scope(@Nullable String code, String pointer) {
    return Scope.of(String.valueOf(code))
        .orElseThrow(() ->
            Refusal.unprocessable(
                pointer,
                "there is no scope '%s'; there are %s"
                    .formatted(Excerpt.of(String.valueOf(code)), Scope.codes(Scope.ALL))));
  }

  String checkedName() {
    String given = name == null ? "" : name.strip();
    if (given.length() > LONGEST_NAME || !Printable.is(given)) {
      throw Refusal.unprocessable(
          "/name",
          "the name must have at most %d characters, none of them a control character"
              .formatted(LONGEST_NAME));
    }
    return given;
  }

  @Nullable Instant checkedExpiry(Instant now) {
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      throw Refusal.unprocessable("/expiresAt", "%s is over already".formatted(expiresAt));
    }
    return expiresAt;
  }
}
