package io.mixtura.model;

import io.mixtura.caller.Act;
import io.mixtura.caller.Tenant;
import io.mixtura.model.document.Documents;
import io.mixtura.model.document.ModelDocument;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.model.document.NewModelVersion;
import io.mixtura.model.document.VersionSummary;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.ProblemType;
import io.mixtura.web.problem.Refusal;
import io.mixtura.web.problem.Spelling;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The stored models: immutable versions under names. */
@Component
public class Models {
  /** The path of a model. Questions stand below its versions, and below itself for the default. */
  public static final String PATH = "/api/v1/models/{name}";

  /** Selects the newest version of a name. */
  public static final String LATEST = "latest";

  /** 32 MB of parameters: some hundred thousand small models, or a handful of large ones. */
  private static final long CACHED_NUMBERS = 4_000_000;

  /** Names and numbers that a refusal lists before it says "and others". */
  private static final int NAMED_IN_REFUSAL = 10;

  /** Names, in alphabetical order, among which a refusal seeks one that may have been meant. */
  private static final int COMPARED_IN_REFUSAL = 300;

  /** A model's name has at most 63 letters; others are not worth comparing. */
  private static final int LONGEST_COMPARED = 80;

  /** More than a connection is waited for, so that a database that is down is told of once. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final JdbcModels rows;
  private final JdbcAliases aliases;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final SharedLookups<Sought, Optional<VersionKey>> lookups = new SharedLookups<>(PATIENCE);
  private final ParsedVersions parsed = new ParsedVersions(CACHED_NUMBERS);

  /** The version that a request names. */
  private record Sought(Tenant tenant, String name, @Nullable String selector) {}

