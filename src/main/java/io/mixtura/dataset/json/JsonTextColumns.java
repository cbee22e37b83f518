package io.mixtura.dataset.json;

import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The columns of a JSON body that hold words and no number, as far as its first rows tell. */
final class JsonTextColumns {
  /** As many as the lines of CSV that are looked at. */
  private static final int ROWS = 32;

  private final JsonParser json;
  private final WordsAndNumbers cells = new WordsAndNumbers();

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
    return columns;
  }

  Set<Integer> cells() {
    return cells.words();
  }

  /** Those whose text names categories: none looks like a number that is written otherwise. */
  Set<Integer> categories() {
    return cells.categories();
  }

  private void read() {
    if (json.nextToken() != JsonToken.START_OBJECT
        || !JsonStart.isBehind(json, JsonRows::areRows)) {
      return;
    }
    for (int row = 0; row < ROWS && json.nextToken() == JsonToken.START_ARRAY; row++) {
      for (int cell = 0; json.nextToken() != JsonToken.END_ARRAY; cell++) {
        cells.look(cell, json);
        json.skipChildren();
      }
    }
  }
}
