package io.mixtura.dataset.csv;

import io.mixtura.dataset.rows.CellText;
import io.mixtura.dataset.rows.Dialect;
import io.mixtura.dataset.rows.Dialect.Header;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.IntakeOptions.Selection;
import io.mixtura.dataset.rows.TextWindow;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of a CSV body, of which what is no row of it is made blank: a byte order mark,
 * Excel's line {@code sep=;}, and lines that begin with {@code #} as NumPy writes them. The last of
 * these may hold the names of the columns; then only its mark goes.
 */
final class CsvStart {
  /** Lines that are looked at: enough to see the pattern. */
  private static final int LINES = 32;

  private static final char BYTE_ORDER_MARK = '\ufeff';
  private static final Pattern SEPARATOR =
      Pattern.compile("\\s*\"?sep=(.)\"?[ \t;,]*(?=[\\r\\n]|$)", Pattern.CASE_INSENSITIVE);
  private static final Pattern MARK = Pattern.compile("#[# \t]*");

  private final TextWindow window;
  private final IntakeOptions options;
  private final StringBuilder text;
  private Dialect dialect;
  private long comments;

  CsvStart(TextWindow window, IntakeOptions options) throws IOException {
    this.window = window;
    this.options = options;
    this.dialect = options.dialect();
    String ahead = window.ahead(LINES);
    if (!ahead.isEmpty() && ahead.charAt(0) == BYTE_ORDER_MARK) {
      window.moveTo(1);
      ahead = ahead.substring(1);
    }
    this.text = new StringBuilder(ahead);
    obeySeparator();
    if (dialect.comment() == Dialect.FOUND) {
      leaveOutMarked();
    }
    dialect = CsvDelimiter.found(sample(), dialect).requireDistinct(options.dialect());
  }

  /** How the body is written, with all that was to be found out but the header. */
  Dialect dialect() {
    return dialect;
  }

  /** Lines that were made blank. */
  long comments() {
    return comments;
  }

  /** The first lines, without those that were made blank. */
  CsvSample sample() {
    String sampled = text.toString();
    if (dialect.comment() != Dialect.FOUND) {
      String mark = Pattern.quote(String.valueOf(dialect.comment()));
      sampled = sampled.replaceAll("(?m)^" + mark + ".*$", "");
    }
    return new CsvSample(sampled);
  }

  private void obeySeparator() {
    Matcher line = SEPARATOR.matcher(text);
    if (line.lookingAt()) {
      char separator = line.group(1).charAt(0);
      dialect = dialect.delimiter() == Dialect.FOUND ? dialect.with(separator) : dialect;
      blank(0, line.end());
    }
  }

  private void leaveOutMarked() {
    int from = behindBlanks(0);
    if (!isMarked(from) || isMarkPartOfAName(from)) {
      return;
    }
    int last = from;
    int next = from;
    while (isMarked(next)) {
      last = next;
      next = behindBlanks(lineEnd(next));
    }
    while (from < last) {
      int end = lineEnd(from);
      blank(from, end);
      comments++;
      from = behindBlanks(end);
    }
    leaveOutLastMarked(last, next);
  }

  /** Whether a comment begins here, and not the {@code #N/A} of a spreadsheet. */
  private boolean isMarked(int from) {
    return from < text.length()
        && text.charAt(from) == '#'
        && !CellText.isWithoutResult(text.substring(from, lineEnd(from)).split("[,;|\\s]", 2)[0]);
  }

  private void leaveOutLastMarked(int line, int next) {
    int end = lineEnd(line);
    Matcher mark = MARK.matcher(text).region(line, end);
    mark.lookingAt();
    if (isHeader(text.substring(mark.end(), end), text.substring(next))) {
      blank(line, mark.end());
    } else {
      blank(line, end);
      comments++;
    }
  }

  /** Whether a line behind a mark names the columns of the rows that follow. */
  private boolean isHeader(String line, String rows) {
    if (dialect.header() == Header.ABSENT) {
      return false;
    }
    char delimiter = CsvDelimiter.found(new CsvSample(rows), dialect).delimiter();
    List<CsvSample.Row> names = new CsvSample(line).rows(delimiter);
    List<CsvSample.Row> below = new CsvSample(rows).rows(delimiter);
    if (names.isEmpty() || below.isEmpty()) {
      return false;
    }
    List<String> cells = names.getFirst().cells();
    return cells.size() == below.getFirst().cells().size()
        && cells.stream().noneMatch(cell -> cell.isEmpty() || CsvHeader.isLikeANumber(cell))
        && below.getFirst().cells().stream().anyMatch(CsvHeader::isLikeANumber)
        && (cells.size() > 1 || CellText.isOneWord(cells.getFirst()));
  }

  /** A column of row numbers may be named #, and a model may know a column with the mark. */
  private boolean isMarkPartOfAName(int from) {
    String line = text.substring(from, lineEnd(from));
    boolean isName = line.matches("#\"?\\s*[,;\t|].*");
    List<String> columns =
        switch (options.selection()) {
          case Selection.All _ -> List.of();
          case Selection.AllBut(List<String> names) -> names;
          case Selection.Chosen(List<String> names) -> names;
          case Selection.Expected(List<String> names) -> names;
          case Selection.Among(List<String> names, _) -> names;
        };
    return isName
        || columns.stream().anyMatch(column -> column.startsWith("#") && line.contains(column));
  }

  private int lineEnd(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private int behindBlanks(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private void blank(int from, int to) {
    window.blank(from, to - from);
    text.replace(from, to, " ".repeat(to - from));
  }
}
