package io.mixtura.model;

import io.mixtura.caller.Act;
import io.mixtura.web.IfMatch;
import io.mixtura.web.problem.Refusal;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What may change of the stored models: what is said of one, and which version an alias stands for.
 * Each change is made on a model that nobody else changes meanwhile, and only if it is as the
 * sender knows it.
 */
@Component
class Registry {
  private static final int MOST_ALIASES = 64;

  private final Models models;
  private final JdbcAliases rows;
  private final TransactionOperations transactions;

  Registry(Models models, JdbcAliases rows, TransactionOperations transactions) {
    this.models = models;
    this.rows = rows;
    this.transactions = transactions;
  }

  /** A model; 404 if there is none. */
  RegisteredModel get(String name) {
    return inTransaction(() -> read(name));
  }

  private RegisteredModel read(String name) {
    return RegisteredModel.of(
        models.summary(name), rows.row(name).orElseThrow(), rows.aliases(name));
  }

  /** Changes what is said of a model. */
  RegisteredModel patch(String name, ModelPatch patch, IfMatch known) {
    return change(
        name,
        known,
        () -> {
          JdbcAliases.Row before = rows.row(name).orElseThrow();
          rows.update(name, patch.on(before, rows.aliases(name)));
        });
  }

  /** Has an alias stand for a version, whichever it stood for before. */
  RegisteredModel put(String name, Alias alias, int version, IfMatch known) {
    return change(
        name,
        known,
        () -> {
          Map<String, Integer> before = rows.aliases(name);
          if (before.size() >= MOST_ALIASES && !before.containsKey(alias.name())) {
            throw Refusal.conflict(
                "model '%s' has %d aliases, which is the most that there can be; delete one"
                    .formatted(name, before.size()));
          }
          if (models.find(name, version).isEmpty()) {
            throw missing(name, version);
          }
          rows.put(name, alias.name(), version);
        });
  }

  private Refusal missing(String name, int version) {
    return Refusal.unprocessable(
        "/version", String.valueOf(models.refusal(name, "" + version).getMessage()));
  }

  /** Takes an alias away; 404 if there is none, 409 if it is the one that answers by default. */
  void delete(String name, String given, IfMatch known) {
    String alias = Alias.bare(given);
    change(
        name,
        known,
        () -> {
          if (alias.equals(rows.row(name).orElseThrow().defaultAlias())) {
            throw Refusal.conflict(
                "'%s' is the default of model '%s'; PATCH the model to have another one, or \"default\": null"
                    .formatted(alias, name));
          }
          if (rows.delete(name, alias) == 0) {
            throw models.refusal(name, Alias.selector(alias));
          }
        });
  }

  private RegisteredModel change(String name, IfMatch known, Runnable change) {
    return inTransaction(() -> {
      rows.lock(name);
      RegisteredModel before = read(name);
      known.check(before.etag());
      change.run();
      RegisteredModel after = read(name);
      if (after.equals(before)) {
        Act.changesNothing();
      }
      return after;
    });
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(_ -> work.get()));
  }
}
