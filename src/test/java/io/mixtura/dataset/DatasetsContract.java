package io.mixtura.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.caller.Tenant;
import io.mixtura.dataset.column.ColumnSummary;
import io.mixtura.dataset.rows.Categories;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.dataset.store.DamagedObservations;
import io.mixtura.dataset.store.ObservationHome;
import io.mixtura.dataset.store.ObservationStore;
import io.mixtura.dataset.store.Stores;
import io.mixtura.dataset.store.TamperedStore;
import io.mixtura.dataset.view.ReadRows;
import io.mixtura.dataset.view.RowsPage;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.testing.ForDefaultTenant;
import io.mixtura.web.Page;
import io.mixtura.web.PageRequest;
import io.mixtura.web.body.Limits;
import io.mixtura.web.body.TenantShare;
import io.mixtura.web.body.TotalShare;
import io.mixtura.web.idempotency.Creation;
import io.mixtura.web.idempotency.IdempotencyKeys;
import io.mixtura.web.problem.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** What datasets do, whatever database and store they are kept in. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
abstract class DatasetsContract {
  private static final Limits LIMITS = limits(1000, 100_000);

  private static Limits limits(long values, long ofTenant) {
    return new Limits(
        values,
        10,
        5,
        DataSize.ofMegabytes(1),
        DataSize.ofMegabytes(1),
        DataSize.ofKilobytes(1),
        Duration.ofSeconds(10),
        512,
        10,
        75,
        Duration.ofDays(1),
        8,
        20,
        new TenantShare(ofTenant, DataSize.ofMegabytes(100), 10, 10, 100, 10),
        new TotalShare(100_000, DataSize.ofMegabytes(100), 10, 100, 10));
  }

  private static final MediaType CSV = MediaType.valueOf("text/csv");

  private HikariDataSource database;
  private ObservationStore store;
  private JdbcDatasets rows;
  private TransactionTemplate transaction;
  private Datasets datasets;
  private Leftovers leftovers;
  private Clock clock;
  private final AtomicReference<@Nullable String> use = new AtomicReference<>();
  private Instant now = Instant.EPOCH;

  abstract HikariDataSource database() throws IOException;

  abstract ObservationStore store(JdbcClient jdbc) throws IOException;

  /** Places of the store that hold something. */
  abstract long stored(JdbcClient jdbc) throws IOException;

  @BeforeAll
  void open() throws IOException {
    database = database();
    JdbcClient jdbc = JdbcClient.create(database);
    store = store(jdbc);
    rows = new JdbcDatasets(jdbc);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    clock = InstantSource.offset(() -> now, Duration.ZERO).withZone(ZoneOffset.UTC);
    leftovers = new Leftovers(store, rows, clock);
    datasets = datasets(store);
  }

  private Datasets datasets(ObservationStore store) {
    return datasets(store, transaction);
  }

  private Datasets datasets(ObservationStore store, TransactionOperations transaction) {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    DatasetUse inUse = _ -> Optional.ofNullable(use.get());
    beans.addBean("inUse", inUse);
    OpenObservations opening = new OpenObservations(store);
    return new Datasets(
        rows,
        new StoreDataset(store, rows, new NoKeys(), transaction, leftovers, LIMITS, clock),
        new DeleteDataset(rows, leftovers, beans.getBeanProvider(DatasetUse.class), transaction),
        opening,
        store,
        transaction);
  }

