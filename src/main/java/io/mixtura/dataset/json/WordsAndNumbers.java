package io.mixtura.dataset.json;

import io.mixtura.dataset.rows.CellText;
import io.mixtura.decimal.Decimals;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JsonParser;

/** Which columns of JSON hold words and no number, as far as some cells tell. */
public final class WordsAndNumbers {
  private final Set<Integer> words = new HashSet<>();
  private final Set<Integer> numbers = new HashSet<>();
  private final Set<Integer> likeNumbers = new HashSet<>();

  /** Looks at the cell that the parser stands at. */
  public void look(int cell, JsonParser json) {
    switch (json.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numbers.add(cell);
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

  /** Takes what others tell. */
  public void add(WordsAndNumbers others) {
    words.addAll(others.words);
    numbers.addAll(others.numbers);
    likeNumbers.addAll(others.likeNumbers);
  }

  /** Those whose text names categories: none looks like a number that is written otherwise. */
  public Set<Integer> categories() {
    Set<Integer> categories = words();
    categories.removeAll(likeNumbers);
    return categories;
  }

  /** Those that hold words alone. */
  public Set<Integer> words() {
    Set<Integer> alone = new HashSet<>(words);
    alone.removeAll(numbers);
    return alone;
  }
}
