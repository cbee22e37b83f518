package io.mixtura.dataset.store;

import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Repository;

/** The database as it tells of itself. */
@Repository
class JdbcObservationHome implements ObservationHome {
  private final JdbcClient jdbc;
  private final DataSource dataSource;

  JdbcObservationHome(JdbcClient jdbc, DataSource dataSource) {
    this.jdbc = jdbc;
    this.dataSource = dataSource;
  }

  @Override
  public UUID id() {
    return jdbc.sql("select id from observation_home").query(UUID.class).single();
  }

  @Override
  public boolean isShared() {
    try {
      return !"H2"
          .equals(
              JdbcUtils.extractDatabaseMetaData(dataSource, data -> data.getDatabaseProductName()));
    } catch (MetaDataAccessException unreachable) {
      throw new IllegalStateException("the database does not say what it is", unreachable);
    }
  }
}