  /** Of an endless body no more is read than shows that it is too much. */
  @Test
  void whatIsPastItsShareIsReadNoFurther() throws IOException {
    long used =
        datasets.stored().stream()
            .filter(of -> of.tenant().equals(Tenant.current()))
            .mapToLong(Stored::values)
            .sum();
    Limits little = limits(1_000_000, used + 600);
    StoreDataset storing =
        new StoreDataset(store, rows, new NoKeys(), transaction, leftovers, little, clock);
    CountingRows endless = new CountingRows(Integer.MAX_VALUE);
    assertThatThrownBy(() -> storing.store(null, endless, RequestKey.NONE))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.status()).isEqualTo(HttpStatus.INSUFFICIENT_STORAGE))
        .hasMessageContaining("mixtura.limits.tenant.values");
    assertThat(endless.read).isLessThan(2000);

    String kept = storing.store(null, new CountingRows(290), RequestKey.NONE).dataset().id();
    DatasetCreation again = storing.store(null, new CountingRows(290), RequestKey.NONE);
    assertThat(again.created()).as("it takes nothing more").isFalse();
    assertThatThrownBy(() -> storing.store(null, new CountingRows(289), RequestKey.NONE))
        .as("nearly as many rows, but others")
        .isInstanceOf(Refusal.class);
    datasets.delete(kept);
    assertThat(storing.store(null, new CountingRows(289), RequestKey.NONE).created()).isTrue();
  }

  /** Rows of two columns, none like another. */
  private static final class CountingRows implements RowReader {
    private final int rows;
    private int read;

    CountingRows(int rows) {
      this.rows = rows;
    }

    @Override
    public List<String> columns() {
      return List.of("a", "b");
    }

    @Override
    public boolean next(double[] row) {
      if (read == rows) {
        return false;
      }
      row[0] = read++;
      row[1] = -row[0];
      return true;
    }

    @Override
    public void close() {}
  }

  /** Keys are the business of another room; here every request is a new one. */
  private static final class NoKeys implements IdempotencyKeys {
    @Override
    public Creation once(
        @Nullable String key, String scope, String requestHash, Supplier<String> create) {
      return new Creation(create.get(), false);
    }
  }

  @AfterAll
  void close() {
    database.close();
  }

  @BeforeEach
  void empty() throws IOException {
    use.set(null);
    now = Instant.parse("2026-01-01T00:00:00.123456789Z");
    for (StoredDataset dataset : all()) {
      datasets.delete(dataset.id());
    }
    store.sweep(Set.of(), Instant.MAX);
  }

  private List<StoredDataset> all() {
    return datasets.list("", new PageRequest(null, 1000)).items();
  }

  private DatasetCreation store(@Nullable String name, String csv) throws IOException {
    return store(datasets, name, csv);
  }

  private static DatasetCreation store(Datasets datasets, @Nullable String name, String csv)
      throws IOException {
    try (RowReader reader = reader(csv)) {
      return datasets.store(name, reader);
    }
  }

  private static RowReader reader(String csv) throws IOException {
    return Intake.open(
        new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
        CSV,
        IntakeOptions.all(LIMITS.dimensions()));
  }

  private long stored() throws IOException {
    return stored(JdbcClient.create(database));
  }

  @Test
  void whatIsStoredIsFound() throws IOException {
    StoredDataset dataset = store("points", "a,b\n1,2\n3,4\n").dataset();

    assertThat(datasets.get(dataset.id())).isEqualTo(dataset);
    assertThat(dataset.name()).isEqualTo("points");
    assertThat(dataset.columns()).containsExactly("a", "b");
    assertThat(dataset.rows()).isEqualTo(2);
    assertThat(dataset.sha256()).startsWith(dataset.id()).hasSize(64);
    assertThat(dataset.createdAt()).isEqualTo("2026-01-01T00:00:00.123456Z");
    assertThat(datasets.summary(dataset.id()))
        .containsExactly(
            new ColumnSummary("a", 2, 2, Math.sqrt(2), 1, 3, 0),
            new ColumnSummary("b", 2, 3, Math.sqrt(2), 2, 4, 0));
    Tile tile = new Tile(2);
    datasets.observations(dataset).read(0, tile);
    assertThat(List.of(tile.count(), tile.get(1, 0), tile.get(1, 1)))
        .isEqualTo(List.of(2, 3.0, 4.0));
  }

  @Test
  void observationsOfADeletionWhoseConfirmationWasLostAreDeletedLater() throws IOException {
    String id = store("points", "a\n1\n2\n").dataset().id();
    Datasets unconfirmed = datasets(store, new Unconfirmed(transaction));

    assertThatThrownBy(() -> unconfirmed.delete(id)).hasMessage("the connection was cut");

    assertThat(all()).isEmpty();
    leftovers.judge();
    assertThat(stored()).as("while the commit may be under way").isEqualTo(1);
    now = now.plusSeconds(60);
    leftovers.judge();
    assertThat(stored()).isZero();
  }

  @Test
  void observationsOfAnUploadWhoseConfirmationWasLostStay() throws IOException {
    Datasets unconfirmed = datasets(store, new Unconfirmed(transaction));

    assertThatThrownBy(() -> store(unconfirmed, "points", "a\n1\n2\n"))
        .hasMessage("the connection was cut");

    now = now.plusSeconds(60);
    leftovers.judge();
    assertThat(stored()).isEqualTo(1);
    Tile tile = new Tile(1);
    datasets.observations(all().getFirst()).read(0, tile);
    assertThat(tile.get(1, 0)).isEqualTo(2);
  }

  /** A database that commits, and whose connection is cut before it can say so. */
  private record Unconfirmed(TransactionOperations honest) implements TransactionOperations {
    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
      honest.execute(action);
      throw new TransactionSystemException("the connection was cut");
    }
  }

  /** Before there were any. */
  @Test
  void aSummaryThatDoesNotSayHowManyValuesAreMissingMeansNone() throws IOException {
    String id = store("points", "a,b\n1,2\n3,9\n").dataset().id();
    List<ColumnSummary> columns = datasets.summary(id);

    int changed =
        JdbcClient.create(database)
            .sql(
                "update datasets set summary = replace(summary, ',\"missing\":0', '') where id = :id")
            .param("id", id)
            .update();

    assertThat(changed).isEqualTo(1);
    assertThat(
            JdbcClient.create(database)
                .sql("select summary from datasets where id = :id")
                .param("id", id)
                .query(String.class)
                .single())
        .doesNotContain("missing");
    assertThat(datasets.summary(id)).isEqualTo(columns);
  }

  @Test
  void equalContentIsOneDataset() throws IOException {
    DatasetCreation first = store("points", "a,b\n1,2\n0,4\n");
    DatasetCreation second = store("other name", "\"a\",b\r\n1.0,2e0\r\n-0,4");

    assertThat(first.created()).isTrue();
    assertThat(second).isEqualTo(new DatasetCreation(first.dataset(), false));
    assertThat(stored()).isOne();
  }

  @Test
  void otherContentIsAnotherDataset() throws IOException {
    List<String> ids = new ArrayList<>();
    for (String csv :
        List.of("a,b\n1,2", "a,b\n2,1", "a,c\n1,2", "b,a\n1,2", "a,b\n1,2\n0,0", "ab\n1\n2")) {
      ids.add(store(null, csv).dataset().id());
    }

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(all()).hasSize(6);
  }

  @Test
  void nameIsMadeFromTheContentUnlessGiven() throws IOException {
    StoredDataset dataset = store(null, "a\n1\n").dataset();

    assertThat(dataset.name()).isEqualTo("dataset-" + dataset.id().substring(0, 8));
  }

  @Test
  void refusedRowsLeaveNothing() throws IOException {
    assertThatThrownBy(() -> store("points", "a,b\n1,2\n3,x")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> store("points", "a,b\n"))
        .isInstanceOf(Refusal.class)
        .hasMessage("there are no rows; at least one is needed");

    assertThat(all()).isEmpty();
    assertThat(stored()).isZero();
  }

  @Test
  void brokenConnectionLeavesNothing() throws IOException {
    // Long enough to break in the middle of the rows, not while the body is opened.
    String row = "1." + "0".repeat(100) + "\n";
    byte[] rows = ("a\n" + row.repeat(900)).getBytes(StandardCharsets.UTF_8);
    InputStream broken = new SequenceInputStream(new ByteArrayInputStream(rows), new Broken());

    try (RowReader reader = Intake.open(broken, CSV, IntakeOptions.all(1))) {
      assertThatThrownBy(() -> datasets.store(null, reader)).hasMessage("connection reset");
    }

    assertThat(all()).isEmpty();
    assertThat(stored()).isZero();
  }

  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("connection reset");
    }
  }

  @Test
  void tooManyNumbersAreRefused() throws IOException {
    String row = "1,2,3\n";

    assertThatThrownBy(() -> store(null, row.repeat(334)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("more than 333 rows of 3 columns")
        .hasMessageContaining("mixtura.limits.values");
    assertThat(store(null, row.repeat(333)).dataset().rows()).isEqualTo(333);
  }

  @Test
  void callersTransactionTakesEverythingBack() throws IOException {
    transaction.executeWithoutResult(status -> {
      try {
        StoredDataset dataset = store("points", "a\n1\n").dataset();
        assertThat(datasets.get(dataset.id())).isEqualTo(dataset);
      } catch (IOException unexpected) {
        throw new AssertionError(unexpected);
      }
      status.setRollbackOnly();
    });

    assertThat(all()).isEmpty();
    assertThat(stored()).isZero();
  }

  @Test
  void callersTransactionKeepsEverything() throws IOException {
    transaction.executeWithoutResult(_ -> {
      try {
        store("points", "a\n1\n");
      } catch (IOException unexpected) {
        throw new AssertionError(unexpected);
      }
    });

    assertThat(datasets.observations(all().getFirst()).size()).isOne();
  }

  @Test
  void concurrentUploadsOfOneContentMakeOneDataset() throws Exception {
    List<DatasetCreation> creations =
        together(6, () -> store("points", "a,b\n" + "5,6\n".repeat(300)));

    assertThat(creations).extracting(DatasetCreation::created).containsOnlyOnce(true);
    assertThat(creations).extracting(creation -> creation.dataset().id()).hasSize(6);
    assertThat(Set.copyOf(creations.stream().map(DatasetCreation::dataset).toList())).hasSize(1);
    assertThat(stored()).isOne();
  }

  @Test
  void deletionAndUploadOfOneContentNeverMeetHalfWay() throws Exception {
    String csv = "a,b\n1,2\n3,4\n";
    String id = store(null, csv).dataset().id();
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      tasks.add(() -> repeatedly(() -> store(null, csv)));
      tasks.add(() -> repeatedly(() -> deleteIfThere(id)));
    }

    together(tasks);

    assertThat(store(null, csv).dataset().id()).isEqualTo(id);
    assertThat(datasets.observations(datasets.get(id)).size()).isEqualTo(2);
    assertThat(stored()).isOne();
  }

  private static boolean repeatedly(Callable<?> task) throws Exception {
    for (int i = 0; i < 15; i++) {
      task.call();
    }
    return true;
  }

  private boolean deleteIfThere(String id) throws IOException {
    try {
      datasets.delete(id);
      return true;
    } catch (Refusal gone) {
      assertThat(gone.status()).isEqualTo(HttpStatus.NOT_FOUND);
      return false;
    }
  }

  private static <T> List<T> together(int count, Callable<T> task) throws Exception {
    return together(IntStream.range(0, count).mapToObj(_ -> task).toList());
  }

  private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(tasks.size(), ForDefaultTenant.THREADS)) {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks, 50, TimeUnit.SECONDS)) {
        results.add(result.get());
      }
      return results;
    }
  }

  @Test
  void datasetInUseIsNotDeleted() throws IOException {
    StoredDataset dataset = store("points", "a\n1\n").dataset();
    use.set("fit 17 is running");

    Refusal refusal = catchThrowableOfType(Refusal.class, () -> datasets.delete(dataset.id()));

    assertThat(refusal.status()).isEqualTo(HttpStatus.CONFLICT);
    assertThat(refusal).hasMessageContaining("while fit 17 is running");
    assertThat(datasets.observations(dataset).size()).isOne();
  }

  @Test
  void deletedDatasetIsGone() throws IOException {
    StoredDataset dataset = store("points", "a\n1\n").dataset();

    datasets.delete(dataset.id());

    Refusal refusal = catchThrowableOfType(Refusal.class, () -> datasets.get(dataset.id()));
    assertThat(refusal.status()).isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(stored()).isZero();
  }

  @Test
  void lockHoldsDeletionBackUntilTheTransactionEnds() throws Exception {
    StoredDataset dataset = store("points", "a\n1\n").dataset();
    CountDownLatch locked = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(2, ForDefaultTenant.THREADS)) {
      Future<?> fit =
          threads.submit(() -> transaction.executeWithoutResult(_ -> lockAndUse(dataset, locked)));
      assertThat(locked.await(20, TimeUnit.SECONDS)).isTrue();
      Future<?> deletion =
          threads.submit(() -> {
            datasets.delete(dataset.id());
            return null;
          });

      fit.get(20, TimeUnit.SECONDS);
      assertThatThrownBy(() -> deletion.get(20, TimeUnit.SECONDS))
          .hasMessageContaining("fit 1 is queued");
    }
    assertThat(datasets.get(dataset.id())).isEqualTo(dataset);
  }

  /** The fit becomes known only after the deletion has had time to ask, had it not to wait. */
  private void lockAndUse(StoredDataset dataset, CountDownLatch locked) {
    datasets.lock(dataset.id());
    locked.countDown();
    try {
      TimeUnit.MILLISECONDS.sleep(300);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
    use.set("fit 1 is queued");
  }

  @Test
  void lockNeedsATransactionAndADataset() {
    assertThatThrownBy(() -> datasets.lock("0".repeat(32)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> datasets.lock("0".repeat(32))))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(HttpStatus.NOT_FOUND));
  }

  @Test
  void listIsPagedFromTheNewest() throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      // Two at a time have the same age.
      now = now.plusSeconds(i % 2);
      names.addFirst("d" + i);
      store("d" + i, "a\n" + i);
    }

    List<String> seen = new ArrayList<>();
    String token = null;
    do {
      Page<StoredDataset> page = datasets.list("", PageRequest.of(token, 3));
      page.items().forEach(dataset -> seen.add(dataset.name()));
      token = page.nextPageToken();
    } while (token != null);

    assertThat(seen).containsExactlyInAnyOrderElementsOf(names);
    assertThat(seen.getLast()).isEqualTo("d0");
    assertThat(seen.subList(0, 2)).containsExactlyInAnyOrder("d5", "d6");
  }

  /** At first they lie there under codes that are not their last. */
  @Test
  void wordsAreStoredOnceUnderTheCodesOfTheirOrder() throws IOException {
    String csv =
        IntStream.range(0, 500)
            .mapToObj(i -> (i < 300 ? "b" : i < 499 ? "c" : "a") + "," + i + "\n")
            .collect(Collectors.joining("", "w,n\n", ""));
    IntakeOptions options = IntakeOptions.all(10).withCategories(3, 1);
    try (RowReader rows =
        Intake.open(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), CSV, options)) {
      StoredDataset dataset = datasets.store("words", rows).dataset();

      assertThat(dataset.categories()).isEqualTo(Map.of("w", List.of("a", "b", "c")));
      Observations observations = datasets.observations(datasets.get(dataset.id()));
      Tile tile = new Tile(2);
      observations.read(0, tile);
      assertThat(tile.get(0, 0)).isEqualTo(1);
      observations.read(1, tile);
      assertThat(List.of(tile.get(242, 0), tile.get(243, 0))).isEqualTo(List.of(2.0, 0.0));
      assertThat(datasets.summary(dataset.id()).getFirst().levels())
          .isEqualTo(List.of(1L, 300L, 199L));
      assertThat(stored()).isEqualTo(1);
    }
  }

  @Test
  void rowsArePagedAcrossTiles() throws IOException {
    StringBuilder csv = new StringBuilder("a\n");
    IntStream.range(0, 600).forEach(i -> csv.append(i).append('\n'));
    String id = store(null, csv.toString()).dataset().id();

    List<@Nullable Object> seen = new ArrayList<>();
    String token = null;
    do {
      RowsPage page = ReadRows.page(datasets.tiles(id), PageRequest.of(token, 250));
      page.rows().forEach(seen::addAll);
      token = page.nextPageToken();
    } while (token != null);

    assertThat(seen).isEqualTo(IntStream.range(0, 600).mapToObj(i -> (double) i).toList());
  }

  @Test
  void tokensOfOtherListsAreRefused() throws IOException {
    String id = store(null, "a\n1").dataset().id();

    for (String after : List.of("x", "", "99999999999", "2147483647")) {
      assertThatThrownBy(() -> ReadRows.page(datasets.tiles(id), new PageRequest(after, 5)))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("page token");
    }
    for (String after : List.of("17", "", "/", "x/y")) {
      assertThatThrownBy(() -> datasets.list("", new PageRequest(after, 5)))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("page token");
    }
  }

  @Test
  void crashBetweenObservationsAndRowLeavesNothingVisibleAndIsSweptAtStart() throws IOException {
    StoredDataset kept = store("kept", "a\n1\n").dataset();
    try (Upload upload = new Upload(store, List.of("a"), Categories.NONE, _ -> {})) {
      upload.take(new HeldRows(List.of("a"), new double[] {7}));
      upload.finish(Categories.NONE);
    }
    assertThat(stored()).isEqualTo(2);
    assertThat(all()).containsExactly(kept);

    ObservationHome home = Stores.home(database);
    Duration later = home.isShared() ? Duration.ofMinutes(61) : Duration.ZERO;
    new OrphanSweep(store, rows, home, Clock.offset(Clock.systemUTC(), later))
        .afterSingletonsInstantiated();

    assertThat(stored()).isOne();
    assertThat(datasets.observations(kept).size()).isOne();
  }

  @Test
  void observationsThatWereTamperedWithAreNotOpened() throws IOException {
    StoredDataset dataset = store("points", "a\n1\n").dataset();
    Datasets tampered = datasets(new TamperedStore(store));

    assertThatThrownBy(() -> tampered.observations(dataset))
        .isInstanceOf(DamagedObservations.class)
        .hasMessageContaining(dataset.sha256());
  }
}
