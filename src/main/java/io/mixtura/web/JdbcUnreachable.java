package io.mixtura.web;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says plainly, in place of a stack trace, that the database cannot be reached at the start. */
final class JdbcUnreachable extends AbstractFailureAnalyzer<SQLException> {
  /**
   * States of connections that fail, of names and passwords that are wrong, of no such database.
   */
  private static final List<String> STATES = List.of("08", "28", "3D", "57P03", "53300");

  private final Environment environment;

  JdbcUnreachable(Environment environment) {
    this.environment = environment;
  }

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException first) {
    SQLException deepest = first;
    for (Throwable cause = first; cause != null; cause = cause.getCause()) {
      deepest = cause instanceof SQLException sql ? sql : deepest;
    }
    String state = String.valueOf(deepest.getSQLState());
    if (STATES.stream().noneMatch(state::startsWith)) {
      return null;
    }
    String url = environment.getProperty("spring.datasource.url", "");
    return new FailureAnalysis(
        "The database %s cannot be reached: %s"
            .formatted(JdbcDatabase.place(url), deepest.getMessage()),
        "Start it, or correct spring.datasource.url, spring.datasource.username and spring.datasource.password.",
        deepest);
  }
}
