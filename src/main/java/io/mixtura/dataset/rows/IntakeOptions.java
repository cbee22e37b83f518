package io.mixtura.dataset.rows;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.mixtura.web.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The options by which a body of rows is read.
 *
 * @param header whether the first line of a CSV body names the columns
 * @param delimiter what separates the cells of a CSV body
 * @param selection which columns are read
 * @param maxColumns columns that may be read at most
 * @param missing what becomes of cells without a value
 */
public record IntakeOptions(
    Header header, char delimiter, Selection selection, int maxColumns, Missing missing) {

  /** Whether the first line of a CSV body names the columns. */
  public enum Header {
    /** It does. */
    PRESENT,
    /** It does not: it is the first point. */
    ABSENT,
    /** It does if no cell of it is a number. */
    AUTO
  }

  /** What becomes of cells that are empty, or hold a word that stands for no value. */
  public enum Missing {
    /** They are read as NaN. */
    KEPT("write null for it"),
    /** They are refused. */
    REFUSED("leave the row out or fill the cell"),
    /** They are refused, and the message says how an upload keeps them. */
    REFUSED_BY_UPLOAD(
        "add missing=keep to the query to store it as missing, leave the row out, or fill the cell"),
    /** They are refused, and the message says how a fit takes them. */
    REFUSED_BY_FIT(
        "add \"missing\": \"em\" to the fit to use the values that the row has, leave it out, or fill the cell");

    private final String advice;

    Missing(String advice) {
      this.advice = advice;
    }

    /** What the sender can do about such a cell. */
    String advice() {
      return advice;
    }
  }

  /** Which columns of a body are read. */
  public sealed interface Selection {
    /** Every column. */
    record All() implements Selection {}

    /**
     * These columns in this order, others are ignored: by name or, where the body has no header, by
     * position from 0.
     */
    record Chosen(List<String> columns) implements Selection {
      /** Copies the list. */
      public Chosen {
        columns = List.copyOf(columns);
      }
    }

    /**
     * The columns that a model knows, in its order: by name where the body names its columns
     * (others are ignored), else exactly these, as they stand.
     */
    record Expected(List<String> columns) implements Selection {
      /** Copies the list. */
      public Expected {
        columns = List.copyOf(columns);
      }
    }
  }

  /** Every column, at most so many; comma-separated, the header detected. */
  public static IntakeOptions all(int maxColumns) {
    return new IntakeOptions(
        Header.AUTO, ',', new Selection.All(), maxColumns, Missing.REFUSED_BY_UPLOAD);
  }

  /** The columns of a model, in its order; comma-separated, the header detected. */
  public static IntakeOptions expecting(List<String> columns) {
    return new IntakeOptions(
        Header.AUTO,
        ',',
        new Selection.Expected(columns),
        Math.max(1, columns.size()),
        Missing.REFUSED);
  }

  /**
   * These options with the query parameter {@code header}.
   *
   * @param value {@code true}, {@code false}, {@code auto} or absent
   */
  public IntakeOptions withHeader(@Nullable String value) {
    if (value == null) {
      return this;
    }
    return withHeader(
        switch (value) {
          case "true" -> Header.PRESENT;
          case "false" -> Header.ABSENT;
          case "auto" -> Header.AUTO;
          default ->
              throw Refusal.of(
                  HttpStatus.BAD_REQUEST,
                  "header",
                  "header is '" + value + "'; it must be true, false or auto");
        });
  }

  private IntakeOptions withHeader(Header value) {
    return new IntakeOptions(value, delimiter, selection, maxColumns, missing);
  }

  /** These options with something else becoming of cells without a value. */
  public IntakeOptions with(Missing becoming) {
    return new IntakeOptions(header, delimiter, selection, maxColumns, becoming);
  }

  /**
   * These options with the query parameter {@code missing}.
   *
   * @param value {@code keep}, {@code refuse} or absent
   */
  public IntakeOptions withMissing(@Nullable String value) {
    if (value == null) {
      return this;
    }
    return switch (value) {
      case "keep" -> with(Missing.KEPT);
      case "refuse" -> with(Missing.REFUSED_BY_UPLOAD);
      default ->
          throw Refusal.of(
              HttpStatus.BAD_REQUEST,
              "missing",
              "missing is '" + value + "'; it must be keep or refuse");
    };
  }

  /** Whether cells without a value are read as NaN. */
  public boolean keepsMissing() {
    return missing == Missing.KEPT;
  }

  /**
   * These options with the query parameter {@code delimiter}.
   *
   * @param value one character, {@code tab} or absent
   */
  public IntakeOptions withDelimiter(@Nullable String value) {
    if (value == null) {
      return this;
    }
    char character = "tab".equals(value) ? '\t' : value.length() == 1 ? value.charAt(0) : '\0';
    if (!separates(character)) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "delimiter",
          "delimiter is '"
              + value
              + "'; it must be one character that no number or quoted text contains, such as ; or |,"
              + " or the word tab (in a URL, ; is written %3B and | %7C)");
    }
    return new IntakeOptions(header, character, selection, maxColumns, missing);
  }

  private static boolean separates(char character) {
    return character == '\t'
        || (character >= ' '
            && !Character.isLetterOrDigit(character)
            && !Character.isSurrogate(character)
            && ".+-\"".indexOf(character) < 0);
  }

  /**
   * These options with the query parameter {@code columns}.
   *
   * @param value names or positions separated by commas, a name that contains a comma in double
   *     quotes; or absent
   */
  public IntakeOptions withColumns(@Nullable String value) {
    if (value == null) {
      return this;
    }
    List<String> names =
        value.isBlank() ? List.of("") : split(value).stream().map(String::strip).toList();
    if (names.contains("")) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "columns",
          "columns is '" + value + "'; it must hold names separated by commas, none of them empty");
    }
    return new IntakeOptions(header, delimiter, new Selection.Chosen(names), maxColumns, missing);
  }

  private static List<String> split(String value) {
    try {
      return CsvReader.builder()
          .allowUnclosedQuote(false)
          .trimWhitespacesAroundQuotes(true)
          .ofSingleCsvRecord(value)
          .getFields();
    } catch (CsvParseException notOneRecord) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "columns",
          "columns is '" + value + "'; a double quote in it is never closed");
    }
  }
}
