package io.mixtura.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.caller.Tenant;
import io.mixtura.dataset.rows.Categories;
import io.mixtura.dataset.store.DamagedObservations;
import io.mixtura.dataset.store.Extent;
import io.mixtura.dataset.store.ObservationStore;
import io.mixtura.dataset.store.ObservationWriter;
import io.mixtura.dataset.store.Place;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every store of observations does. */
abstract class ObservationStoreContract {

  /** An empty store, the same one within a test. */
  abstract ObservationStore store();

  /** Takes the last bytes of a place away. */
  abstract void truncate(Extent extent) throws IOException;

  private Extent write(double[][] rows) throws IOException {
    List<String> columns = IntStream.range(0, rows[0].length).mapToObj(j -> "x" + j).toList();
    try (Upload upload = new Upload(store(), columns, Categories.NONE, _ -> {})) {
      HeldRows held = new HeldRows(columns, rows);
      while (upload.take(held)) {}
      Upload.Content content = upload.finish(Categories.NONE);
      return new Extent(content.storage(), content.rows(), columns.size());
    }
  }

  private static double[][] swapped(double[][] rows) {
    return Arrays.stream(rows).map(row -> new double[] {row[1], row[0]}).toArray(double[][]::new);
  }

  private static double[][] random(int rows, int dimensions) {
    Random random = new Random(31L * rows + dimensions);
    return IntStream.range(0, rows)
        .mapToObj(_ -> random.doubles(dimensions).toArray())
        .toArray(double[][]::new);
  }

  /** Sizes around the bounds of tiles (256 rows) and of chunks (1 MiB: 65 tiles of 2 columns). */
  @ParameterizedTest
  @CsvSource({
    "1,1",
    "1,7",
    "255,2",
    "256,2",
    "257,2",
    "1000,3",
    "65535,2",
    "65536,2",
    "65537,2",
    "600,300",
    "3000,128"
  })
  void whatIsWrittenIsRead(int size, int dimensions) throws IOException {
    double[][] rows = random(size, dimensions);
    Extent extent = write(rows);

    Observations observations = store().open(extent).of(extent);

    assertThat(observations.size()).isEqualTo(size);
    assertThat(observations.dimensions()).isEqualTo(dimensions);
    Tile whole = new Tile(dimensions);
    Tile single = new Tile(dimensions);
    for (int t = 0; t < observations.tiles(); t++) {
      observations.read(t, whole);
      store().read(extent, t, single);
      assertThat(single.values()).isEqualTo(whole.values());
      assertThat(single.count()).isEqualTo(whole.count());
      for (int p = 0; p < whole.count(); p++) {
        for (int j = 0; j < dimensions; j++) {
          if (whole.get(p, j) != rows[t * Tile.POINTS + p][j]) {
            throw new AssertionError("row " + (t * Tile.POINTS + p) + ", column " + j);
          }
        }
      }
    }
  }

  @Test
  void anUploadThatIsGivenUpLeavesNothing() throws IOException {
    Place storage;
    try (ObservationWriter writer = store().begin(1)) {
      storage = writer.storage();
      writer.append(new byte[Extent.tileBytes(1)], Extent.tileBytes(1));
    }

    assertIsGone(new Extent(storage, 1, 1));
  }

  private void assertIsGone(Extent extent) {
    assertThatThrownBy(() -> store().open(extent)).isInstanceOf(DamagedObservations.class);
    assertThatThrownBy(() -> store().read(extent, 0, new Tile(extent.dimensions())))
        .isInstanceOf(DamagedObservations.class);
  }

  @Test
  void whatIsDeletedIsGone() throws IOException {
    Extent extent = write(random(10, 2));
    Extent other = write(random(10, 2));

    store().delete(extent.storage());
    store().delete(extent.storage());

    assertIsGone(extent);
    assertThat(store().open(other).of(other).size()).isEqualTo(10);
  }

  @Test
  void openObservationsOutliveTheirDeletion() throws IOException {
    double[][] rows = random(300, 2);
    Extent extent = write(rows);
    Observations observations = store().open(extent).of(extent);

    store().delete(extent.storage());

    Tile tile = new Tile(2);
    observations.read(1, tile);
    assertThat(tile.get(43, 1)).isEqualTo(rows[299][1]);
  }

  @Test
  void missingBytesAreNoticed() throws IOException {
    Extent extent = write(random(70_000, 2));
    truncate(extent);

    assertThatThrownBy(() -> store().open(extent))
        .isInstanceOf(DamagedObservations.class)
        .hasMessageContaining("restore them from a backup");
    assertThatThrownBy(
            () -> store().read(extent, Math.ceilDiv(extent.rows(), Tile.POINTS) - 1, new Tile(2)))
        .isInstanceOf(DamagedObservations.class);
  }

  @Test
  void sweepDeletesWhatNothingRefersTo() throws IOException {
    Extent kept = write(random(10, 2));
    Extent orphan = write(random(10, 2));

    store().sweep(Set.of(kept.storage()), Instant.MAX);

    assertIsGone(orphan);
    assertThat(store().open(kept).of(kept).size()).isEqualTo(10);
  }

  @Test
  void whatTenantsHaveIsApart() throws IOException {
    Extent first = write(random(300, 2));
    Extent second;
    try (var _ = new Tenant("acme").enter()) {
      second = write(random(300, 2));
    }
    assertThat(second.storage().tenant()).isEqualTo(new Tenant("acme"));
    Extent forged =
        new Extent(
            new Place(Tenant.DEFAULT, second.storage().id()), second.rows(), second.dimensions());

    assertIsGone(forged);
    store().delete(forged.storage());
    store().sweep(Set.of(first.storage(), second.storage()), Instant.MAX);
    assertThat(store().open(second).of(second).size()).isEqualTo(300);

    store().sweep(Set.of(first.storage()), Instant.MAX);
    assertIsGone(second);
    assertThat(store().open(first).of(first).size()).isEqualTo(300);
  }

  @Test
  void sweepSparesWhatMayStillBeUploading() throws IOException {
    Extent young = write(random(10, 2));

    store().sweep(Set.of(), Instant.now().minus(Duration.ofHours(1)));

    assertThat(store().open(young).of(young).size()).isEqualTo(10);
  }

  @Test
  void severalUploadsAtATimeDoNotMeet() throws IOException {
    List<Extent> extents = new ArrayList<>();
    double[][] rows = random(70_000, 2);
    List<String> columns = List.of("a", "b");
    try (Upload one = new Upload(store(), columns, Categories.NONE, _ -> {});
        Upload two = new Upload(store(), columns, Categories.NONE, _ -> {})) {
      HeldRows first = new HeldRows(columns, rows);
      HeldRows second = new HeldRows(columns, swapped(rows));
      while (one.take(first) | two.take(second)) {}
      extents.add(new Extent(one.finish(Categories.NONE).storage(), rows.length, 2));
      extents.add(new Extent(two.finish(Categories.NONE).storage(), rows.length, 2));
    }

    Tile straight = new Tile(2);
    Tile swapped = new Tile(2);
    store().read(extents.get(0), 200, straight);
    store().read(extents.get(1), 200, swapped);
    assertThat(straight.get(5, 0)).isEqualTo(rows[200 * 256 + 5][0]).isEqualTo(swapped.get(5, 1));
  }
}
