package io.mixtura.assignment.format;

import io.mixtura.mixture.LevelProbabilities;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A field of an answer, what is said of a point under one name: a number, a whole number, or
 * several numbers.
 *
 * @param name its name in JSON
 * @param kind how it is written
 * @param cells the names of its numbers in CSV, one for each
 * @param groups of one that has them: what its numbers are called in JSON, column after column
 * @param texts of one whose numbers may be codes of text: for each what stands for a code, by code;
 *     none for one that is a number
 */
public record Field(
    String name, Kind kind, List<String> cells, List<Group> groups, List<List<String>> texts) {

  /**
   * Numbers of one column.
   *
   * @param keys one for each number
   */
  public record Group(String column, List<String> keys) {}

  /** How numbers are written in JSON. */
  enum Kind {
    NUMBER,
    WHOLE,
    LIST,
    GROUPS
  }

  public static Field number(String name) {
    return new Field(name, Kind.NUMBER, List.of(name), List.of(), List.of());
  }

  /** One that may be a code of text. */
  public static Field number(String name, List<String> texts) {
    return new Field(name, Kind.NUMBER, List.of(name), List.of(), List.of(texts));
  }

  /** For each of these columns one. */
  public static List<Field> numbers(List<String> columns, List<List<String>> texts) {
    return IntStream.range(0, columns.size())
        .mapToObj(j -> number(columns.get(j), texts.get(j)))
        .toList();
  }

  public static Field whole(String name) {
    return new Field(name, Kind.WHOLE, List.of(name), List.of(), List.of());
  }

  public static Field list(String name, List<String> cells) {
    return new Field(name, Kind.LIST, cells, List.of(), List.of());
  }

  /** One of which some numbers are codes of text. */
  public static Field list(String name, List<String> cells, List<List<String>> texts) {
    return new Field(name, Kind.LIST, cells, List.of(), texts);
  }

  /**
   * The probability of each level of the columns that have levels; empty if none has.
   *
   * @param columns names of all columns
   */
  public static Optional<Field> probabilities(List<String> columns, LevelProbabilities levels) {
    List<Group> groups =
        IntStream.range(0, columns.size())
            .filter(j -> !levels.names(j).isEmpty())
            .mapToObj(j -> new Group(columns.get(j), levels.names(j)))
            .toList();
    List<String> cells =
        groups.stream()
            .flatMap(group ->
                group.keys().stream().map(key -> "probability_" + group.column() + "_" + key))
            .toList();
    return groups.isEmpty()
        ? Optional.empty()
        : Optional.of(new Field("probabilities", Kind.GROUPS, cells, groups, List.of()));
  }

  /** How many numbers these fields have together. */
  public static int width(List<Field> fields) {
    return fields.stream().mapToInt(field -> field.cells().size()).sum();
  }
}
