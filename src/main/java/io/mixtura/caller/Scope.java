package io.mixtura.caller;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A kind of thing that a caller may do. None of them includes another. */
public enum Scope {
  /** Looks at datasets, fits and models of the tenant. */
  READ,
  /** Uploads, renames and deletes the tenant's datasets. */
  DATA,
  /** Starts, cancels, resumes and deletes fits; imports and deletes models, which fits make. */
  FIT,
  /** Asks the tenant's models. */
  PREDICT,
  /** Operates the service: the keys of all tenants, and its metrics. */
  ADMIN;

  /** All of them. */
  public static final Set<Scope> ALL = Set.copyOf(EnumSet.allOf(Scope.class));

  /** How it is written. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope that is written so; empty if there is none. */
  public static Optional<Scope> of(String code) {
    return Arrays.stream(values()).filter(scope -> scope.code().equals(code)).findFirst();
  }

  /** Some of them as they are written, in their order. */
  public static String codes(Set<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::code).collect(Collectors.joining(", "));
  }
}
