package io.mixtura.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.dataset.store.Extent;
import io.mixtura.dataset.store.KeptObservations;
import io.mixtura.dataset.store.ObservationStore;
import io.mixtura.dataset.store.Stores;
import io.mixtura.testing.ForDefaultTenant;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObservationStoreTests extends ObservationStoreContract {
  @TempDir private Path folder;
  private ObservationStore store;

  @BeforeEach
  void create() {
    store = Stores.inFolder(folder.resolve("not there yet"));
  }

  @Override
  ObservationStore store() {
    return store;
  }

  @Override
  void truncate(Extent extent) throws IOException {
    Path file = folder.resolve("not there yet").resolve(extent.storage().id() + ".tiles");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(extent.bytes() - 1);
    }
  }

  /** A file that is there when the copy begins may be gone when its turn comes. */
  @Test
  void uploadsThatAreBrokenOffMeanwhileDoNotBreakACopy() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService uploads = Executors.newSingleThreadExecutor(ForDefaultTenant.THREADS);
    try {
      Future<?> broken =
          uploads.submit(() -> {
            while (!over.get()) {
              store.begin(1).close();
            }
            return null;
          });
      for (int i = 0; i < 300; i++) {
        try (KeptObservations kept = store.keep()) {
          kept.copyTo(folder.resolve("copy" + i));
        }
      }
      over.set(true);
      broken.get(30, TimeUnit.SECONDS);
    } finally {
      over.set(true);
      uploads.shutdownNow();
    }
  }

  @Test
  void sweepLeavesFilesOfOthersAlone() throws IOException {
    Path foreign = folder.resolve("not there yet").resolve("thesis.txt");
    Files.writeString(foreign, "chapter 1");

    store.sweep(Set.of(), Instant.MAX);

    assertThat(foreign).exists();
  }
}
