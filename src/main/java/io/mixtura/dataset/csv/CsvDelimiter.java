package io.mixtura.dataset.csv;

import io.mixtura.dataset.rows.Dialect;
import java.util.List;

/**
 * Finds what separates the cells of a CSV body: what splits its first lines into equally many
 * cells, most of them numbers. Among equals it is the comma.
 */
final class CsvDelimiter {
  private static final List<Character> WITH_POINTS = List.of(',', ';', '\t', '|', ' ');

  /** Where the comma stands in numbers, it separates cells only if it is said to. */
  private static final List<Character> WITH_COMMAS = List.of(';', '\t', '|', ' ');

  private CsvDelimiter() {}

  /** The dialect with the delimiter that it has, or else the one that is found. */
  static Dialect found(CsvSample sample, Dialect dialect) {
    if (dialect.delimiter() != Dialect.FOUND) {
      return dialect;
    }
    List<Character> candidates = dialect.decimal() == ',' ? WITH_COMMAS : WITH_POINTS;
    String line = sample.firstLine();
    List<Character> present = candidates.stream().filter(c -> line.indexOf(c) >= 0).toList();
    char usual = candidates.getFirst();
    // Most bodies hold none of the others in their first line, and need no closer look.
    return dialect.with(present.equals(List.of(usual)) ? usual : best(sample, present, usual));
  }

  private static char best(CsvSample sample, List<Character> candidates, char usual) {
    char best = usual;
    double most = 0;
    for (char candidate : candidates) {
      double score = score(sample.rows(candidate));
      if (score > most) {
        best = candidate;
        most = score;
      }
    }
    return best;
  }

  /** None for rows of several widths, or of one cell; else one, and the share of numbers. */
  private static double score(List<CsvSample.Row> rows) {
    if (rows.isEmpty()) {
      return 0;
    }
    int width = rows.getLast().cells().size();
    boolean isTable =
        width > 1 && rows.stream().skip(1).allMatch(row -> row.cells().size() == width);
    boolean isFirstAlike = rows.getFirst().cells().size() == width || CsvHeader.isShort(rows);
    return isTable && isFirstAlike ? 1 + shareOfNumbers(rows) : 0;
  }

  private static double shareOfNumbers(List<CsvSample.Row> rows) {
    List<String> cells =
        rows.stream().skip(rows.size() > 1 ? 1 : 0).flatMap(row -> row.cells().stream()).toList();
    return (double) cells.stream().filter(CsvHeader::isLikeANumber).count() / cells.size();
  }
}
