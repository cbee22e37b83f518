package io.mixtura.dataset.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The levels of the columns that hold text, by the name of the column: the code of a level, which
 * is the number that stands for it in a point, is its place in the list, from 0.
 */
public record Categories(Map<String, List<String>> levels) {
  /** Of columns that all hold numbers. */
  public static final Categories NONE = new Categories(Map.of());

  /**
   * The order of levels: by their code points, which is the same everywhere and needs no language.
   */
  public static final Comparator<String> ORDER =
      (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

  /** Copies the map, and keeps its order. */
  public Categories {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    levels.forEach((column, names) -> copy.put(column, List.copyOf(names)));
    levels = Collections.unmodifiableMap(copy);
  }

  /** Whether all columns hold numbers. */
  public boolean isEmpty() {
    return levels.isEmpty();
  }

  /** Whether a column holds text. */
  public boolean isText(String column) {
    return levels.containsKey(column);
  }

  /** The levels of a column; none if it holds numbers. */
  public List<String> of(String column) {
    return levels.getOrDefault(column, List.of());
  }

  /** The same levels in the order in which they are stored. */
  public Categories sorted() {
    Map<String, List<String>> sorted = new LinkedHashMap<>();
    levels.forEach((column, names) -> sorted.put(column, names.stream().sorted(ORDER).toList()));
    return new Categories(sorted);
  }

  /** Those of some columns, in their order. */
  public Categories among(List<String> columns) {
    Map<String, List<String>> some = new LinkedHashMap<>();
    columns.stream().filter(this::isText).forEach(column -> some.put(column, of(column)));
    return new Categories(some);
  }

  /** The levels of each of some columns; none of one that holds numbers. */
  public List<List<String>> each(List<String> columns) {
    List<List<String>> each = new ArrayList<>();
    columns.forEach(column -> each.add(of(column)));
    return each;
  }
}
