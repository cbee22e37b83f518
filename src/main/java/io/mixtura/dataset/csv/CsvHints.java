package io.mixtura.dataset.csv;

import io.mixtura.dataset.rows.CellText;
import io.mixtura.dataset.rows.Delimiters;
import io.mixtura.decimal.Decimals;
import io.mixtura.web.problem.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Guesses why a CSV body as a whole cannot be used: another delimiter, or lost line breaks. */
final class CsvHints {
  private final CsvText text;
  private final char delimiter;
  private String otherDelimiter = "";
  private String spaces = "";

  CsvHints(CsvText text, char delimiter) {
    this.text = text;
    this.delimiter = delimiter;
  }

  /** Looks at the first record, before it is used. */
  void look(List<String> cells) {
    for (char other : Delimiters.COMMON) {
      if (other != delimiter && otherDelimiter.isEmpty() && separates(other, cells)) {
        otherDelimiter = Delimiters.hint(other);
      }
    }
    if (cells.size() == 1
        && otherDelimiter.isEmpty()
        && cells.getFirst().indexOf(' ') > 0
        && !cells.getFirst().startsWith("%")) {
      spaces = Delimiters.hint(' ');
    }
    if (cells.size() == 1 && delimiter != '\t' && cells.getFirst().indexOf('\t') >= 0) {
      // No name may hold a tab: to complain of a control character would lead astray.
      throw Refusal.unprocessable("delimiter", "the first line is one cell that holds a tab");
    }
  }

  private boolean separates(char other, List<String> cells) {
    if (cells.stream().noneMatch(cell -> cell.indexOf(other) >= 0)) {
      return false;
    }
    return cells.size() == 1 || areNumbers(other, String.join(String.valueOf(delimiter), cells));
  }

  private static boolean areNumbers(char other, String line) {
    for (String cell : line.split("\\" + other)) {
      if (Double.isNaN(Decimals.parse(cell)) && !CellText.isDecimalComma(cell)) {
        return false;
      }
    }
    return true;
  }

  /** The other delimiter that the first record suggests, or nothing. */
  String delimiter() {
    return otherDelimiter;
  }

  /** A refusal of the first record, with what may be behind it. */
  Refusal ofStart(Refusal refusal) {
    return added(refusal, otherDelimiter + spaces + lineBreaks());
  }

  /** A refusal of rows, with what may be behind it. */
  Refusal ofRows(Refusal refusal) {
    return added(refusal, spaces + lineBreaks());
  }

  /** A question to the sender of a single line, or nothing. */
  String lineBreaks() {
    return text.isOneLine() ? "; are there line breaks? curl needs --data-binary" : "";
  }

  private static Refusal added(Refusal refusal, String hint) {
    if (hint.isEmpty() || refusal.causes().isEmpty()) {
      return refusal;
    }
    List<Refusal.Cause> causes = new ArrayList<>(refusal.causes());
    Refusal.Cause first = causes.getFirst();
    causes.set(0, new Refusal.Cause(first.place(), first.pointer(), first.detail() + hint));
    return new Refusal(refusal.status(), refusal.getMessage() + hint, causes);
  }
}
