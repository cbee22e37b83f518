package io.mixtura.dataset.json;

import io.mixtura.dataset.rows.CellText;
import io.mixtura.decimal.Decimals;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The columns of a JSON body that hold words and no number, as far as its first rows tell. */
final class JsonTextColumns {
  /** As many as the lines of CSV that are looked at. */
  private static final int ROWS = 32;

  private final JsonParser json;
  private final Set<Integer> words = new HashSet<>();
  private final Set<Integer> numbers = new HashSet<>();
  private final Set<Integer> likeNumbers = new HashSet<>();

  private JsonTextColumns(JsonParser json) {
    this.json = json;
  }

  /**
   * Looks at the beginning of a body.
   *
   * @param beginning which may break off anywhere; what is malformed in it can wait
   */
  static JsonTextColumns of(JsonParser beginning) {
    JsonTextColumns columns = new JsonTextColumns(beginning);
    try {
      columns.read();
    } catch (JacksonException brokenOff) {
      // What was seen until then has to do.
    }
    columns.words.removeAll(columns.numbers);
    return columns;
  }

  Set<Integer> cells() {
    return words;
  }

  /** Those whose text names categories: none looks like a number that is written otherwise. */
  Set<Integer> categories() {
    Set<Integer> categories = new HashSet<>(words);
    categories.removeAll(likeNumbers);
    return categories;
  }

  private void read() {
    if (json.nextToken() != JsonToken.START_OBJECT
        || !JsonStart.isBehind(json, JsonRows::areRows)) {
      return;
    }
    for (int row = 0; row < ROWS && json.nextToken() == JsonToken.START_ARRAY; row++) {
      for (int cell = 0; json.nextToken() != JsonToken.END_ARRAY; cell++) {
        look(cell);
        json.skipChildren();
      }
    }
  }

  private void look(int cell) {
    switch (json.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numbers.add(cell);
      case VALUE_TRUE, VALUE_FALSE -> words.add(cell);
      case VALUE_STRING -> look(cell, json.getString());
      default -> {}
    }
  }

  /** A number in quotation marks is a mistake that the sender is to be told of. */
  private void look(int cell, String text) {
    if (!CellText.isMissing(text)) {
      boolean isNumber = !Double.isNaN(Decimals.parse(text)) || CellText.isInfinite(text);
      (isNumber ? numbers : words).add(cell);
      if (CellText.isLikeANumber(text)) {
        likeNumbers.add(cell);
      }
    }
  }
}
