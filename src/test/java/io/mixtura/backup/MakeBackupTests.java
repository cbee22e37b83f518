package io.mixtura.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.database.DatabaseRoom;
import io.mixtura.database.TestDisk;
import io.mixtura.dataset.store.ObservationHome;
import io.mixtura.dataset.store.Stores;
import io.mixtura.testing.Databases;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

class MakeBackupTests {
  private record Home(UUID id, boolean isShared) implements ObservationHome {}

  @TempDir private Path folder;

  private MakeBackup backups(HikariDataSource database, boolean isShared, DatabaseRoom room) {
    return new MakeBackup(
        new BackupFolder(folder.resolve("backups")),
        new JdbcDatabaseCopy(JdbcClient.create(database)),
        Stores.inFolder(folder.resolve("datasets")),
        new Home(UUID.randomUUID(), isShared),
        room,
        Clock.systemUTC());
  }

  private List<String> made() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("backups"))) {
      return all.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void postgresqlHasToolsOfItsOwn() {
    try (HikariDataSource database = Databases.h2(folder)) {
      assertThatThrownBy(() -> backups(database, true, new DatabaseRoom()).make())
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(HttpStatus.CONFLICT))
          .hasMessageContaining("pg_dump");
    }
  }

  @Test
  void whatWasBrokenOffIsRemoved() throws IOException {
    Path left = folder.resolve("backups/20260101T000000.000Z.unfinished/datasets");
    Files.createDirectories(left);
    Files.writeString(left.resolve("x"), "y");
    try (HikariDataSource database = Databases.h2(folder)) {
      Backup backup = backups(database, false, new DatabaseRoom()).make();
      assertThat(made()).containsExactly(Path.of(backup.folder()).getFileName().toString());
    }
  }

  @Test
  void aFullDiskIsToldBeforeAnythingIsWritten() {
    DatabaseRoom room = new DatabaseRoom();
    TestDisk.fill(room, folder);
    try (HikariDataSource database = Databases.h2(folder)) {
      assertThatThrownBy(() -> backups(database, false, room).make())
          .hasMessageContaining("the disk is full");
      assertThat(folder.resolve("backups")).doesNotExist();
    }
  }
}