  Models(JdbcModels rows, JdbcAliases aliases, TransactionOperations transactions, Clock clock) {
    this.rows = rows;
    this.aliases = aliases;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Stores a model as the next version of its name, in the caller's transaction if there is one.
   *
   * @return the number of the version: one more than the highest ever given under that name
   */
  public int store(NewModelVersion fitted) {
    Integer version = transactions.execute(status -> insert(fitted));
    return Optional.ofNullable(version).orElseThrow();
  }

  private int insert(NewModelVersion fitted) {
    int version = rows.nextVersion(fitted.name());
    Act.makes(ModelVersion.path(fitted.name(), version));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    ModelDocument document = ModelDocument.of(fitted, version, now);
    String json = Documents.write(document);
    String summary = Documents.write(VersionSummary.of(document));
    rows.insert(new VersionKey(fitted.name(), version, Documents.etag(json)), now, summary, json);
    return version;
  }

  /**
   * Checks that a new version has the columns of the latest one: who asks for {@value #LATEST} is
   * not to be answered for others all of a sudden.
   *
   * @param pointer of the name in the request
   * @throws Refusal 422 if it has others
   */
  public void requireColumns(String pointer, String name, List<String> columns) {
    List<String> known = columns(name).orElse(columns);
    if (!known.equals(columns)) {
      throw Refusal.unprocessable(
          pointer,
          ("the latest version of model '%s' has the columns %s, not %s; give the model another"
                  + " name, or add \"otherColumns\": true to make them a new version of it")
              .formatted(name, enumerate(known), enumerate(columns)));
    }
  }

  /** The columns of the latest version, in order; empty if there is none. */
  public Optional<List<String>> columns(String name) {
    return rows.summaries(name, Integer.MAX_VALUE, 1).stream()
        .findFirst()
        .map(summary -> Documents.summary(summary).columns());
  }

  /**
   * A version.
   *
   * @param name name of the model
   * @param selector a number, {@value #LATEST}, or an alias such as {@code @champion}; null is the
   *     default alias, or the newest where there is none
   * @throws Refusal 404 if there is none, naming what there is
   */
  public ModelVersion get(String name, @Nullable String selector) {
    return get(key(name, selector));
  }

  /** A version that was found. */
  public ModelVersion get(VersionKey key) {
    ModelVersion known = parsed.get(key.etag());
    if (known != null) {
      return known;
    }
    ModelVersion version = Documents.document(document(key)).toVersion(key.etag());
    parsed.put(version);
    return version;
  }

  /** Finds a version without reading it. */
  public Optional<VersionKey> find(String name, int version) {
    return rows.find(name, version);
  }

  /** Finds a version without reading it; 404 if there is none. */
  public VersionKey key(String name, @Nullable String selector) {
    return lookUp(new Sought(Tenant.current(), name, selector))
        .orElseThrow(() -> selector == null ? unknown(name) : unknown(name, selector));
  }

  private Optional<VersionKey> lookUp(Sought sought) {
    // A transaction sees what others do not see yet, so its looks are its own.
    return TransactionSynchronizationManager.isActualTransactionActive()
        ? find(sought)
        : lookups.get(sought, () -> find(sought));
  }

  private Optional<VersionKey> find(Sought sought) {
    String name = sought.name();
    String selector = sought.selector();
    if (selector == null) {
      return rows.byDefault(name);
    }
    return selector.equals(LATEST)
        ? rows.latest(name)
        : Alias.in(selector)
            .map(alias -> rows.ofAlias(name, alias))
            .orElseGet(() -> number(selector).flatMap(version -> rows.find(name, version)));
  }

  /** The JSON of a version. */
  public String document(VersionKey key) {
    return rows.document(key).orElseThrow(() -> unknown(key.name(), "" + key.version()));
  }

  /** A name with what is stored under it; 404 if there is nothing. */
  ModelSummary summary(String name) {
    return rows.summary(name).orElseThrow(() -> unknown(name));
  }

  /** Names that hold a text, in alphabetical order. */
  List<ModelSummary> names(String part, @Nullable String after, int limit) {
    return rows.names(part.toLowerCase(Locale.ROOT), after, limit);
  }

  /** Versions of a name, newest first; 404 if there are none at all. */
  List<VersionSummary> versions(String name, int before, int limit) {
    if (rows.latest(name).isEmpty()) {
      throw unknown(name);
    }
    return rows.summaries(name, before, limit).stream().map(Documents::summary).toList();
  }

  /** Deletes a version by its number; 404 if there is none, 409 if it has an alias. */
  void delete(String name, String selector) {
    int deleted =
        number(selector).map(version -> deleted(() -> deleteUnnamed(name, version))).orElse(0);
    if (deleted == 0) {
      throw unknown(name, selector);
    }
  }

  private int deleteUnnamed(String name, int version) {
    aliases.lock(name);
    List<String> names =
        aliases.aliases(name).entrySet().stream()
            .filter(alias -> alias.getValue() == version)
            .map(alias -> Alias.selector(alias.getKey()))
            .toList();
    if (!names.isEmpty()) {
      throw Refusal.conflict(
          "version %d of model '%s' is %s; give that alias to another version, or delete it, first"
              .formatted(version, name, String.join(" and ", names)));
    }
    return rows.delete(name, version);
  }

  /** Deletes all versions of a name with their aliases; 404 if there are none. */
  void delete(String name) {
    if (deleted(() -> deleteAll(name)) == 0) {
      throw unknown(name);
    }
  }

  private int deleteAll(String name) {
    aliases.lock(name);
    aliases.forget(name);
    return rows.delete(name);
  }

  /** In a transaction, with the audit's entry if something is deleted. */
  private int deleted(IntSupplier deletion) {
    Integer rows =
        transactions.execute(_ -> {
          int deleted = deletion.getAsInt();
          if (deleted == 0) {
            Act.changesNothing();
          }
          return deleted;
        });
    return Optional.ofNullable(rows).orElseThrow();
  }

  /** Whether a selector is a number, which stands for the same version for ever. */
  static boolean isNumber(String selector) {
    return number(selector).isPresent();
  }

  private static Optional<Integer> number(String selector) {
    return selector.matches("[1-9][0-9]{0,8}")
        ? Optional.of(Integer.valueOf(selector))
        : Optional.empty();
  }

  private Refusal unknown(String name) {
    List<String> names =
        rows.names("", null, COMPARED_IN_REFUSAL).stream().map(ModelSummary::name).toList();
    return new Refusal(
        ProblemType.UNKNOWN_MODEL,
        names.isEmpty()
            ? "there is no model '%s': no model is stored yet, a fit (POST /api/v1/fits) makes one"
                .formatted(name)
            : "there is no model '%s'; stored are %s%s"
                .formatted(name, enumerate(names), hint(name, names)));
  }

  private static String hint(String name, List<String> names) {
    return name.length() > LONGEST_COMPARED ? "" : Spelling.hint(name, names);
  }

  /** The refusal of who asks for a version that there is not. */
  Refusal refusal(String name, String selector) {
    return unknown(name, selector);
  }

  private Refusal unknown(String name, String selector) {
    if (selector.equals(LATEST)) {
      return unknown(name);
    }
    Optional<String> alias = Alias.in(selector);
    return alias.isPresent() && rows.latest(name).isPresent()
        ? unknownAlias(name, alias.get())
        : unknownNumber(name, selector);
  }

  private Refusal unknownAlias(String name, String alias) {
    List<String> known = List.copyOf(aliases.aliases(name).keySet());
    return Refusal.notFound(
        known.isEmpty()
            ? "model '%s' has no alias '%s', nor any other: PUT /api/v1/models/%s/aliases/… gives one to a version"
                .formatted(name, Excerpt.of(alias), name)
            : "model '%s' has no alias '%s'; there are %s%s"
                .formatted(name, Excerpt.of(alias), enumerate(known), hint(alias, known)));
  }

  private Refusal unknownNumber(String name, String selector) {
    List<String> numbers =
        rows.summaries(name, Integer.MAX_VALUE, NAMED_IN_REFUSAL + 1).stream()
            .map(summary -> "" + Documents.summary(summary).version())
            .toList();
    if (numbers.isEmpty()) {
      return unknown(name);
    }
    int last = rows.lastVersion(name).orElse(0);
    boolean deleted = number(selector).filter(version -> version <= last).isPresent();
    return new Refusal(
        ProblemType.UNKNOWN_MODEL,
        "model '%s' has no version '%s'%s; ask for '%s' or one of %s"
            .formatted(
                name, selector, deleted ? ": it was deleted" : "", LATEST, enumerate(numbers)));
  }

  private static String enumerate(List<String> entries) {
    String listed = entries.stream().limit(NAMED_IN_REFUSAL).collect(Collectors.joining(", "));
    return entries.size() > NAMED_IN_REFUSAL ? listed + " and others" : listed;
  }
}
