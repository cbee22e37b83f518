package io.mixtura.dataset;

import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Repository;

/** What the store of observations needs to know of the database it belongs to. */
@Repository
class JdbcObservationHome {
  private final JdbcClient jdbc;
  private final DataSource dataSource;

  JdbcObservationHome(JdbcClient jdbc, DataSource dataSource) {
    this.jdbc = jdbc;
    this.dataSource = dataSource;
  }

  /** Tells this database from any other. */
  UUID id() {
    return jdbc.sql("select id from observation_home").query(UUID.class).single();
  }

  /** Whether other processes may work on this database, too; an H2 file belongs to one alone. */
  boolean isShared() {
    try {
      return !"H2"
          .equals(
              JdbcUtils.extractDatabaseMetaData(dataSource, data -> data.getDatabaseProductName()));
    } catch (MetaDataAccessException unreachable) {
      throw new IllegalStateException("the database does not say what it is", unreachable);
    }
  }
}
