package io.mixtura.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabasesTests {

  @Test
  void everyDatabaseIsANewOne(@TempDir Path folder, @TempDir Path other) {
    try (HikariDataSource one = Databases.h2(folder);
        HikariDataSource two = Databases.h2(other)) {
      assertApart(one, two);
    }
    try (HikariDataSource one = Databases.postgres();
        HikariDataSource two = Databases.postgres()) {
      assertApart(one, two);
    }
  }

  private static void assertApart(HikariDataSource one, HikariDataSource two) {
    JdbcClient.create(one).sql("create table note (line text)").update();
    JdbcClient.create(two).sql("create table note (line text)").update();
    JdbcClient.create(one).sql("insert into note values ('here')").update();
    assertThat(JdbcClient.create(two).sql("select count(*) from note").query(Long.class).single())
        .isZero();
  }
}
