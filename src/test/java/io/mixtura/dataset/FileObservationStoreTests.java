package io.mixtura.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.dataset.store.Extent;
import io.mixtura.dataset.store.ObservationStore;
import io.mixtura.dataset.store.Stores;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
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

  @Test
  void sweepLeavesFilesOfOthersAlone() throws IOException {
    Path foreign = folder.resolve("not there yet").resolve("thesis.txt");
    Files.writeString(foreign, "chapter 1");

    store.sweep(Set.of(), Instant.MAX);

    assertThat(foreign).exists();
  }
}
