package io.mixtura.access.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.access.key.Keys.Issued;
import io.mixtura.caller.Scope;
import io.mixtura.caller.Tenant;
import io.mixtura.testing.SetClock;
import io.mixtura.testing.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What holds of keys on every database. */
abstract class KeysContract {
  private static final Tenant ACME = new Tenant("acme");
  private static final Duration LONG = Duration.ofSeconds(30);

  private final SetClock clock = new SetClock();
  private HikariDataSource database;
  private JdbcClient jdbc;
  private Keys keys;

  abstract HikariDataSource database();

  @BeforeEach
  void open() {
    database = database();
    jdbc = JdbcClient.create(database);
    keys = process();
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** As another replica would have it. */
  private Keys process() {
    return new Keys(
        new JdbcKeys(jdbc), new TransactionTemplate(new JdbcTransactionManager(database)), clock);
  }

  private Issued issue(@Nullable Instant expiresAt) {
    return keys.issue(ACME, Set.of(Scope.READ, Scope.FIT), "nightly", expiresAt);
  }

  @Test
  void aKeyIsKnownInEveryProcess() {
    Issued issued = issue(null);

    for (Keys process : List.of(keys, process())) {
      assertThat(process.caller(issued.secret()))
          .satisfies(caller -> {
            assertThat(caller.tenant()).isEqualTo(ACME);
            assertThat(caller.name()).isEqualTo(issued.key().id());
            assertThat(caller.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.FIT);
          });
    }
    assertThat(keys.find(issued.key().id())).map(ApiKey::name).hasValue("nightly");
  }

  @Test
  void onlyTheOneSecretOpens() {
    Issued issued = issue(null);
    String text = issued.secret().text();
    keys.caller(issued.secret());

    for (int i = text.lastIndexOf('_') + 1; i < text.length(); i += 7) {
      char other = text.charAt(i) == 'A' ? 'E' : 'A';
      String wrong = text.substring(0, i) + other + text.substring(i + 1);
      KeySecret parsed = KeySecret.parse(wrong).orElseThrow();
      assertThatThrownBy(() -> keys.caller(parsed)).isInstanceOf(Keys.Unusable.class);
    }
    assertThatThrownBy(() -> keys.caller(KeySecret.random()))
        .isInstanceOf(Keys.Unusable.class)
        .hasMessage("there is no such key");
    for (String malformed :
        List.of(
            "", "mx_", text.substring(1), text + "A", text + "\n", text.toUpperCase(), "mx__")) {
      assertThat(KeySecret.parse(malformed)).as(malformed).isEmpty();
    }
  }

  @Test
  void secretsAreRandomAndOf256Bits() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String[] parts = KeySecret.random().text().split("_", 3);
      assertThat(Base64.getUrlDecoder().decode(parts[2])).hasSize(32);
      assertThat(seen.add(parts[1]) && seen.add(parts[2])).isTrue();
    }
  }

  @Test
  void theSecretIsStoredNowhereAndSaidNowhere() {
    Issued issued = issue(null);
    String secret = issued.secret().text().split("_", 3)[2];

    assertThat(jdbc.sql("select * from api_keys").query().listOfRows().toString())
        .contains(issued.key().id())
        .doesNotContain(secret);
    assertThat(issued.toString() + issued.key() + IssuedKey.of(issued) + KeyView.of(issued.key()))
        .contains(issued.key().id())
        .doesNotContain(secret);
  }

  @Test
  void aRevokedKeyIsRefusedHereAtOnceAndElsewhereWithinSeconds() {
    Issued issued = issue(null);
    Keys other = process();
    other.caller(issued.secret());

    assertThat(keys.revoke(issued.key().id())).isTrue();

    assertThat(refusal(keys, issued)).contains("was revoked at");
    Waiting.until(LONG, () -> refusal(other, issued), refusal -> refusal.contains("was revoked"));
    Instant revokedAt = keys.find(issued.key().id()).orElseThrow().revokedAt();
    clock.advance(Duration.ofHours(1));
    assertThat(keys.revoke(issued.key().id())).as("again").isTrue();
    assertThat(keys.find(issued.key().id())).map(ApiKey::revokedAt).hasValue(revokedAt);
    assertThat(keys.revoke("0000000000000000")).isFalse();
  }

  private static String refusal(Keys process, Issued issued) {
    try {
      process.caller(issued.secret());
      return "";
    } catch (Keys.Unusable unusable) {
      return Objects.requireNonNull(unusable.getMessage());
    }
  }

  @Test
  void aKeyExpiresAlsoWhereItIsRemembered() {
    Issued issued = issue(clock.instant().plus(Duration.ofHours(1)));

    keys.caller(issued.secret());
    clock.advance(Duration.ofMinutes(59));
    keys.caller(issued.secret());
    clock.advance(Duration.ofMinutes(1));
    assertThat(refusal(keys, issued)).contains("expired at");
  }

  @Test
  void theLastUseIsNotedOnceAMinute() {
    Issued issued = issue(null);
    assertThat(lastUse(issued)).isNull();
    Instant first = clock.instant();
    for (Keys process : List.of(keys, process(), process())) {
      process.caller(issued.secret());
      assertThat(lastUse(issued)).isEqualTo(first);
      clock.advance(Duration.ofSeconds(15));
    }
    clock.advance(Duration.ofSeconds(30));
    keys.caller(issued.secret());
    assertThat(lastUse(issued)).isEqualTo(first.plus(Duration.ofSeconds(75)));
  }

  private @Nullable Instant lastUse(Issued issued) {
    return keys.find(issued.key().id()).orElseThrow().lastUsedAt();
  }

  @Test
  void onceThereWasAKeyThereIsNoWayBack() {
    Keys other = process();
    assertThat(other.any()).isFalse();
    assertThat(keys.any()).isFalse();

    Issued issued = issue(null);
    assertThat(keys.any()).isTrue();
    keys.revoke(issued.key().id());

    assertThat(keys.any()).isTrue();
    assertThat(process().any()).isTrue();
    Waiting.until(LONG, other::any, any -> any);
  }

  @Test
  void keysAreListedNewestFirst() {
    Issued first = issue(null);
    clock.advance(Duration.ofSeconds(1));
    Issued second = keys.issue(new Tenant("beta"), Set.of(Scope.ADMIN), "", null);
    clock.advance(Duration.ofSeconds(1));
    Issued third = issue(null);

    assertThat(keys.newest(null, null, 10)).containsExactly(third.key(), second.key(), first.key());
    assertThat(keys.newest(null, third.key(), 1)).containsExactly(second.key());
    assertThat(keys.newest(ACME, null, 10)).containsExactly(third.key(), first.key());
    assertThat(keys.newest(ACME, third.key(), 10)).containsExactly(first.key());
  }
}
