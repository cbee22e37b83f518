package io.mixtura.dataset.csv;

import io.mixtura.dataset.rows.Dialect;
import io.mixtura.decimal.Decimals;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The question whether a first line of whole numbers names the columns, as years do, or positions
 * that a program has written as names.
 */
final class NumbersAsNames {
  /** Columns from which numbers that count up are no coincidence. */
  private static final int COUNTED = 3;

  /** How many times the range of a column a value is away from it that stands apart. */
  private static final double FAR = 2;

  private final List<String> first;
  private final Dialect dialect;
  private final List<List<String>> below;

  NumbersAsNames(List<String> first, CsvSample sample, Dialect dialect) {
    this.first = first;
    this.dialect = dialect;
    this.below =
        areDistinctNumerals(first)
            ? sample.rows(dialect.delimiter()).stream()
                .skip(1)
                .map(CsvSample.Row::cells)
                .filter(cells -> cells.size() == first.size())
                .toList()
            : List.of();
  }

  boolean areLikely() {
    return first.size() > 1
        && below.size() > 1
        && below.stream().noneMatch(NumbersAsNames::areDistinctNumerals)
        && (countUp() || IntStream.range(0, first.size()).allMatch(this::standsApart));
  }

  private static boolean areDistinctNumerals(List<String> cells) {
    return cells.stream().allMatch(cell -> cell.matches("0|[1-9]\\d{0,8}"))
        && new HashSet<>(cells).size() == cells.size();
  }

  private boolean countUp() {
    return first.size() >= COUNTED
        && IntStream.range(1, first.size()).allMatch(i -> number(i) == number(i - 1) + 1)
        && below.stream().allMatch(cells -> cells.stream().anyMatch(cell -> !cell.matches("\\d+")));
  }

  private long number(int column) {
    return Long.parseLong(first.get(column));
  }

  private boolean standsApart(int column) {
    double[] values =
        below.stream()
            .map(cells -> cells.get(column).toCharArray())
            .mapToDouble(cell -> Decimals.parse(cell, 0, cell.length, dialect.decimal()))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (values.length == 0) {
      return false;
    }
    double least = values[0];
    double most = values[values.length - 1];
    double away = Math.max(least - number(column), number(column) - most);
    return away > FAR * (most - least);
  }
}
