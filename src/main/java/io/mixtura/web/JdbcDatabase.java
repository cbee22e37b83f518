package io.mixtura.web;

import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Repository;

/** Tells which database the service works on. */
@Repository
class JdbcDatabase {
  /** Options may hold a password, so they are left out. */
  private static final Pattern OPTIONS = Pattern.compile("[;?].*");

  private final DataSource dataSource;

  JdbcDatabase(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** {@code H2, file:./data/mixtura} or {@code PostgreSQL, //host:5432/name}. */
  String description() {
    try {
      return JdbcUtils.extractDatabaseMetaData(
          dataSource, metaData -> described(metaData.getDatabaseProductName(), metaData.getURL()));
    } catch (MetaDataAccessException unknown) {
      return "unknown, " + unknown.getMessage();
    }
  }

  static String described(String product, String url) {
    return product + ", " + place(url);
  }

  /** {@code //host:5432/name}. */
  static String place(String url) {
    return OPTIONS.matcher(url).replaceFirst("").replaceFirst("^jdbc:[a-z0-9]+:", "");
  }
}
