package io.mixtura.dataset.json;

import io.mixtura.dataset.rows.BadCell;
import io.mixtura.dataset.rows.CellText;
import io.mixtura.dataset.rows.ColumnChoice;
import io.mixtura.dataset.rows.IntakeOptions.Missing;
import io.mixtura.dataset.rows.RowErrors;
import io.mixtura.dataset.rows.TextCells;
import io.mixtura.decimal.DecimalReader;
import io.mixtura.decimal.Decimals;
import io.mixtura.decimal.WholeNumbers;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one row of a JSON body, cell by cell. */
public final class JsonRow {
  private final JsonParser json;
  private final ColumnChoice choice;
  private final TextCells words;
  private final RowErrors rowErrors;
  private final boolean isWholeBody;
  private final Missing missing;
  private final DecimalReader number = new DecimalReader();

  /**
   * A reader of rows.
   *
   * @param pointer of the object that holds the rows; empty for a whole body
   * @param columnsCanBeLeftOut whether the sender may choose columns with {@code columns=}
   */
  public JsonRow(
      JsonParser json,
      String pointer,
      ColumnChoice choice,
      TextCells words,
      boolean columnsCanBeLeftOut,
      Missing missing) {
    this.missing = missing;
    this.json = json;
    this.choice = choice;
    this.words = words;
    this.isWholeBody = pointer.isEmpty();
    this.rowErrors = new RowErrors(pointer, choice.names(), columnsCanBeLeftOut && isWholeBody);
  }

  /** Names of the columns that are read. */
  public List<String> columns() {
    return choice.names();
  }

  /** Which cells of a row are read. */
  public ColumnChoice choice() {
    return choice;
  }

  /** How its texts are read. */
  public TextCells words() {
    return words;
  }

  /** Whether reading on would tell nothing new. */
  public boolean isHopeless() {
    return rowErrors.full();
  }

  /** Refuses what was found wrong in so many rows. */
  public void refuseIfBad(long rows) {
    if (!rowErrors.none()) {
      rowErrors.rowsRead(rows);
      throw rowErrors.refusal();
    }
  }

  /**
   * Reads the row at whose first token the parser stands.
   *
   * @param index of the row, from 0
   * @return whether it and all rows before can be used
   */
  public boolean read(long index, double[] values) {
    if (!json.hasToken(JsonToken.START_ARRAY)) {
      rowErrors.row(index, place(index), "must be an array of numbers, as in [1.5,2]");
      json.skipChildren();
      return false;
    }
    int width = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (width < choice.width()) {
        cell(index, width, values);
      } else {
        json.skipChildren();
      }
      width++;
    }
    if (width != choice.width()) {
      rowErrors.row(
          index, place(index), "has %d values instead of %d".formatted(width, choice.width()));
    }
    return rowErrors.none();
  }

  private static String place(long index) {
    return "row " + (index + 1);
  }

  /** Whether the rows so far can be used. */
  public boolean isGood() {
    return rowErrors.none();
  }

  /** Complains about a row as a whole. */
  public void complain(long index, String detail) {
    rowErrors.row(index, place(index), detail);
  }

  /** Takes note that a row has no cell for a column. */
  public void absent(long index, int position, double[] values) {
    int column = choice.columnOf(position);
    if (missing == Missing.KEPT) {
      values[column] = Double.NaN;
    } else {
      BadCell bad = new BadCell("the row has no value for it; " + missing.advice(), null);
      rowErrors.cell(index, place(index), position, column, bad);
    }
  }

  /**
   * Reads the cell at whose first token the parser stands, if it is wanted.
   *
   * @param index of the row, from 0
   * @param position of the cell in its row
   */
  public void cell(long index, int position, double[] values) {
    int column = choice.columnOf(position);
    if (column < 0) {
      json.skipChildren();
    } else {
      cell(index, position, column, values);
    }
  }

  private void cell(long index, int position, int column, double[] values) {
    if (words.isText(column) && json.currentToken().isScalarValue() && !isNull()) {
      text(index, position, column, values);
      return;
    }
    if (json.currentToken().isNumeric()) {
      double value = number();
      if (BadCell.isUsable(value) && isKept(value)) {
        // Adding zero turns -0.0 into 0.0: equal numbers must have equal bits.
        values[column] = value + 0.0;
        return;
      }
      String text = json.getString();
      BadCell bad = BadCell.isUsable(value) ? BadCell.another(text) : BadCell.tooLarge(text);
      rowErrors.cell(index, place(index), position, column, bad);
      return;
    }
    if (json.hasToken(JsonToken.VALUE_TRUE) || json.hasToken(JsonToken.VALUE_FALSE)) {
      values[column] = json.hasToken(JsonToken.VALUE_TRUE) ? 1 : 0;
      return;
    }
    if (missing == Missing.KEPT && isNull()) {
      values[column] = Double.NaN;
      return;
    }
    rowErrors.cell(index, place(index), position, column, notANumber());
    json.skipChildren();
  }

  private boolean isNull() {
    return json.hasToken(JsonToken.VALUE_NULL);
  }

  /** Words for missing values are none here either: they would not come back from a CSV. */
  private void text(long index, int position, int column, double[] values) {
    String text = json.getString().strip();
    boolean isMissing = CellText.isMissing(text);
    double code = isMissing ? -1 : words.code(column, text);
    if (code < 0) {
      BadCell bad = isMissing ? BadCell.missing(text, missing) : words.refusal(column, text);
      rowErrors.cell(index, place(index), position, column, bad);
    } else {
      values[column] = code;
    }
  }

  /** Whether it is the number that the body states, or as near as measurements need. */
  private boolean isKept(double value) {
    return Math.abs(value) <= WholeNumbers.ALL_EXACT
        || !WholeNumbers.isAnother(json.getString(), value);
  }

  /** The parser has the number as text, unless what it parses is a tree. */
  private double number() {
    if (!isWholeBody) {
      return json.getDoubleValue();
    }
    int from = json.getStringOffset();
    return number.read(json.getStringCharacters(), from, from + json.getStringLength());
  }

  private BadCell notANumber() {
    return switch (json.currentToken()) {
      case VALUE_NULL -> BadCell.missing("null", missing);
      case VALUE_STRING -> inQuotes(json.getString());
      case START_ARRAY, START_OBJECT -> new BadCell("must be a number, not a structure", "");
      default -> new BadCell("'" + json.getString() + "' is not a number", json.getString());
    };
  }

  private BadCell inQuotes(String text) {
    double value = Decimals.parse(text);
    return BadCell.isUsable(value)
        ? new BadCell("\"" + text + "\" is a string; write the number without quotes", null)
        : BadCell.of(text, value, null, missing);
  }
}
