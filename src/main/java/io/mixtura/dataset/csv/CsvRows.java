package io.mixtura.dataset.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.mixtura.dataset.rows.BadCell;
import io.mixtura.dataset.rows.Categories;
import io.mixtura.dataset.rows.CellText;
import io.mixtura.dataset.rows.ColumnChoice;
import io.mixtura.dataset.rows.Delimiters;
import io.mixtura.dataset.rows.Dialect;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.RowErrors;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.dataset.rows.TextCells;
import io.mixtura.dataset.rows.TextWindow;
import io.mixtura.dataset.rows.Understood;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Points from CSV: plain lines quickly, from the first other one on record by record. */
public final class CsvRows implements RowReader {
  /** Characters in one cell at most, so that a quote that is never closed does not fill memory. */
  private static final int LONGEST_CELL = 1 << 20;

  private final CsvReader<CsvCells> reader;
  private final CloseableIterator<CsvCells> records;
  private final IntakeOptions options;
  private final Dialect dialect;
  private final CsvStart start;
  private final Charset charset;
  private final CsvText text;
  private final CsvHints hints;
  private final ColumnChoice choice;
  private final TextCells words;
  private final RowErrors rowErrors;
  private final boolean isHeaderPresent;
  private final CsvCells cells;
  private @Nullable CsvFastPath plain;
  private long rows;
  private long comments;
  private boolean firstIsPending;

  public static RowReader open(InputStream body, Charset charset, IntakeOptions options)
      throws IOException {
    TextWindow text = new TextWindow(new InputStreamReader(body, strict(charset)), '\n');
    try {
      CsvStart start = new CsvStart(text, options);
      return new CsvRows(text, charset, start, options.with(start.dialect()));
    } catch (CharacterCodingException undecodable) {
      throw undecodable(charset);
    }
  }

