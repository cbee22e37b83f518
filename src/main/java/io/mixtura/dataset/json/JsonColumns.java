package io.mixtura.dataset.json;

import io.mixtura.dataset.rows.ColumnChoice;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The names of the columns in a JSON body. */
final class JsonColumns {
  /** The property that holds them. */
  static final String NAME = "columns";

  private JsonColumns() {}

  /**
   * Reads the value that the parser stands at.
   *
   * @param at its JSON pointer
   */
  static List<String> read(JsonParser json, String at) {
    if (!json.hasToken(JsonToken.START_ARRAY)) {
      throw Refusal.unprocessable(at, "must be an array of names, as in " + JsonRows.SHAPE);
    }
    List<String> names = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (!json.hasToken(JsonToken.VALUE_STRING)) {
        throw Refusal.unprocessable(at + "/" + names.size(), notAString(json, names.size()));
      }
      if (names.size() >= ColumnChoice.WIDEST) {
        throw Refusal.unprocessable(
            at, "there are more than %d names of columns".formatted(ColumnChoice.WIDEST));
      }
      names.add(json.getString());
    }
    return names;
  }

  private static String notAString(JsonParser json, int column) {
    if (!json.currentToken().isNumeric()) {
      return "must be a string: the name of column %s (from 0)".formatted(column);
    }
    String number = Excerpt.ofOneOfMany(json.getString());
    return "must be a string, but the name of column %s (from 0) is the number %s; write \"%s\""
        .formatted(column, number, number);
  }
}
