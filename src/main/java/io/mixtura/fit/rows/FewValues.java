package io.mixtura.fit.rows;

import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.web.problem.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gaussian columns with so few different values that they must be yes or no, or levels: components
 * collapse on each of them, and neither fewer components nor more starts help, but another family.
 */
final class FewValues {
  /** More values than these may be measurements that were rounded. */
  private static final int MOST = 8;

  /** So often a value is there on average: few rows have few values anyhow. */
  private static final int ROWS_PER_LEVEL = 10;

  private static final int ROWS_PER_TWO_VALUES = 4;

  /** So many numbers are read in some milliseconds. */
  private static final long AT_ONCE = 1_000_000;

  /** Columns that one sentence names. */
  private static final int LISTED = 20;

  private final ResolvedFit fit;
  private final List<Column> columns;
  private boolean isDecided;
  private long rowsSeen;
  private boolean isWhole = true;

  /** A column, where it stands in the data, and the values that it was seen to have. */
  private static final class Column {
    private final String name;
    private final int position;
    private final TreeSet<Double> values = new TreeSet<>();
    private long rows;

    Column(String name, int position) {
      this.name = name;
      this.position = position;
    }

    void add(double value) {
      if (!Double.isNaN(value) && values.size() <= MOST) {
        values.add(value + 0.0);
        rows++;
      }
    }

    boolean hasMany() {
      return values.size() > MOST;
    }

    boolean isFamilyInDisguise() {
      int levels = values.size();
      if (levels == 2) {
        return rows >= 2 * ROWS_PER_TWO_VALUES;
      }
      return levels > 2
          && levels <= MOST
          && rows >= (long) levels * ROWS_PER_LEVEL
          && values.stream().allMatch(value -> value == Math.rint(value));
    }

    String family() {
      return values.equals(new TreeSet<>(List.of(0.0, 1.0))) ? "bernoulli" : "categorical";
    }

    String shownValues() {
      List<String> shown = values.stream().map(ColumnFamily::shown).toList();
      return String.join(", ", shown.subList(0, shown.size() - 1)) + " and " + shown.getLast();
    }
  }

  FewValues(ResolvedFit fit) {
    this.fit = fit;
    this.columns =
        !canCollapse(fit)
            ? List.of()
            : IntStream.range(0, fit.columns().size())
                .filter(j -> fit.families().get(j).isGaussian())
                .mapToObj(fit.columns()::get)
                .map(name -> new Column(name, fit.data().position(name)))
                .toList();
    this.isDecided = columns.isEmpty();
  }

  private static boolean canCollapse(ResolvedFit fit) {
    return fit.selection().candidates().stream()
        .anyMatch(spec -> spec.algorithm() == Algorithm.EM && spec.components() > 1);
  }

  /** Reads rows of a dataset as long as they may tell something. */
  FewValues see(Observations rows, BooleanSupplier stop) {
    int[] positions = columns.stream().mapToInt(column -> column.position).toArray();
    isWhole =
        ColumnScan.forEach(
            rows,
            positions,
            () -> isDecided || stop.getAsBoolean(),
            row -> {
              for (int c = 0; c < row.length; c++) {
                columns.get(c).add(row[c]);
              }
              count();
            });
    return this;
  }

  /** Reads no more of a dataset than can be read before an answer, which then says so. */
  FewValues seeFirst(Observations rows) {
    AtomicLong tiles = new AtomicLong(AT_ONCE / Tile.POINTS / rows.dimensions() + 1);
    return see(rows, () -> tiles.decrementAndGet() < 0);
  }

  /** Reads inline data as long as they may tell something. */
  FewValues see(InlineData data) {
    data.forEachWhile(
        () -> !isDecided,
        row -> {
          columns.forEach(column -> column.add(row[column.position]));
          count();
        });
    return this;
  }

  private void count() {
    rowsSeen++;
    isDecided = columns.stream().allMatch(Column::hasMany);
  }

  /** What to do about such columns: a sentence for all that have the same values. */
  List<String> advice() {
    Map<TreeSet<Double>, List<Column>> alike = new LinkedHashMap<>();
    columns.stream()
        .filter(Column::isFamilyInDisguise)
        .forEach(
            column -> alike.computeIfAbsent(column.values, _ -> new ArrayList<>()).add(column));
    return alike.values().stream().map(this::advice).toList();
  }

  private String advice(List<Column> alike) {
    boolean isOne = alike.size() == 1;
    return "column%s %s %s %sonly the values %s, on each of which a Gaussian component may collapse; %s"
        .formatted(
            isOne ? "" : "s",
            listed(alike, column -> "'" + Findings.shown(column.name) + "'"),
            isOne ? "has" : "have",
            isWhole ? "" : "in the first %d rows ".formatted(rowsSeen),
            alike.getFirst().shownValues(),
            remedy(alike));
  }

  private String remedy(List<Column> alike) {
    String families =
        listed(
            alike,
            column -> "\"%s\": \"%s\"".formatted(Findings.shown(column.name), column.family()));
    String setting = "set \"families\": {" + families + "}";
    List<String> unfit = fit.forGaussianColumnsAlone();
    return unfit.isEmpty()
        ? setting
        : "%s and leave out what is for Gaussian columns alone (%s), or choose other columns"
            .formatted(setting, String.join(", ", unfit));
  }

  private static String listed(List<Column> alike, Function<Column, String> shown) {
    String listed = alike.stream().limit(LISTED).map(shown).collect(Collectors.joining(", "));
    return alike.size() > LISTED ? listed + ", …" : listed;
  }
}
