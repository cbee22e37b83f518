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
        && (onlyFirstCountsUp()
            || below.stream().noneMatch(NumbersAsNames::areDistinctNumerals)
                && IntStream.range(0, first.size()).allMatch(this::standsApart));
  }

  private static boolean areDistinctNumerals(List<String> cells) {
    return cells.stream().allMatch(cell -> cell.matches("0|[1-9]\\d{0,8}"))
        && new HashSet<>(cells).size() == cells.size();
  }

  /** Rows of numbers that count up, as those of a grid, take the meaning from the first line. */
  private boolean onlyFirstCountsUp() {
    return first.size() >= COUNTED
        && countUp(first)
        && below.stream().noneMatch(cells -> areDistinctNumerals(cells) && countUp(cells));
  }

  private static boolean countUp(List<String> numerals) {
    return IntStream.range(1, numerals.size())
        .allMatch(i -> number(numerals.get(i)) == number(numerals.get(i - 1)) + 1);
  }

  private static long number(String numeral) {
    return Long.parseLong(numeral);
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
    long name = number(first.get(column));
    double least = values[0];
    double most = values[values.length - 1];
    double away = Math.max(least - name, name - most);
    return away > FAR * (most - least);
  }
}
