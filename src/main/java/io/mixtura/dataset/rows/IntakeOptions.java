package io.mixtura.dataset.rows;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.mixtura.web.problem.Refusal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The options by which a body of rows is read.
 *
 * @param dialect how a CSV body is written
 * @param selection which columns are read
 * @param maxColumns columns that may be read at most
 * @param missing what becomes of cells without a value
 * @param text what becomes of columns of a CSV or JSON body that hold no number
 * @param held bytes of a JSON body that may be kept until its columns are known
 */
public record IntakeOptions(
    Dialect dialect,
    Selection selection,
    int maxColumns,
    Missing missing,
    TextChoice text,
    long held) {
  /** Bytes that are worth keeping for a question: more would delay the first of the answer. */
  private static final long HELD = 1 << 20;

  /** What becomes of cells that are empty, or hold a word that stands for no value. */
  public enum Missing {
    /** They are read as NaN. */
    KEPT("write null for it", " (an empty cell, null or NaN)"),
    /** They are refused. */
    REFUSED("leave the row out or fill the cell", null),
    /** They are refused, and the message says how an upload keeps them. */
    REFUSED_BY_UPLOAD(
        "add missing=keep to the query to store it as missing, leave the row out, or fill the cell",
        " (an empty cell, null or NaN) and add missing=keep to the query"),
    /** They are refused, and the message says how a fit takes them. */
    REFUSED_BY_FIT(
        "add \"missing\": \"em\" to the fit to use the values that the row has, leave it out, or fill the cell",
        " (null) and add \"missing\": \"em\" to the fit");

    private final String advice;
    private final @Nullable String made;

    /**
     * @param made how a value is made missing; null where none may be
     */
    Missing(String advice, @Nullable String made) {
      this.advice = advice;
      this.made = made;
    }

    /** What the sender can do about a value that is no finite number. */
    String adviceOnInfinite() {
      return "leave the row out" + (made == null ? "" : ", or make it a missing value" + made);
    }

    /** What the sender can do about such a cell. */
    public String advice() {
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

    /** Every column but these, which are named as chosen ones are. */
    record AllBut(List<String> columns) implements Selection {
      /** Copies the list. */
      public AllBut {
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

    /**
     * Those of the columns of a model that the body names, in the model's order; others are
     * ignored.
     *
     * @param parameter the query parameter that says which they are where the body does not
     */
    record Among(List<String> columns, String parameter) implements Selection {
      /** Copies the list. */
      public Among {
        columns = List.copyOf(columns);
      }
    }
  }

  /** Every column, at most so many; how a CSV body is written is found out. */
  public static IntakeOptions all(int maxColumns) {
    return new IntakeOptions(
        Dialect.UNKNOWN,
        new Selection.All(),
        maxColumns,
        Missing.REFUSED_BY_UPLOAD,
        new TextChoice.Refused(),
        HELD);
  }

  /** The columns of a model, in its order; how a CSV body is written is found out. */
  public static IntakeOptions expecting(List<String> columns) {
    return ofPoints(new Selection.Expected(columns), columns.size());
  }

  /**
   * Those of the columns of a model that the body names; how a CSV body is written is found out.
   *
   * @param parameter the query parameter that says which they are where the body does not
   */
  public static IntakeOptions among(List<String> columns, String parameter) {
    return ofPoints(new Selection.Among(columns, parameter), columns.size());
  }

  private static IntakeOptions ofPoints(Selection selection, int columns) {
    return new IntakeOptions(
        Dialect.UNKNOWN,
        selection,
        Math.max(1, columns),
        Missing.REFUSED,
        new TextChoice.Refused(),
        HELD);
  }

  /** Whether the body holds the points of a model. */
  public boolean expectsColumns() {
    return selection instanceof Selection.Expected || selection instanceof Selection.Among;
  }

  /** These options with some more columns left out, unless others are named. */
  public IntakeOptions leavingOut(List<String> columns) {
    return switch (selection) {
      case Selection.All _ -> columns.isEmpty() ? this : with(new Selection.AllBut(columns));
      case Selection.AllBut(List<String> others) ->
          with(new Selection.AllBut(Stream.concat(others.stream(), columns.stream()).toList()));
      case Selection.Chosen _, Selection.Expected _, Selection.Among _ -> this;
    };
  }

  /** Whether columns that are not named are ignored. */
  public boolean ignoresOthers() {
    return expectsColumns() || selection instanceof Selection.Chosen;
  }

  /** These options with something else known of how a CSV body is written. */
  public IntakeOptions with(Dialect known) {
    return new IntakeOptions(known, selection, maxColumns, missing, text, held);
  }

  /** These options with so many bytes of a JSON body kept until its columns are known. */
  public IntakeOptions holding(long bytes) {
    return new IntakeOptions(dialect, selection, maxColumns, missing, text, bytes);
  }

  /** These options with something else becoming of cells without a value. */
  public IntakeOptions with(Missing becoming) {
    return new IntakeOptions(dialect, selection, maxColumns, becoming, text, held);
  }

  private IntakeOptions with(Selection chosen) {
    return new IntakeOptions(dialect, chosen, maxColumns, missing, text, held);
  }

  /** These options with the query parameter {@code header}, if it is there. */
  public IntakeOptions withHeader(@Nullable String value) {
    return value == null ? this : with(dialect.withHeader(value));
  }

  /** These options with the query parameter {@code delimiter}, if it is there. */
  public IntakeOptions withDelimiter(@Nullable String value) {
    return value == null ? this : with(dialect.withDelimiter(value));
  }

  /** These options with the query parameter {@code decimal}, if it is there. */
  public IntakeOptions withDecimal(@Nullable String value) {
    return value == null ? this : with(dialect.withDecimal(value));
  }

  /** These options with the query parameter {@code comment}, if it is there. */
  public IntakeOptions withComment(@Nullable String value) {
    return value == null ? this : with(dialect.withComment(value));
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
      default -> throw bad("missing", value, "it must be keep or refuse");
    };
  }

  /** These options with something else becoming of columns that hold text. */
  public IntakeOptions with(TextChoice becoming) {
    return new IntakeOptions(dialect, selection, maxColumns, missing, becoming, held);
  }

  /**
   * These options with columns of text kept as categories.
   *
   * @param mostLevels levels that a column may have at most
   * @param longestLevel characters that a level may have at most
   */
  public IntakeOptions withCategories(int mostLevels, int longestLevel) {
    return with(new TextChoice.Found(List.of(), TextChoice.Others.KEPT, mostLevels, longestLevel));
  }

  /**
   * These options, which keep categories, with the query parameter {@code categories}.
   *
   * @param value names of columns that are text, written as {@code columns} is; or absent
   */
  public IntakeOptions withCategories(@Nullable String value) {
    return value == null ? this : with(found().with(names("categories", value)));
  }

  /**
   * These options with the query parameter {@code text}.
   *
   * @param value {@code keep}, {@code drop}, {@code refuse} or absent
   */
  public IntakeOptions withText(@Nullable String value) {
    if (value == null) {
      return this;
    }
    TextChoice.Others others =
        switch (value) {
          case "keep" -> TextChoice.Others.KEPT;
          case "drop" -> TextChoice.Others.DROPPED;
          case "refuse" -> TextChoice.Others.REFUSED;
          default -> throw bad("text", value, "it must be keep, drop or refuse");
        };
    if (others == TextChoice.Others.DROPPED && selection instanceof Selection.Chosen) {
      throw bad("text", value, "but columns= names what is read; leave one of them out");
    }
    return with(found().with(others));
  }

  private TextChoice.Found found() {
    return text instanceof TextChoice.Found found
        ? found
        : new TextChoice.Found(List.of(), TextChoice.Others.REFUSED, 0, 0);
  }

  /** Whether cells without a value are read as NaN. */
  public boolean keepsMissing() {
    return missing == Missing.KEPT;
  }

  /**
   * These options with the query parameter {@code columns}.
   *
   * @param value names or positions separated by commas, a name that contains a comma in double
   *     quotes; or absent
   */
  public IntakeOptions withColumns(@Nullable String value) {
    return value == null ? this : with(new Selection.Chosen(names("columns", value)));
  }

  /**
   * These options with the query parameter {@code exclude}.
   *
   * @param value what to leave out, written as {@code columns} is, where an empty name stands for
   *     columns that have none; or absent
   */
  public IntakeOptions withExclude(@Nullable String value) {
    if (value == null) {
      return this;
    }
    if (selection instanceof Selection.Chosen) {
      throw bad("exclude", value, "but columns= names what is read; leave one of them out");
    }
    return with(new Selection.AllBut(stripped("exclude", value)));
  }

  /**
   * The names in a query parameter.
   *
   * @param value names separated by commas, one that contains a comma in double quotes
   */
  public static List<String> names(String parameter, String value) {
    List<String> names = stripped(parameter, value);
    if (names.contains("")) {
      throw bad(parameter, value, "it must hold names separated by commas, none of them empty");
    }
    return names;
  }

  private static List<String> stripped(String parameter, String value) {
    return value.isBlank()
        ? List.of("")
        : split(parameter, value).stream().map(String::strip).toList();
  }

  private static List<String> split(String parameter, String value) {
    try {
      return CsvReader.builder()
          .allowUnclosedQuote(false)
          .trimWhitespacesAroundQuotes(true)
          .ofSingleCsvRecord(value)
          .getFields();
    } catch (CsvParseException notOneRecord) {
      throw bad(parameter, value, "a double quote in it is never closed");
    }
  }

  private static Refusal bad(String parameter, String value, String right) {
    return Refusal.of(
        HttpStatus.BAD_REQUEST, parameter, parameter + " is '" + value + "'; " + right);
  }
}
