package io.mixtura.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that one process loses sight of and finds again. */
public final class FlakyDatabase extends DelegatingDataSource {
  private volatile boolean down;
  private volatile @Nullable Error error;

  FlakyDatabase(DataSource database) {
    super(database);
  }

  public void down(boolean down) {
    this.down = down;
  }

  /** Lets whoever asks for a connection meet an error of the machine; null for none. */
  void throwing(@Nullable Error thrown) {
    error = thrown;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Error thrown = error;
    if (thrown != null) {
      throw thrown;
    }
    if (down) {
      throw new SQLTransientConnectionException("the database is away", "08006");
    }
    return super.getConnection();
  }
}
