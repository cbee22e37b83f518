package io.mixtura.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * The room on the disk that the embedded database writes to; it is looked at before each
 * transaction, and before the database is opened. Another database has a disk of its own, of which
 * nothing is known here.
 */
@Component
public final class DatabaseRoom implements BeanPostProcessor, TransactionExecutionListener {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseRoom.class);
  private static final String FILE = "jdbc:h2:file:";

  private volatile @Nullable DiskReserve reserve;
  private volatile @Nullable Path opened;

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool && pool.getJdbcUrl().startsWith(FILE)) {
      prepare(Path.of(pool.getJdbcUrl().substring(FILE.length()).replaceFirst(";.*", "")));
    }
    return bean;
  }

  private void prepare(Path database) {
    Path file = Path.of(database.toAbsolutePath() + ".mv.db");
    Path folder = Objects.requireNonNull(file.getParent());
    try {
      Files.createDirectories(folder, OwnerOnly.folder(folder));
      use(DiskReserve.in(folder));
      OwnerOnly.hide(file);
      opened = file;
    } catch (IOException impossible) {
      // If it matters, the database says so in a moment.
      LOG.warn("The folder of the database cannot be prepared: {}", impossible.toString());
    }
  }

  void use(DiskReserve found) {
    found.look();
    reserve = found;
  }

  @Override
  public void beforeBegin(TransactionExecution transaction) {
    DiskReserve looked = reserve;
    if (looked != null) {
      looked.look();
    }
  }

  /** Whether what is left is for deletions, or nothing is left at all. */
  public boolean isLow() {
    DiskReserve looked = reserve;
    return looked != null && looked.isLow() || gone() != null;
  }

  /** Where it was, the file that the database still writes to and nobody finds again. */
  private @Nullable Path gone() {
    Path file = opened;
    return file != null && Files.notExists(file) ? file : null;
  }

  /**
   * To be asked before something new is stored.
   *
   * @throws DiskFull when there is no room for it
   * @throws StorageGone when it would not outlive this process
   */
  public void require() {
    Path gone = gone();
    if (gone != null) {
      throw new StorageGone("the file of the database", gone);
    }
    if (isLow()) {
      throw new DiskFull();
    }
  }
}
