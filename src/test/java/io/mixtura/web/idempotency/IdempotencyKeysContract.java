package io.mixtura.web.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.caller.Tenant;
import io.mixtura.database.DatabaseRoom;
import io.mixtura.testing.ForDefaultTenant;
import io.mixtura.testing.SetClock;
import io.mixtura.web.problem.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the keys promise on every database. */
abstract class IdempotencyKeysContract {
  private final AtomicInteger created = new AtomicInteger();
  private DataSource database;
  private TransactionTemplate transaction;
  private final SetClock clock = new SetClock();
  private JdbcIdempotencyKeys keys;

  abstract DataSource open();

  @BeforeEach
  void setUp() {
    database = open();
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    keys = new JdbcIdempotencyKeys(JdbcClient.create(database), clock, new DatabaseRoom());
  }

  @AfterEach
  void tearDown() throws Exception {
    if (database instanceof AutoCloseable pool) {
      pool.close();
    }
  }

  @Test
  void withoutAKeyEveryRequestCreates() {
    assertThat(once(null, "a")).isEqualTo(new Creation("resource-1", false));
    assertThat(once(null, "a")).isEqualTo(new Creation("resource-2", false));
  }

  @Test
  void theSameRequestAgainIsReplayed() {
    assertThat(once("key", "a")).isEqualTo(new Creation("resource-1", false));
    assertThat(once("key", "a")).isEqualTo(new Creation("resource-1", true));
    assertThat(created).hasValue(1);
  }

  @Test
  void keysOfAnotherScopeAreOthers() {
    assertThat(once("key", "a").replayed()).isFalse();
    Creation other = inTransaction(() -> keys.once("key", "elsewhere", "a", this::create));
    assertThat(other).isEqualTo(new Creation("resource-2", false));
  }

  @Test
  void keysOfAnotherTenantAreOthers() {
    once("key", "a");
    try (var _ = new Tenant("acme").enter()) {
      assertThat(once("key", "b")).isEqualTo(new Creation("resource-2", false));
      assertThat(once("key", "b")).isEqualTo(new Creation("resource-2", true));
    }
    assertThat(once("key", "a")).isEqualTo(new Creation("resource-1", true));
  }

  @Test
  void anotherRequestWithTheSameKeyIsRefused() {
    once("key", "a");

    assertThatThrownBy(() -> once("key", "b"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
              assertThat(refusal.causes().getFirst().pointer()).isEqualTo("Idempotency-Key");
            });
    assertThat(created).hasValue(1);
  }

  @Test
  void aCreationThatFailsLeavesItsKeyFree() {
    Supplier<String> failing =
        () -> {
          throw new IllegalStateException("no");
        };
    assertThatThrownBy(() -> inTransaction(() -> keys.once("key", "scope", "a", failing)))
        .hasMessage("no");

    assertThat(once("key", "a")).isEqualTo(new Creation("resource-1", false));
  }

  @Test
  void ofManyRequestsAtOnceOneCreatesAndTheOthersReplay() throws Exception {
    int requests = 8;
    try (ExecutorService threads =
        Executors.newFixedThreadPool(requests, ForDefaultTenant.THREADS)) {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Creation>> answers = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        answers.add(
            threads.submit(() -> {
              start.await();
              return inTransaction(() -> keys.once("key", "scope", "a", this::createSlowly));
            }));
      }
      start.countDown();
      List<Creation> creations = new ArrayList<>();
      for (Future<Creation> answer : answers) {
        creations.add(answer.get(30, TimeUnit.SECONDS));
      }

      assertThat(creations).extracting(Creation::id).containsOnly("resource-1");
      assertThat(creations).extracting(Creation::replayed).containsOnlyOnce(false);
      assertThat(created).hasValue(1);
    }
  }

  @Test
  void whoWaitsForACreationThatFailsCreatesInstead() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(1, ForDefaultTenant.THREADS)) {
      CountDownLatch reserved = new CountDownLatch(1);
      CountDownLatch fail = new CountDownLatch(1);
      Future<Creation> first =
          threads.submit(() ->
              inTransaction(() -> keys.once("key", "scope", "a", () -> doomed(reserved, fail))));
      assertThat(reserved.await(10, TimeUnit.SECONDS)).isTrue();
      Thread.startVirtualThread(() -> releaseSoon(fail));

      assertThat(once("key", "a")).isEqualTo(new Creation("resource-1", false));
      assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS)).hasMessageContaining("doomed");
    }
  }

  private static String doomed(CountDownLatch reserved, CountDownLatch fail) {
    reserved.countDown();
    try {
      assertThat(fail.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("doomed");
  }

  private static void releaseSoon(CountDownLatch fail) {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    fail.countDown();
  }

  @Test
  void keysAreForgottenAfterThirtyDays() {
    once("key", "a");
    clock.advance(Duration.ofDays(30));
    assertThat(keys.purge()).isZero();
    assertThat(once("key", "a").replayed()).isTrue();

    clock.advance(Duration.ofSeconds(1));
    assertThat(keys.purge()).isEqualTo(1);
    assertThat(once("key", "b")).isEqualTo(new Creation("resource-2", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two words", "schlüssel", "tab\t", "nul\0"})
  void malformedKeysAreRefused(String key) {
    assertMalformed(key);
  }

  @Test
  void keysOf255CharactersAreAcceptedAndOfOneMoreAreNot() {
    assertThat(once("k".repeat(255), "a").replayed()).isFalse();
    assertMalformed("k".repeat(256));
  }

  private void assertMalformed(String key) {
    assertThatThrownBy(() -> once(key, "a"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.status()).isEqualTo(HttpStatus.BAD_REQUEST));
    assertThat(created).hasValueLessThan(2);
  }

  private Creation once(@Nullable String key, String hash) {
    return inTransaction(() -> keys.once(key, "scope", hash, this::create));
  }

  private Creation inTransaction(Supplier<Creation> action) {
    return transaction.execute(status -> action.get());
  }

  private String create() {
    return "resource-" + created.incrementAndGet();
  }

  /** Long enough for the others to arrive while the key is reserved and not yet committed. */
  private String createSlowly() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return create();
  }
}
