package io.mixtura.dataset.rows;

import io.mixtura.web.problem.Refusal;
import org.springframework.http.HttpStatus;

/**
 * How a CSV body is written.
 *
 * @param header whether the first line names the columns
 * @param delimiter what separates the cells; {@link #FOUND} if the body is to tell
 * @param decimal what stands before the fraction of a number
 * @param comment what lines begin with that are left out; {@link #FOUND} for none but those of
 *     NumPy and others at the start of the body
 */
public record Dialect(Header header, char delimiter, char decimal, char comment) {
  /** In the place of a character that is not given. */
  public static final char FOUND = '\0';

  /** Nothing is given. */
  public static final Dialect UNKNOWN = new Dialect(Header.AUTO, FOUND, '.', FOUND);

  private static final String TAB = "tab";
  private static final String SPACE = "space";

  /** Whether the first line of a CSV body names the columns. */
  public enum Header {
    /** It does. */
    PRESENT,
    /** It does not: it is the first point. */
    ABSENT,
    /** It does if no cell of it is a number. */
    AUTO
  }

  /** With the query parameter {@code header}: true, false or auto. */
  Dialect withHeader(String value) {
    return with(
        switch (value) {
          case "true" -> Header.PRESENT;
          case "false" -> Header.ABSENT;
          case "auto" -> Header.AUTO;
          default -> throw bad("header", value, "true, false or auto");
        });
  }

  private Dialect with(Header given) {
    return new Dialect(given, delimiter, decimal, comment);
  }

  /** With another delimiter. */
  public Dialect with(char given) {
    return new Dialect(header, given, decimal, comment);
  }

  /** With the query parameter {@code delimiter}: one character, a word for one, or auto. */
  Dialect withDelimiter(String value) {
    if (value.equals("auto")) {
      return with(FOUND);
    }
    char given = character(value);
    if (!separates(given)) {
      throw bad(
          "delimiter",
          value,
          "one character that no number or quoted text contains, such as ; or |,"
              + " or the word tab, space or auto (in a URL, ; is written %3B and | %7C)");
    }
    return with(given);
  }

  /** With the query parameter {@code decimal}: a point or a comma. */
  Dialect withDecimal(String value) {
    if (!value.equals(".") && !value.equals(",")) {
      throw bad("decimal", value, "a point or a comma");
    }
    if (value.charAt(0) == delimiter) {
      throw bad("decimal", value, "another character than the delimiter");
    }
    return new Dialect(header, delimiter, value.charAt(0), comment);
  }

  /** With the query parameter {@code comment}: one character. */
  Dialect withComment(String value) {
    char given = character(value);
    if (!separates(given) || given == ' ' || given == '\t' || given == ',') {
      throw bad(
          "comment", value, "one character that no cell begins with, such as # (in a URL %23)");
    }
    return new Dialect(header, delimiter, decimal, given);
  }

  /**
   * These, of which all are known now, which is refused if comments begin with what separates
   * cells.
   *
   * @param given what was known before the body was read
   */
  public Dialect requireDistinct(Dialect given) {
    if (comment != FOUND && comment == delimiter) {
      throw bad(
          "comment",
          named(comment),
          "another character than the delimiter, which is '%s' %s; set comment= or delimiter= to another one"
              .formatted(
                  named(delimiter),
                  given.delimiter() == FOUND ? "by the first lines" : "by delimiter="));
    }
    return this;
  }

  private static char character(String value) {
    return switch (value) {
      case TAB -> '\t';
      case SPACE -> ' ';
      default -> value.length() == 1 ? value.charAt(0) : FOUND;
    };
  }

  /** A delimiter as the query parameter takes it. */
  public static String named(char delimiter) {
    return delimiter == '\t' ? TAB : delimiter == ' ' ? SPACE : String.valueOf(delimiter);
  }

  private static boolean separates(char character) {
    return character == '\t'
        || (character >= ' '
            && !Character.isLetterOrDigit(character)
            && !Character.isSurrogate(character)
            && ".+-\"".indexOf(character) < 0);
  }

  private static Refusal bad(String parameter, String value, String right) {
    return Refusal.of(
        HttpStatus.BAD_REQUEST, parameter, parameter + " is '" + value + "'; it must be " + right);
  }
}
