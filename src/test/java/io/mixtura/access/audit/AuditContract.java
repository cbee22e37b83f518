package io.mixtura.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.caller.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What holds of the table of deeds, whichever database it is in. */
abstract class AuditContract {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00.123456Z");

  private HikariDataSource database;
  private JdbcAudit table;

  abstract HikariDataSource database();

  @BeforeEach
  void open() {
    database = database();
    table = new JdbcAudit(JdbcClient.create(database));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Deed deed(@Nullable String tenant, Instant at) {
    return new Deed(
        0,
        at,
        UUID.randomUUID(),
        tenant,
        "5f1c9a0b2d3e4f60",
        "deleteDataset",
        "/api/v1/datasets/x",
        "192.0.2.7",
        204);
  }

  @Test
  void aDeedComesBackAsItWasWritten() {
    Deed written = deed("acme", NOW);
    table.add(written);
    table.add(deed(null, NOW));

    List<Deed> read = table.newest(null, Long.MAX_VALUE, 10);

    assertThat(read).extracting(Deed::tenant).containsExactly(null, "acme");
    assertThat(read.getLast())
        .usingRecursiveComparison()
        .ignoringFields("number")
        .isEqualTo(written);
  }

  @Test
  void pagesFollowEachOtherWhileOthersWrite() {
    for (int i = 0; i < 5; i++) {
      table.add(deed(i % 2 == 0 ? "acme" : "other", NOW.plusSeconds(i)));
    }
    List<Deed> first = table.newest(null, Long.MAX_VALUE, 2);
    table.add(deed("acme", NOW));
    List<Deed> second = table.newest(null, first.getLast().number(), 2);

    assertThat(first).extracting(Deed::at).containsExactly(NOW.plusSeconds(4), NOW.plusSeconds(3));
    assertThat(second).extracting(Deed::at).containsExactly(NOW.plusSeconds(2), NOW.plusSeconds(1));
    assertThat(table.newest(new Tenant("other"), Long.MAX_VALUE, 10))
        .extracting(Deed::at)
        .containsExactly(NOW.plusSeconds(3), NOW.plusSeconds(1));
    assertThat(table.newest(new Tenant("nobody"), Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void oldEntriesGoAndYoungerOnesStay() {
    table.add(deed("acme", NOW.minus(Duration.ofDays(366))));
    table.add(deed("acme", NOW.minus(Duration.ofDays(364))));

    new AuditRetention(
            table, new AuditSettings(Duration.ofDays(365)), Clock.fixed(NOW, ZoneOffset.UTC))
        .deleteOld();

    assertThat(table.newest(null, Long.MAX_VALUE, 10))
        .extracting(Deed::at)
        .containsExactly(NOW.minus(Duration.ofDays(364)));
  }

  @Test
  void whatIsRolledBackHasNoEntry() {
    Audit audit = new Audit(table);
    TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    transaction.executeWithoutResult(status -> {
      audit.within(deed("acme", NOW));
      status.setRollbackOnly();
    });
    assertThat(table.newest(null, Long.MAX_VALUE, 10)).isEmpty();

    transaction.executeWithoutResult(_ -> audit.within(deed("acme", NOW)));
    assertThat(table.newest(null, Long.MAX_VALUE, 10)).hasSize(1);
  }
}
