package io.mixtura.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.caller.Tenant;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.model.document.NewModelVersion;
import io.mixtura.model.document.VersionSummary;
import io.mixtura.testing.ForDefaultTenant;
import io.mixtura.web.IfMatch;
import io.mixtura.web.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What holds on every database. */
abstract class ModelsContract {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:01.123456789Z");

  private HikariDataSource database;
  private TransactionTemplate transactions;
  private Models models;

  abstract HikariDataSource database();

  @BeforeEach
  void open() {
    database = database();
    transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    models = models();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Models models() {
    return new Models(
        new JdbcModels(JdbcClient.create(database)),
        new JdbcAliases(JdbcClient.create(database)),
        transactions,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void aVersionComesBackAsItWasStored() {
    NewModelVersion fitted = Fitted.oldFaithful("geyser");
    models.store(fitted);

    ModelVersion stored = models().get("geyser", "1");

    assertThat(stored.createdAt()).isEqualTo(Instant.parse("2026-11-23T10:00:01.123456Z"));
    assertThat(stored.algorithm()).isEqualTo(fitted.algorithm());
    assertThat(stored.columns()).isEqualTo(fitted.columns());
    assertThat(stored.standardization()).isNull();
    assertThat(stored.metrics()).isEqualTo(fitted.metrics());
    assertThat(stored.provenance()).isEqualTo(fitted.provenance());
    assertThat(stored.etag()).matches("[0-9a-f]{64}");
    assertSameParameters(stored, fitted);
  }

  @Test
  void kMeansKeepsTheMetricOfItsStandardization() {
    NewModelVersion fitted = Fitted.standardizedKMeans("geyser");
    models.store(fitted);

    ModelVersion stored = models().get("geyser", "latest");

    assertThat(stored.standardization()).isEqualTo(fitted.standardization());
    assertThat(stored.algorithm()).isEqualTo(fitted.algorithm());
    assertSameParameters(stored, fitted);
  }

  private static void assertSameParameters(ModelVersion stored, NewModelVersion fitted) {
    assertThat(stored.model().structure()).isEqualTo(fitted.model().structure());
    assertThat(stored.model().toArray()).containsExactly(fitted.model().toArray());
  }

  @Test
  void versionsCountUpPerName() {
    assertThat(models.store(Fitted.oldFaithful("a"))).isEqualTo(1);
    assertThat(models.store(Fitted.kMeans("a"))).isEqualTo(2);
    assertThat(models.store(Fitted.oldFaithful("b"))).isEqualTo(1);
    assertThat(models.get("a", "latest").version()).isEqualTo(2);
    assertThat(models.get("a", "1").version()).isEqualTo(1);
  }

  @Test
  void anotherTenantHasOtherModelsUnderTheSameName() {
    models.store(Fitted.oldFaithful("a"));
    models.store(Fitted.oldFaithful("a"));
    String never = refusal("b", "1");
    try (var _ = new Tenant("acme").enter()) {
      assertThat(models.names("", null, 10)).isEmpty();
      assertThat(models.columns("a")).isEmpty();
      assertThat(models.find("a", 1)).isEmpty();
      assertThat(refusal("a", "1")).doesNotContain("deleted").doesNotContain("stored are");
      assertThat(refusal("a", "latest").replace("'a'", "'b'")).isEqualTo(refusal("b", "latest"));
      assertThatThrownBy(() -> models.delete("a")).isInstanceOf(Refusal.class);
      assertThatThrownBy(() -> models.delete("a", "1")).isInstanceOf(Refusal.class);

      assertThat(models.store(Fitted.kMeans("a"))).isEqualTo(1);
      assertThat(models.get("a", "latest").algorithm()).isEqualTo(Algorithm.KMEANS);
      models.delete("a");
    }
    assertThat(models.get("a", "latest").version()).isEqualTo(2);
    assertThat(models.get("a", "1").algorithm()).isEqualTo(Algorithm.EM);
    assertThat(never).contains("stored are a");
  }

  private String refusal(String name, String selector) {
    try {
      return "there is " + models.get(name, selector);
    } catch (Refusal refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  @Test
  void aNumberIsNeverReused() {
    models.store(Fitted.oldFaithful("a"));
    models.store(Fitted.oldFaithful("a"));
    models.delete("a", "2");
    assertThat(models.get("a", "latest").version()).isEqualTo(1);
    assertThat(models.store(Fitted.oldFaithful("a"))).isEqualTo(3);
    models.delete("a");
    assertThat(models.store(Fitted.oldFaithful("a"))).isEqualTo(4);
  }

  @Test
  void storingJoinsTheCallersTransaction() {
    models.store(Fitted.oldFaithful("a"));
    transactions.executeWithoutResult(status -> {
      assertThat(models.store(Fitted.oldFaithful("a"))).isEqualTo(2);
      status.setRollbackOnly();
    });
    assertThat(models.get("a", "latest").version()).isEqualTo(1);
    assertThat(models.store(Fitted.oldFaithful("a"))).isEqualTo(2);
  }

  @Test
  void concurrentFitsOfOneNameGetDifferentNumbers() throws Exception {
    int fits = 8;
    CountDownLatch start = new CountDownLatch(1);
    List<Integer> versions = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(fits, ForDefaultTenant.THREADS)) {
      List<Future<Integer>> stored = new ArrayList<>();
      for (int i = 0; i < fits; i++) {
        stored.add(
            threads.submit(() -> {
              start.await();
              return models.store(Fitted.oldFaithful("a"));
            }));
      }
      start.countDown();
      for (Future<Integer> one : stored) {
        versions.add(one.get(30, TimeUnit.SECONDS));
      }
    }
    assertThat(versions)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, fits).boxed().toList());
  }

  @Test
  void aVersionThatWasReadIsGoneOnceItIsDeleted() {
    models.store(Fitted.oldFaithful("a"));
    models.store(Fitted.oldFaithful("a"));
    assertThat(models.get("a", "2").version()).isEqualTo(2);
    models().delete("a", "2");
    assertNotFound(() -> models.get("a", "2"), "'2': it was deleted; ask for 'latest' or one of 1");
  }

  @Test
  void refusalsNameWhatThereIs() {
    assertNotFound(() -> models.get("geyser", "latest"), "no model is stored yet");
    models.store(Fitted.oldFaithful("a"));
    models.store(Fitted.oldFaithful("a"));
    models.store(Fitted.oldFaithful("b"));
    assertNotFound(() -> models.get("c", "1"), "there is no model 'c'; stored are a, b");
    models.store(Fitted.oldFaithful("old-faithful"));
    assertNotFound(
        () -> models.get("oldfaithfull", "latest"),
        "stored are a, b, old-faithful; did you mean 'old-faithful'?");
    models.delete("old-faithful");
    assertNotFound(() -> models.versions("c", 9, 9), "there is no model 'c'; stored are a, b");
    assertNotFound(() -> models.delete("c"), "there is no model 'c'; stored are a, b");
    assertNotFound(() -> models.get("a", "7"), "no version '7'; ask for 'latest' or one of 2, 1");
    assertNotFound(() -> models.get("a", "01"), "no version '01'; ask for 'latest'");
    assertNotFound(() -> models.delete("a", "newest"), "no version 'newest'; ask for 'latest'");
  }

  private Registry registry() {
    return new Registry(models, new JdbcAliases(JdbcClient.create(database)), transactions);
  }

  private static final IfMatch WHATEVER = new IfMatch(null);

  @Test
  void anAliasStandsForTheVersionThatItWasGivenTo() {
    models.store(Fitted.oldFaithful("a"));
    models.store(Fitted.kMeans("a"));
    registry().put("a", Alias.of("champion"), 1, WHATEVER);
    assertThat(models.get("a", "@champion").version()).isEqualTo(1);
    registry().put("a", Alias.of("@champion"), 2, WHATEVER);
    assertThat(models.get("a", "@champion").version()).isEqualTo(2);
    assertThat(registry().get("a").aliases()).containsExactly(Map.entry("champion", 2));
    assertNotFound(
        () -> models.get("a", "@champoin"),
        "model 'a' has no alias 'champoin'; there are champion; did you mean 'champion'?");
    assertNotFound(() -> models.get("b", "@champion"), "there is no model 'b'");
    registry().delete("a", "champion", WHATEVER);
    assertNotFound(() -> models.get("a", "@champion"), "has no alias 'champion', nor any other");
  }

  @Test
  void aVersionWithAnAliasIsNotDeleted() {
    models.store(Fitted.oldFaithful("a"));
    models.store(Fitted.oldFaithful("a"));
    registry().put("a", Alias.of("champion"), 1, WHATEVER);
    registry().put("a", Alias.of("best"), 1, WHATEVER);
    assertThatThrownBy(() -> models.delete("a", "1"))
        .isInstanceOfSatisfying(
            Refusal.class, refused -> assertThat(refused.status()).isEqualTo(HttpStatus.CONFLICT))
        .hasMessageContaining("version 1 of model 'a' is @best and @champion");
    models.delete("a", "2");
    models.delete("a");
    models.store(Fitted.oldFaithful("a"));
    assertThat(registry().get("a").aliases()).isEmpty();
  }

  @Test
  void aliasesOfAnotherTenantAreOthers() {
    models.store(Fitted.oldFaithful("a"));
    registry().put("a", Alias.of("champion"), 1, WHATEVER);
    try (var _ = new Tenant("acme").enter()) {
      assertThatThrownBy(() -> registry().get("a")).isInstanceOf(Refusal.class);
      assertThatThrownBy(() -> registry().put("a", Alias.of("champion"), 1, WHATEVER))
          .isInstanceOf(Refusal.class);
      assertThatThrownBy(() -> registry().delete("a", "champion", WHATEVER))
          .isInstanceOf(Refusal.class);
      models.store(Fitted.kMeans("a"));
      models.store(Fitted.kMeans("a"));
      registry().put("a", Alias.of("champion"), 2, WHATEVER);
      models.delete("a");
    }
    assertThat(models.get("a", "@champion").version()).isEqualTo(1);
  }

  @Test
  void ofTwoThatKnowTheSameStateOneChangesIt() throws Exception {
    models.store(Fitted.oldFaithful("a"));
    models.store(Fitted.oldFaithful("a"));
    IfMatch known = new IfMatch("\"%s\"".formatted(registry().get("a").etag()));
    CountDownLatch start = new CountDownLatch(1);
    int refused = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(2, ForDefaultTenant.THREADS)) {
      List<Future<RegisteredModel>> changes = new ArrayList<>();
      for (int version = 1; version <= 2; version++) {
        int number = version;
        changes.add(
            threads.submit(() -> {
              start.await();
              return registry().put("a", Alias.of("champion"), number, known);
            }));
      }
      start.countDown();
      for (Future<RegisteredModel> change : changes) {
        try {
          change.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
          assertThat(failed.getCause())
              .isInstanceOfSatisfying(
                  Refusal.class,
                  why -> assertThat(why.status()).isEqualTo(HttpStatus.PRECONDITION_FAILED));
          refused++;
        }
      }
    }
    assertThat(refused).isEqualTo(1);
  }

  @Test
  void aRefusalListsAtMostTen() {
    for (int i = 10; i < 21; i++) {
      models.store(Fitted.oldFaithful("m" + i));
    }
    assertNotFound(
        () -> models.get("x", "1"), "m10, m11, m12, m13, m14, m15, m16, m17, m18, m19 and others");
  }

  private static void assertNotFound(Runnable request, String part) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(HttpStatus.NOT_FOUND))
        .hasMessageContaining(part);
  }

  @Test
  void namesAreListedInOrderAndWithoutGaps() {
    for (String name : List.of("c", "a", "b", "a", "d")) {
      models.store(Fitted.oldFaithful(name));
    }
    models.delete("d");
    assertThat(models.names("", null, 2).stream().map(ModelSummary::name))
        .containsExactly("a", "b");
    assertThat(models.names("", "b", 2).stream().map(ModelSummary::name)).containsExactly("c");
    assertThat(models.names("B", null, 2).stream().map(ModelSummary::name)).containsExactly("b");
    assertThat(models.names("_", null, 2)).isEmpty();
    ModelSummary first = models.names("", null, 1).getFirst();
    assertThat(first.latestVersion()).isEqualTo(2);
    assertThat(first.versions()).isEqualTo(2);
    assertThat(first.updatedAt()).isEqualTo(Instant.parse("2026-11-23T10:00:01.123456Z"));
  }

  @Test
  void versionsAreListedNewestFirst() {
    models.store(Fitted.oldFaithful("a"));
    models.store(Fitted.kMeans("a"));
    models.store(Fitted.oldFaithful("a"));
    assertThat(models.versions("a", Integer.MAX_VALUE, 2).stream().map(VersionSummary::version))
        .containsExactly(3, 2);
    assertThat(models.versions("a", 2, 2).stream().map(VersionSummary::version)).containsExactly(1);
    VersionSummary kmeans = models.versions("a", 3, 1).getFirst();
    assertThat(kmeans.algorithm()).isEqualTo("kmeans");
    assertThat(kmeans.covariance()).isNull();
    assertThat(kmeans.inertia()).isEqualTo(8901.77);
  }

  /** Two services on one database: what one does, the other answers by at once. */
  @Test
  void whatAnotherProcessStoresOrDeletesIsSeenAtOnce() {
    Models other = models();
    for (int version = 1; version <= 5; version++) {
      other.store(Fitted.oldFaithful("geyser"));
      assertThat(models.get("geyser", "latest").version()).isEqualTo(version);
    }
    other.delete("geyser", "5");
    assertThat(models.get("geyser", "latest").version()).isEqualTo(4);
    assertThatThrownBy(() -> models.get("geyser", "5")).isInstanceOf(Refusal.class);
    other.delete("geyser");
    assertThatThrownBy(() -> models.get("geyser", "latest")).isInstanceOf(Refusal.class);
  }

  @Test
  void aTransactionFindsWhatItHasStoredAndOthersDoNot() throws Exception {
    models.store(Fitted.oldFaithful("geyser"));
    try (ExecutorService outside = Executors.newSingleThreadExecutor(ForDefaultTenant.THREADS)) {
      transactions.executeWithoutResult(status -> {
        models.store(Fitted.oldFaithful("geyser"));
        Future<ModelVersion> others = outside.submit(() -> models.get("geyser", "latest"));
        assertThat(models.get("geyser", "latest").version()).isEqualTo(2);
        assertThat(version(others)).isEqualTo(1);
        status.setRollbackOnly();
      });
    }
    assertThat(models.get("geyser", "latest").version()).isEqualTo(1);
  }

  private static int version(Future<ModelVersion> found) {
    try {
      return found.get(20, TimeUnit.SECONDS).version();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
