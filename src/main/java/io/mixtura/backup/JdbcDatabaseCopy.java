package io.mixtura.backup;

import io.mixtura.database.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The copy of an H2 file that H2 makes of itself while others write, of one moment. */
@Repository
class JdbcDatabaseCopy {
  private static final int PIECE = 1 << 16;

  private final JdbcClient jdbc;

  JdbcDatabaseCopy(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Copies the database's file into a folder; how long it is. */
  long into(Path folder) throws IOException {
    Path zip = folder.resolve("database.zip");
    try {
      jdbc.sql("backup to ?").param(zip.toString()).update();
      return unpack(zip, folder);
    } finally {
      Files.deleteIfExists(zip);
    }
  }

  /** So that a service can start on it, and need not be told how to unpack it first. */
  private static long unpack(Path zip, Path folder) throws IOException {
    long bytes = 0;
    try (ZipInputStream files = new ZipInputStream(Files.newInputStream(zip))) {
      for (var entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
        Path file = folder.resolve(Path.of(entry.getName()).getFileName());
        bytes += write(files, file);
      }
    }
    return bytes;
  }

  private static long write(InputStream from, Path file) throws IOException {
    try (FileChannel to =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.file(file))) {
      ByteBuffer piece = ByteBuffer.allocate(PIECE);
      var source = Channels.newChannel(from);
      while (source.read(piece) >= 0) {
        piece.flip();
        while (piece.hasRemaining()) {
          to.write(piece);
        }
        piece.clear();
      }
      to.force(true);
      return to.size();
    }
  }
}
