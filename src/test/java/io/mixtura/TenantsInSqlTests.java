package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every statement on what belongs to tenants says whose it means, or is one of those that are meant
 * for all of them.
 */
class TenantsInSqlTests {
  private static final Path MAIN = Path.of("src/main/java");
  private static final Pattern LITERAL =
      Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
  private static final Pattern ON_TENANTS =
      Pattern.compile(
          "(from|into|update)\\s+(jobs|job_checkpoints|datasets|observation_chunks|models|model_versions|model_aliases|idempotency_keys|turns)\\b");

  /** The beginnings of what the service does for all tenants together. */
  private static final List<String> OF_ALL =
      List.of(
          // The queue is one: who comes first, how many wait, what is too old.
          "select tenant_id, id, epoch from (%s) waiting where kind in (:kinds)",
          "select own.tenant_id, own.id, own.epoch, own.kind,",
          "select tenant_id, state, count(*) as jobs from jobs where state in",
          "select tenant_id, id, owner, epoch, state, attempts from jobs",
          "select count(*) from jobs where state = :state",
          "select tenant_id, state, count(*) as jobs from jobs group by",
          "select tenant_id, id from jobs where state in ('SUCCEEDED', 'FAILED', 'CANCELLED') and finished_at <",
          // Metrics, and rubbish.
          "select tenant_id, storage from datasets",
          "select tenant_id, count(*) as datasets,",
          "select tenant_id, storage, max(created_at) as youngest from observation_chunks group",
          "delete from idempotency_keys where created_at < ?");

  /** Of statements that are put together; the rest of them names the tenant. */
  private static final List<String> BEGINNINGS =
      List.of(
          "select id, tenant_id, kind, subject, state,",
          "select tenant_id, id, name, column_names,",
          "select state from jobs",
          "select state, attempts, progress from jobs",
          "select id from jobs",
          "delete from jobs",
          "update jobs set state = 'CANCELLING'",
          "update jobs set result = :result",
          "update jobs set progress = coalesce",
          "update jobs set state = :end, owner = null, lease_until = null, result = :result,",
          "update jobs set state = :next, owner = null, lease_until = null, attempts = attempts - 1");

  @Test
  void everyStatementSaysWhoseItMeans() {
    List<String> statements = statements();
    assertThat(statements).hasSizeGreaterThan(30);
    assertThat(statements)
        .allSatisfy(sql ->
            assertThat(
                    sql.contains("tenant_id = ")
                        || sql.contains("(tenant_id,")
                        || sql.contains("tenant_id, kind, subject, state, request, created_at")
                        || begins(sql, OF_ALL)
                        || begins(sql, BEGINNINGS))
                .as(sql)
                .isTrue());
    for (String expected : OF_ALL) {
      assertThat(statements).as("is still there").anyMatch(sql -> sql.startsWith(expected));
    }
  }

  private static boolean begins(String sql, List<String> beginnings) {
    return beginnings.stream().anyMatch(sql::startsWith);
  }

  private static List<String> statements() {
    List<String> statements = new ArrayList<>();
    try (Stream<Path> files = Files.walk(MAIN)) {
      for (Path file :
          files.filter(path -> path.getFileName().toString().startsWith("Jdbc")).toList()) {
        Matcher literal = LITERAL.matcher(Files.readString(file));
        while (literal.find()) {
          String text = literal.group(1) == null ? literal.group(2) : literal.group(1);
          String sql = text.strip().replaceAll("\\s+", " ");
          if (ON_TENANTS.matcher(sql).find()) {
            statements.add(sql);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return statements;
  }
}
