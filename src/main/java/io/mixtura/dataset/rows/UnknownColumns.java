package io.mixtura.dataset.rows;

import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import io.mixtura.web.problem.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;

/** Names of columns that a body does not have, all told at once. */
public final class UnknownColumns {
  /** Names compared at most, and their letters: comparing costs the square of them. */
  private static final int COMPARED = 1000;

  private static final int LONGEST_COMPARED = 60;

  private UnknownColumns() {}

  /**
   * Refuses names that are not in the header.
   *
   * @param blamed what holds the names
   * @param positional whether a position would be heard, but for the header that the body has
   */
  public static void check(
      String blamed, List<String> columns, List<String> header, boolean positional) {
    Set<String> known = Set.copyOf(header);
    List<String> unknown = columns.stream().filter(column -> !known.contains(column)).toList();
    if (unknown.isEmpty()) {
      return;
    }
    List<Refusal.Cause> causes = new ArrayList<>();
    for (String column : unknown.subList(0, Math.min(unknown.size(), RowErrors.LIMIT))) {
      String others = causes.isEmpty() ? "; the columns are " + ColumnNames.listed(header) : "";
      String positions =
          causes.isEmpty() && positional ? "; positions (0, 1, …) work only without a header" : "";
      causes.add(
          new Refusal.Cause(
              blamed,
              "there is no column '%s'%s%s%s"
                  .formatted(
                      Excerpt.ofOneOfMany(column), others, positions, hint(column, header))));
    }
    String first = causes.getFirst().detail();
    String message =
        unknown.size() == 1 ? first : first + " (and " + (unknown.size() - 1) + " more)";
    throw new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, message, causes);
  }

  private static String hint(String column, List<String> header) {
    // Whoever gives a position has not misspelt a name.
    if (column.length() > LONGEST_COMPARED || column.matches("\\d+")) {
      return "";
    }
    return Spelling.hint(
        column,
        header.stream()
            .limit(COMPARED)
            .filter(name -> !name.isBlank() && name.length() <= LONGEST_COMPARED)
            .toList());
  }
}
