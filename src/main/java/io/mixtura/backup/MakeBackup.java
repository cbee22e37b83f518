package io.mixtura.backup;

import io.mixtura.database.DatabaseRoom;
import io.mixtura.database.OwnerOnly;
import io.mixtura.dataset.store.KeptObservations;
import io.mixtura.dataset.store.ObservationHome;
import io.mixtura.dataset.store.ObservationStore;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Copies database and observations while the service runs: first the database, of one moment, then
 * the observations, of which none is deleted in between. What was uploaded since then is there,
 * too, without a dataset, and is deleted when a service starts on the copy.
 */
@Component
class MakeBackup {
  private static final Logger LOG = LoggerFactory.getLogger(MakeBackup.class);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** What was broken off has this behind its name. */
  private static final String UNFINISHED = ".unfinished";

  private final BackupFolder folder;
  private final JdbcDatabaseCopy database;
  private final ObservationStore observations;
  private final ObservationHome home;
  private final DatabaseRoom room;
  private final Clock clock;
  private final ReentrantLock one = new ReentrantLock();

  MakeBackup(
      BackupFolder folder,
      JdbcDatabaseCopy database,
      ObservationStore observations,
      ObservationHome home,
      DatabaseRoom room,
      Clock clock) {
    this.folder = folder;
    this.database = database;
    this.observations = observations;
    this.home = home;
    this.room = room;
    this.clock = clock;
  }

  /** Makes one. */
  Backup make() throws IOException {
    if (home.isShared()) {
      throw Refusal.conflict(
          "the database is PostgreSQL, which is backed up by its own tools: run pg_dump while the service runs; with mixtura.datasets.store=FILE copy the datasets' folder after it");
    }
    if (!one.tryLock()) {
      throw Refusal.conflict("a backup is being made; wait for its end");
    }
    try {
      room.require();
      return make(clock.instant());
    } finally {
      one.unlock();
    }
  }

  private Backup make(Instant now) throws IOException {
    Path finished = folder.path().resolve(NAME.format(now));
    Path unfinished = folder.path().resolve(NAME.format(now) + UNFINISHED);
    Files.createDirectories(folder.path(), OwnerOnly.folder(folder.path()));
    removeUnfinished();
    Files.createDirectory(unfinished, OwnerOnly.folder(unfinished));
    try (KeptObservations kept = observations.keep()) {
      long databaseBytes = database.into(unfinished);
      var files = kept.copyTo(unfinished.resolve("datasets"));
      Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
      LOG.info("A backup is in {}", finished);
      return new Backup(finished.toString(), now, databaseBytes, files.bytes(), files.count());
    } catch (IOException | RuntimeException failure) {
      FileSystemUtils.deleteRecursively(unfinished);
      throw failure;
    }
  }

  /** Those of processes that were killed. */
  private void removeUnfinished() throws IOException {
    try (Stream<Path> backups = Files.list(folder.path())) {
      for (Path left : backups.filter(path -> path.toString().endsWith(UNFINISHED)).toList()) {
        FileSystemUtils.deleteRecursively(left);
      }
    }
  }
}
