package io.mixtura.dataset.rows;

import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Printable;
import io.mixtura.web.problem.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The levels of a column of new data, which get their codes in the order in which they appear. */
final class NewLevels implements LevelCodes {
  private final String column;
  private final boolean isNamed;
  private final TextChoice.Found choice;
  private final Map<String, Integer> codes = new LinkedHashMap<>();

  /**
   * No levels yet.
   *
   * @param isNamed whether the sender has said that it is text, even if it holds numbers
   */
  NewLevels(String column, boolean isNamed, TextChoice.Found choice) {
    this.column = column;
    this.isNamed = isNamed;
    this.choice = choice;
  }

  @Override
  public double of(String text) {
    Integer known = codes.get(text);
    if (known != null) {
      return known;
    }
    if (isNumberByMistake(text) || text.length() > choice.longestLevel() || !Printable.is(text)) {
      return -1;
    }
    if (codes.size() == choice.mostLevels()) {
      throw tooMany();
    }
    codes.put(text, codes.size());
    return codes.size() - 1;
  }

  private boolean isNumberByMistake(String text) {
    return !isNamed && CellHint.isLikeANumber(text);
  }

  private Refusal tooMany() {
    return Refusal.unprocessable(
        "/columns",
        "column '%s' has more than %d different texts (mixtura.limits.levels), as names and free text have; leave it out (exclude=%s in the query of an upload), or group what it says"
            .formatted(column, choice.mostLevels(), ColumnNames.inQuery(List.of(column))));
  }

  @Override
  public BadCell refusal(String text) {
    if (isNumberByMistake(text)) {
      return new BadCell(
          "'%s' is a number, or would be one, but the column holds text, such as '%s'; write numbers in all of its rows, or add categories=%s to the query to take it all as text"
              .formatted(
                  Excerpt.ofOneOfMany(text),
                  codes.isEmpty() ? "" : Excerpt.ofOneOfMany(codes.keySet().iterator().next()),
                  ColumnNames.inQuery(List.of(column))),
          null);
    }
    return !Printable.is(text)
        ? new BadCell("the text holds a control character; leave it out", null)
        : new BadCell(
            "the text has %d characters, at most %d are accepted of a category (mixtura.limits.level-length): '%s'; leave the column out, or shorten it"
                .formatted(text.length(), choice.longestLevel(), Excerpt.ofOneOfMany(text)),
            null);
  }

  @Override
  public List<String> levels() {
    return List.copyOf(codes.keySet());
  }
}
