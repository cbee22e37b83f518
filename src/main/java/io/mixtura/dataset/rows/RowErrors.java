package io.mixtura.dataset.rows;

import io.mixtura.web.problem.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The errors in the rows of a body, collected until it is worth a refusal. */
public final class RowErrors {
  /** Errors after which reading stops: enough to see the pattern. */
  static final int LIMIT = 20;

  private final String prefix;
  private final List<String> columns;
  private final boolean columnsCanBeLeftOut;
  private final List<RowError> errors = new ArrayList<>();
  private final int[] wordsInColumn;

  /** Of each column the words that differ, in the order in which they came. */
  private final List<Set<String>> words;

  private int decimalCommas;
  private long rows;

  /**
   * {@code column} is null where the row as a whole is to blame.
   *
   * @param cell what is wrong with a cell
   */
  private record RowError(
      String pointer, String detail, @Nullable Integer column, @Nullable BadCell cell) {
    boolean isDecimalComma() {
      return cell != null && cell.isDecimalComma();
    }
  }

  /**
   * No errors yet.
   *
   * @param prefix JSON pointer of the object that holds {@code rows}
   * @param columns names of the columns that are read
   * @param columnsCanBeLeftOut whether the sender may choose columns with {@code columns=}
   */
  public RowErrors(String prefix, List<String> columns, boolean columnsCanBeLeftOut) {
    this.prefix = prefix;
    this.columns = columns;
    this.columnsCanBeLeftOut = columnsCanBeLeftOut;
    this.wordsInColumn = new int[columns.size()];
    this.words = columns.stream().<Set<String>>map(_ -> new LinkedHashSet<>()).toList();
  }

  /** States that {@code count} rows have been read. */
  public void rowsRead(long count) {
    rows = count;
  }

  public boolean none() {
    return errors.isEmpty();
  }

  public boolean full() {
    return errors.size() >= LIMIT;
  }

  /**
   * Complains about a row as a whole.
   *
   * @param index of the row, from 0
   * @param place of the row, for a person
   */
  public void row(long index, String place, String detail) {
    if (!full()) {
      errors.add(new RowError(prefix + "/rows/" + index, place + " " + detail, null, null));
    }
  }

  /**
   * Complains about a cell.
   *
   * @param index of the row, from 0
   * @param place of the row, for a person
   * @param position of the cell in its row, from 0
   * @param column of the point, from 0
   * @param cell what is wrong with it
   */
  public void cell(long index, String place, int position, int column, BadCell cell) {
    if (cell.isWord()) {
      wordsInColumn[column]++;
      words.get(column).add(String.valueOf(cell.word()));
    }
    if (cell.isDecimalComma()) {
      decimalCommas++;
    }
    if (!full()) {
      String detail = "%s, column '%s': %s".formatted(place, columns.get(column), cell.detail());
      errors.add(new RowError(prefix + "/rows/" + index + "/" + position, detail, column, cell));
    }
  }

  /** All errors in one refusal; what is wrong for one reason is told of only once. */
  public Refusal refusal() {
    List<Refusal.Cause> causes = new ArrayList<>();
    Set<Object> told = new HashSet<>();
    for (RowError error : errors) {
      if (error.isDecimalComma()) {
        if (told.add("decimal commas")) {
          causes.add(new Refusal.Cause(error.pointer(), decimalComma(error.detail())));
        }
      } else if (error.column() == null || !isWordy(error.column())) {
        boolean isAdvised = isText(error) && told.add("text in " + error.column());
        causes.add(
            new Refusal.Cause(
                error.pointer(),
                isAdvised ? error.detail() + asText(error.column()) : error.detail()));
      } else if (told.add(error.column())) {
        causes.add(new Refusal.Cause(error.pointer(), wordy(error.column(), error.detail())));
      }
    }
    return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, summary(causes), causes);
  }

  private String summary(List<Refusal.Cause> causes) {
    String first = causes.getFirst().detail();
    if (causes.size() == 1) {
      return first;
    }
    if (!full()) {
      return first + " (and " + (causes.size() - 1) + " more)";
    }
    String reasons = causes.size() < errors.size() ? " of " + causes.size() + " causes" : "";
    return "reading stopped after " + LIMIT + " errors" + reasons + ", the first: " + first;
  }

  private String decimalComma(String first) {
    return decimalCommas == 1
        ? first
        : "%d cells in the %d rows read hold a comma in a number; the first: %s"
            .formatted(decimalCommas, rows, first);
  }

  private boolean isWordy(int column) {
    return rows > 1 && wordsInColumn[column] == rows;
  }

  private String wordy(int column, String first) {
    String detail =
        "column '%s' holds no number in the %d rows read; the first: %s"
            .formatted(columns.get(column), rows, first);
    List<String> wordy =
        IntStream.range(0, columns.size()).filter(this::isWordy).mapToObj(columns::get).toList();
    if (!columnsCanBeLeftOut) {
      return detail;
    }
    return wordy.size() < columns.size()
        ? "%s%s; to leave out such columns, add text=drop, or by name, add exclude=%s to the query"
            .formatted(detail, levels(column), ColumnNames.inQuery(wordy))
        : detail + levels(column);
  }

  /** Whether a column that has other rows of numbers may have been meant as text all the same. */
  private boolean isText(RowError error) {
    BadCell cell = error.cell();
    return columnsCanBeLeftOut
        && cell != null
        && cell.word() != null
        && cell.detail().endsWith(BadCell.NO_NUMBER)
        && !CellText.isLikeANumber(cell.word());
  }

  private String asText(@Nullable Integer column) {
    return "; if the column is text, add categories=%s to the query"
        .formatted(ColumnNames.inQuery(List.of(columns.get(Objects.requireNonNull(column)))));
  }

  /** How words that come again, as names of categories do, can be used all the same. */
  private String levels(int column) {
    return words.get(column).size() == rows
        ? ""
        : "; to keep it as categories, add categories=%s to the query"
            .formatted(ColumnNames.inQuery(List.of(columns.get(column))));
  }
}
