package io.mixtura.access.key;

import io.mixtura.access.audit.Audit;
import io.mixtura.access.audit.Deed;
import io.mixtura.caller.Scope;
import io.mixtura.caller.Tenant;
import io.mixtura.web.problem.Refusal;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionOperations;

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
        return execute(asked, Work.with(store));
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

  /** What the command works with. */
  private record Work(Keys keys, Clock clock, Audit audit, TransactionOperations transaction) {
    static Work with(ApplicationContext store) {
      return new Work(
          store.getBean(Keys.class),
          store.getBean(Clock.class),
          store.getBean(Audit.class),
          store.getBean(TransactionOperations.class));
    }

    /** As over HTTP, so that one list tells of all keys. */
    void note(String operation, String key, HttpStatus status) {
      String object = KeyController.PATH + "/" + key;
      audit.within(Deed.without(clock.instant(), null, "command", operation, object, status));
    }
  }

  private int execute(KeyArguments asked, Work work) {
    return switch (asked.action()) {
      case "create" -> create(asked.wanted(work.clock().instant()), work);
      case "list" -> list(asked.options().get("tenant"), work.keys());
      case "revoke" -> revoke(asked.words().getFirst(), work);
      default -> throw new IllegalStateException(asked.action());
    };
  }

  private int create(NewKey wanted, Work work) {
    Keys.Issued issued =
        Objects.requireNonNull(
            work.transaction()
                .execute(_ -> {
                  Keys.Issued made = work.keys().issue(wanted);
                  work.note("createKey", made.key().id(), HttpStatus.CREATED);
                  return made;
                }));
    ApiKey key = issued.key();
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

  private int revoke(String id, Work work) {
    boolean revoked =
        Boolean.TRUE.equals(
            work.transaction()
                .execute(_ -> {
                  boolean there = work.keys().revoke(id);
                  if (there) {
                    work.note("revokeKey", id, HttpStatus.NO_CONTENT);
                  }
                  return there;
                }));
    if (!revoked) {
      err.printf("There is no key '%s'; 'keys list' shows those there are%n", id);
      return FAILED;
    }
    out.printf("Key %s is revoked%n", id);
    return 0;
  }
}
