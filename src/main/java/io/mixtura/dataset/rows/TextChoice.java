package io.mixtura.dataset.rows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What becomes of columns that hold text. */
public sealed interface TextChoice {

  /** Columns that are known to hold text, whatever becomes of others. */
  default List<String> named() {
    return List.of();
  }

  /** Whether columns that are found to hold text are left out. */
  default boolean drops() {
    return false;
  }

  /** Whether columns that are found to hold text are read as categories. */
  default boolean keeps() {
    return false;
  }

  /** Cells of text are refused. */
  record Refused() implements TextChoice {}

  /**
   * New data: the levels are found in them.
   *
   * @param named columns that are text, even if they hold numbers
   * @param others what becomes of other columns that are found to hold text
   * @param mostLevels levels that a column may have at most
   * @param longestLevel characters that a level may have at most
   */
  record Found(List<String> named, Others others, int mostLevels, int longestLevel)
      implements TextChoice {
    /** Copies the list. */
    public Found {
      named = List.copyOf(named);
    }

    @Override
    public boolean drops() {
      return others == Others.DROPPED;
    }

    @Override
    public boolean keeps() {
      return others == Others.KEPT;
    }

    Found with(Others becoming) {
      return new Found(named, becoming, mostLevels, longestLevel);
    }

    Found with(List<String> columns) {
      return new Found(columns, others, mostLevels, longestLevel);
    }
  }

  /** What becomes of levels that a model does not know. */
  enum Unknown {
    /** They are read as missing. */
    MISSING(""),
    /** They are refused, and the message says how they can be read as missing. */
    REFUSED("; unknownLevels=missing in the query takes others as missing values"),
    /** They are refused where nothing may be missing. */
    REFUSED_FOR_GOOD("");

    private final String advice;

    Unknown(String advice) {
      this.advice = advice;
    }

    /** What the sender can do, if anything. */
    public String advice() {
      return advice;
    }
  }

  /** What becomes of columns of text that nobody has named. */
  enum Others {
    KEPT,
    DROPPED,
    REFUSED
  }

  /**
   * Points of a model, which knows the levels.
   *
   * @param codes by column and level the number that stands for it
   * @param unknown what becomes of other levels
   */
  record Known(Map<String, Map<String, Double>> codes, Unknown unknown) implements TextChoice {
    /** Copies the map, and keeps the order of the levels. */
    public Known {
      Map<String, Map<String, Double>> copy = new LinkedHashMap<>();
      codes.forEach((column, levels) -> copy.put(column, new LinkedHashMap<>(levels)));
      codes = copy;
    }
  }
}
