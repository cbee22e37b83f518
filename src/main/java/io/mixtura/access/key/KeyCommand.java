package io.mixtura.access.key;

import io.mixtura.access.audit.Audit;
import io.mixtura.access.audit.Deed;
import io.mixtura.caller.Scope;
import io.mixtura.caller.Tenant;
import io.mixtura.web.problem.Refusal;
import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;

/**
 * The command {@code keys}: makes, lists and revokes keys where there is nobody yet who may do so
 * over HTTP. A new key goes to the standard output alone, what is to be known of it to the other,
 * so that a script can take it.
 */
public final class KeyCommand {
  private static final String NAME = "keys";
  private static final int MOST_LISTED = 10_000;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private final PrintStream out;
  private final PrintStream err;

  KeyCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Whether a command line asks for this, and not for the service. */
  public static boolean isMeantBy(String... arguments) {
    return arguments.length > 0 && arguments[0].equals(NAME);
  }

  /** Does what a command line asks for; returns the exit code. */
  public static int run(String... arguments) {
    return new KeyCommand(System.out, System.err)
        .execute(Arrays.asList(arguments).subList(1, arguments.length));
  }

  int execute(List<String> arguments) {
    try {
      KeyArguments asked = KeyArguments.of(arguments);
      try (ConfigurableApplicationContext store = KeyStore.open(asked.settings())) {
        String url = store.getEnvironment().getRequiredProperty("spring.datasource.url");
        err.println("Database: " + url.split("[;?]", 2)[0]);
        Audit audit = store.getBean(Audit.class);
        return execute(asked, store.getBean(Keys.class), store.getBean(Clock.class), audit);
      }
    } catch (KeyArguments.Misused | Refusal misused) {
      err.println(misused.getMessage());
      err.println();
      err.println(KeyArguments.USAGE);
      return MISUSED;
    } catch (RuntimeException failure) {
      err.println(JdbcFailures.told(failure));
      return FAILED;
    }
  }

  private int execute(KeyArguments asked, Keys keys, Clock clock, Audit audit) {
    return switch (asked.action()) {
      case "create" -> create(asked.wanted(clock.instant()), keys, clock, audit);
      case "list" -> list(asked.options().get("tenant"), keys);
      case "revoke" -> revoke(asked.words().getFirst(), keys, clock, audit);
      default -> throw new IllegalStateException(asked.action());
    };
  }

  private int create(NewKey wanted, Keys keys, Clock clock, Audit audit) {
    Keys.Issued issued = keys.issue(wanted);
    ApiKey key = issued.key();
    audit.done(deed("createKey", key.id(), clock, HttpStatus.CREATED));
    err.printf(
        "Key %s of tenant %s may %s and expires %s. This is the one time that it is shown:%n",
        key.id(),
        key.tenant().name(),
        Scope.codes(key.scopes()),
        key.expiresAt() == null ? "never" : "at " + key.expiresAt());
    out.println(issued.secret().text());
    return 0;
  }

  private int list(@Nullable String tenant, Keys keys) {
    if (tenant != null && !Tenant.isName(tenant)) {
      throw new KeyArguments.Misused("'%s' cannot be the name of a tenant".formatted(tenant));
    }
    for (ApiKey key : keys.newest(tenant == null ? null : new Tenant(tenant), null, MOST_LISTED)) {
      out.printf(
          "%s  %s  [%s]  created %s  expires %s  last used %s  %s%s%n",
          key.id(),
          key.tenant().name(),
          Scope.codes(key.scopes()),
          key.createdAt(),
          Objects.requireNonNullElse(key.expiresAt(), "never"),
          Objects.requireNonNullElse(key.lastUsedAt(), "never"),
          key.revokedAt() == null ? "" : "REVOKED at " + key.revokedAt() + "  ",
          key.name());
    }
    return 0;
  }

  private int revoke(String id, Keys keys, Clock clock, Audit audit) {
    if (!keys.revoke(id)) {
      err.printf("There is no key '%s'; 'keys list' shows those there are%n", id);
      return FAILED;
    }
    audit.done(deed("revokeKey", id, clock, HttpStatus.NO_CONTENT));
    out.printf("Key %s is revoked%n", id);
    return 0;
  }

  /** As over HTTP, so that one list tells of all keys. */
  private static Deed deed(String operation, String key, Clock clock, HttpStatus status) {
    return new Deed(
        0,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        UUID.randomUUID(),
        null,
        "command",
        operation,
        KeyController.PATH + "/" + key,
        "-",
        status.value());
  }
}
