package io.mixtura.dataset.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * The first lines of a CSV body, split as one delimiter or another would split them. It looks no
 * closer than guessing needs: what is wrong with a quote, FastCSV says.
 */
final class CsvSample {
  private final String text;

  /** A record: its cells, and whether the first of them is in quotes. */
  record Row(List<String> cells, boolean startsQuoted) {}

  CsvSample(String text) {
    this.text = text;
  }

  /** The rows, blank lines left out. */
  List<Row> rows(char delimiter) {
    List<Row> rows = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = lineEnd(at);
      if (!text.substring(at, end).isBlank()) {
        rows.add(row(at, end, delimiter));
      }
      at = end + 1;
    }
    return rows;
  }

  /** The first line that is not blank. */
  String firstLine() {
    return text.stripLeading().lines().findFirst().orElse("");
  }

  /** Where the record ends that starts here: at a line break outside quotes. */
  private int lineEnd(int from) {
    boolean quoted = false;
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      quoted ^= c == '"';
      if (!quoted && (c == '\n' || c == '\r')) {
        return at;
      }
    }
    return text.length();
  }

  private Row row(int from, int to, char delimiter) {
    List<String> cells = new ArrayList<>();
    int first = delimiter == ' ' ? BlankRuns.behind(text, from, to) : from;
    int cell = first;
    boolean quoted = false;
    for (int at = first; at <= to; at++) {
      quoted ^= at < to && text.charAt(at) == '"';
      boolean isEnd = at == to || (!quoted && separates(text.charAt(at), delimiter));
      if (isEnd && !(delimiter == ' ' && at == to && cell == to)) {
        cells.add(unquoted(text.substring(cell, at).strip()));
        at = delimiter == ' ' ? Math.max(at, BlankRuns.behind(text, at, to) - 1) : at;
        cell = at + 1;
      }
    }
    return new Row(cells, text.startsWith("\"", first));
  }

  private static boolean separates(char c, char delimiter) {
    return c == delimiter || (delimiter == ' ' && c == '\t');
  }

  private static String unquoted(String cell) {
    return cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"")
        ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"").strip()
        : cell;
  }
}