  /** A decoder that reports what it cannot read: replacing it would corrupt names silently. */
  private static CharsetDecoder strict(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private CsvRows(TextWindow body, Charset charset, CsvStart start, IntakeOptions options)
      throws IOException {
    this.charset = charset;
    this.options = options;
    this.dialect = options.dialect();
    this.start = start;
    this.comments = start.comments();
    this.cells = new CsvCells(options);
    this.text =
        new CsvText(dialect.delimiter() == ' ' ? new TextWindow(new BlankRuns(body), '\n') : body);
    this.hints = new CsvHints(this.text, dialect.delimiter());
    boolean hasComments = dialect.comment() != Dialect.FOUND;
    this.reader =
        CsvReader.builder()
            .fieldSeparator(dialect.delimiter())
            .commentStrategy(hasComments ? CommentStrategy.READ : CommentStrategy.NONE)
            .commentCharacter(hasComments ? dialect.comment() : '#')
            .trimWhitespacesAroundQuotes(true)
            .allowUnclosedQuote(false)
            .skipEmptyLines(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(LONGEST_CELL)
            .build(cells, this.text);
    this.records = reader.iterator();
    CsvCells first = firstRecord();
    CsvSample sample = start.sample();
    List<String> names = header(first, sample);
    TextColumns found = new TextColumns(sample, dialect, firstIsPending ? List.of() : names);
    this.choice = choose(first, names, found);
    this.words =
        TextCells.of(choice, options.text().keeps() ? found.categories() : Set.of(), options);
    this.rowErrors = new RowErrors("", choice.names(), !options.expectsColumns());
    this.isHeaderPresent = !firstIsPending;
    cells.parseInto(choice, words);
    if (firstIsPending) {
      cells.parseTexts();
    }
    cells.clearTexts();
    // Where commas separate cells and stand in numbers, quotes tell which is which.
    if (text.isBetweenLines() && dialect.delimiter() != dialect.decimal()) {
      plain = new CsvFastPath(text.window(), options, choice, words);
    } else {
      text.streamBehind(0);
    }
  }

  /** What the first record says, and whether it names the columns or is a row. */
  private List<String> header(CsvCells first, CsvSample sample) {
    try {
      checkWidth(first);
      hints.look(first.texts());
      firstIsPending = !new CsvHeader(first.texts(), sample, options).isPresent();
      return firstIsPending ? first.texts() : names(first, sample);
    } catch (Refusal refusal) {
      throw hints.ofStart(refusal);
    }
  }

  private ColumnChoice choose(CsvCells first, List<String> names, TextColumns found) {
    try {
      Set<Integer> left = options.text().drops() || names.contains("") ? found.cells() : Set.of();
      return firstIsPending
          ? ColumnChoice.positional(first.width(), left, options)
          : ColumnChoice.named("/columns", names, left, withoutRowNames(names, left));
    } catch (Refusal refusal) {
      throw hints.ofStart(refusal);
    }
  }

  /** R and pandas write names or numbers of rows into a first column, which they give no name. */
  private IntakeOptions withoutRowNames(List<String> names, Set<Integer> words) {
    boolean areRowNames =
        names.getFirst().isEmpty()
            && words.contains(0)
            && names.stream().filter(String::isBlank).count() == 1;
    return areRowNames ? options.leavingOut(List.of("")) : options;
  }

  private static void checkWidth(CsvCells first) {
    if (first.width() > ColumnChoice.WIDEST) {
      throw Refusal.unprocessable(
          "/columns",
          "the first line has %d cells, at most %d can be read"
              .formatted(first.width(), ColumnChoice.WIDEST));
    }
  }

  /** The header, with an empty name for the names of rows where R has written none. */
  private List<String> names(CsvCells first, CsvSample sample) {
    List<String> names = new ArrayList<>(first.texts());
    if (CsvHeader.isShort(sample.rows(dialect.delimiter()))) {
      names.addFirst("");
    }
    return names;
  }

  private CsvCells firstRecord() throws IOException {
    CsvCells record = nextRecord();
    while (record != null && record.isBlank()) {
      cells.clearTexts();
      record = nextRecord();
    }
    if (record == null) {
      throw Refusal.unprocessable("", "the body is empty; send at least one row of numbers");
    }
    return record;
  }

  @Override
  public List<String> columns() {
    return choice.names();
  }

  @Override
  public Categories categories() {
    return words.categories();
  }

  @Override
  public boolean next(double[] row) throws IOException {
    if (plain != null && !firstIsPending) {
      if (isPlain(plain, row)) {
        rows++;
        return true;
      }
      streamBehind(plain.count());
      plain = null;
    }
    return nextRecord(row);
  }

  private boolean isPlain(CsvFastPath lines, double[] row) throws IOException {
    try {
      return lines.next(row);
    } catch (CharacterCodingException undecodable) {
      throw undecodable(charset);
    }
  }

  /** Goes on with records; the lines that were read without FastCSV are counted by it. */
  private void streamBehind(long lines) throws IOException {
    for (long left = text.streamBehind(lines); left > 0; left--) {
      nextRecord();
    }
  }

  private boolean nextRecord(double[] row) throws IOException {
    while (!rowErrors.full() && advance()) {
      check();
      rows++;
      if (rowErrors.none()) {
        System.arraycopy(cells.values(), 0, row, 0, choice.names().size());
        return true;
      }
    }
    if (!rowErrors.none()) {
      rowErrors.rowsRead(rows);
      throw hints.ofRows(rowErrors.refusal());
    }
    if (rows == 0 && text.isOneLine() && !options.expectsColumns()) {
      throw hints.ofRows(
          Refusal.unprocessable("/rows", "there are no rows; at least one is needed"));
    }
    return false;
  }

  /** Moves to the next record that is not blank. */
  private boolean advance() throws IOException {
    if (firstIsPending) {
      firstIsPending = false;
      return true;
    }
    CsvCells record = nextRecord();
    long blankLine = 0;
    while (record != null && record.isBlank()) {
      blankLine = blankLine == 0 ? record.line() : blankLine;
      record = nextRecord();
    }
    if (record != null && blankLine > 0 && choice.width() == 1) {
      // Among several columns a blank line is plainly no row; here it may be a missing value.
      rowErrors.row(rows, "line " + blankLine, "is blank, but rows follow it; remove the line");
    }
    return record != null;
  }

  private void check() {
    if (cells.width() != choice.width()) {
      rowErrors.row(rows, place(), ragged());
      return;
    }
    for (CsvCells.Misfit misfit : cells.misfits()) {
      rowErrors.cell(rows, place(), misfit.position(), misfit.column(), bad(misfit));
    }
  }

  private BadCell bad(CsvCells.Misfit misfit) {
    return words.isText(misfit.column()) && !CellText.isMissing(misfit.text())
        ? words.refusal(misfit.column(), misfit.text())
        : BadCell.of(misfit.text(), misfit.value(), dialect, options.missing());
  }

  private String place() {
    return "row " + (rows + 1) + " (line " + cells.line() + ")";
  }

  private String ragged() {
    String detail = "has %d cells instead of %d".formatted(cells.width(), choice.width());
    if (!hints.delimiter().isEmpty()) {
      return detail + hints.delimiter() + ", and write numbers with a decimal point";
    }
    String first = cells.start();
    if (first.startsWith("#") || first.startsWith("%")) {
      return detail + Delimiters.commentHint(first.charAt(0));
    }
    if (isHeaderPresent && choice.width() == 1 && choice.names().getFirst().startsWith("%")) {
      return detail + Delimiters.commentHint('%');
    }
    return dialect.delimiter() == ',' && cells.width() > choice.width()
        ? detail
            + "; a number is written with a decimal point and without separators of thousands, and"
            + " text with a comma in quotes"
        : detail;
  }

  private @Nullable CsvCells nextRecord() throws IOException {
    try {
      CsvCells record = records.hasNext() ? records.next() : null;
      while (record != null && record.isComment()) {
        comments++;
        record = records.hasNext() ? records.next() : null;
      }
      return record;
    } catch (UncheckedIOException failure) {
      if (failure.getCause() instanceof CharacterCodingException) {
        throw undecodable(charset);
      }
      throw failure.getCause();
    } catch (CsvParseException failure) {
      // What the body itself throws while it is read, such as a limit, arrives wrapped.
      if (failure.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw hints.ofRows(
          Refusal.of(HttpStatus.BAD_REQUEST, "", "the CSV is malformed: " + failure.getMessage()));
    }
  }

  private static Refusal undecodable(Charset charset) {
    return Refusal.of(
        HttpStatus.BAD_REQUEST,
        "",
        "the body is not valid %s; state its encoding, as in 'Content-Type: text/csv; charset=%s'"
            .formatted(charset, "ISO-8859-1"));
  }

  @Override
  public Understood understood() {
    return new Understood(
        isHeaderPresent,
        Dialect.named(dialect.delimiter()),
        String.valueOf(dialect.decimal()),
        comments,
        choice.leftOut());
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
