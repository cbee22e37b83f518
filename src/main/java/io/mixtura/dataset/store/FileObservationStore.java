package io.mixtura.dataset.store;

import io.mixtura.caller.Tenant;
import io.mixtura.database.OwnerOnly;
import io.mixtura.database.StorageGone;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store of one file per upload, in a folder for each tenant, mapped into memory when it is
 * opened.
 */
final class FileObservationStore implements ObservationStore {
  private static final Logger LOG = LoggerFactory.getLogger(FileObservationStore.class);
  private static final Pattern NAME =
      Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.tiles");

  private final Path folder;

  /** Deletions share it; whoever copies has it alone. */
  private final ReadWriteLock deletions = new StampedLock().asReadWriteLock();

  FileObservationStore(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder, OwnerOnly.folder(folder));
    } catch (IOException impossible) {
      throw new UncheckedIOException(
          "the folder of the datasets, " + folder.toAbsolutePath() + ", cannot be created",
          impossible);
    }
  }

  @Override
  public ObservationWriter begin(int dimensions) throws IOException {
    requireFolder();
    Place storage = Place.anew();
    Path file = file(storage);
    Path own = Objects.requireNonNull(file.getParent());
    Files.createDirectories(own, OwnerOnly.folder(own));
    return new FileWriter(storage, file);
  }

  /** It is not made again: what takes the place of a disk that is away is hidden by it later. */
  private void requireFolder() {
    if (Files.notExists(folder)) {
      throw new StorageGone("the folder of the datasets", folder.toAbsolutePath());
    }
  }

  /** What the default tenant has lies where everything lay before there were tenants. */
  private Path own(Tenant tenant) {
    return tenant.equals(Tenant.DEFAULT) ? folder : folder.resolve(tenant.name());
  }

  private Path file(Place storage) {
    return own(storage.tenant()).resolve(storage.id() + ".tiles");
  }

  @Override
  public Blocks open(Extent extent) throws IOException {
    return new Blocks(List.of(map(extent)), Math.max(1, extent.tiles()));
  }

  @Override
  public void read(Extent extent, int tile, Tile into) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(extent.tileBytes());
    // Not mapped: whoever reads tile after tile would have as many mappings as a process may have.
    reading(
        extent,
        channel -> {
          long from = (long) tile * extent.tileBytes();
          while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
          return bytes;
        });
    MemorySegment stored = MemorySegment.ofArray(bytes.array());
    MemorySegment.copy(stored, Observations.STORED, 0, into.values(), 0, into.values().length);
    into.setCount(extent.pointsIn(tile));
  }

  private MemorySegment map(Extent extent) throws IOException {
    return reading(
        extent, channel -> channel.map(MapMode.READ_ONLY, 0, extent.bytes(), Arena.ofAuto()));
  }

  /** What is done with the open file of observations. */
  private interface Reading<T> {
    T of(FileChannel channel) throws IOException;
  }

  private <T> T reading(Extent extent, Reading<T> reading) throws IOException {
    Path file = file(extent.storage());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() != extent.bytes()) {
        LOG.error("{} has {} bytes, should be {}", file, channel.size(), extent.bytes());
        throw new DamagedObservations(
            "%d bytes are there instead of %d".formatted(channel.size(), extent.bytes()));
      }
      return reading.of(channel);
    } catch (NoSuchFileException gone) {
      requireFolder();
      LOG.error("{} is not there", file, gone);
      throw new DamagedObservations("their file is not there");
    }
  }

  @Override
  public void delete(Place storage) throws IOException {
    lockDeletions();
    try {
      Files.deleteIfExists(file(storage));
    } finally {
      deletions.readLock().unlock();
    }
  }

  /** Nobody waits for a copy: what cannot be deleted now is deleted later. */
  private void lockDeletions() throws IOException {
    if (!deletions.readLock().tryLock()) {
      throw new IOException("observations are being copied");
    }
  }

  @Override
  public KeptObservations keep() {
    deletions.writeLock().lock();
    return new KeptFiles(folder, deletions.writeLock());
  }

  @Override
  public void sweep(Set<Place> referenced, Instant before) throws IOException {
    lockDeletions();
    try {
      sweepFolders(referenced, before);
    } finally {
      deletions.readLock().unlock();
    }
  }

  private void sweepFolders(Set<Place> referenced, Instant before) throws IOException {
    sweep(Tenant.DEFAULT, referenced, before);
    for (Path own : entries(folder)) {
      String name = own.getFileName().toString();
      if (Tenant.isName(name) && Files.isDirectory(own)) {
        sweep(new Tenant(name), referenced, before);
      }
    }
  }

  private void sweep(Tenant tenant, Set<Place> referenced, Instant before) throws IOException {
    for (Path file : entries(own(tenant))) {
      Matcher name = NAME.matcher(file.getFileName().toString());
      if (name.matches()
          && !referenced.contains(new Place(tenant, UUID.fromString(name.group(1))))) {
        sweep(file, before);
      }
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  private static void sweep(Path file, Instant before) throws IOException {
    if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
      Files.deleteIfExists(file);
      LOG.info("Deleted {}, which no dataset refers to", file);
    }
  }
}
