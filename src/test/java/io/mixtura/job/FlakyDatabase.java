package io.mixtura.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that one process loses sight of and finds again. */
public final class FlakyDatabase extends DelegatingDataSource {
  private volatile boolean down;

  FlakyDatabase(DataSource database) {
    super(database);
  }

  public void down(boolean down) {
    this.down = down;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (down) {
      throw new SQLTransientConnectionException("the database is away", "08006");
    }
    return super.getConnection();
  }
}
