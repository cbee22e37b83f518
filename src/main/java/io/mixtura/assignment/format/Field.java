package io.mixtura.assignment.format;

import java.util.List;

/**
 * A field of an answer, what is said of a point under one name: a number, a whole number, or
 * several numbers.
 *
 * @param name its name in JSON
 * @param kind how it is written
 * @param cells the names of its numbers in CSV, one for each
 */
public record Field(String name, Kind kind, List<String> cells) {

  /** How numbers are written in JSON. */
  enum Kind {
    NUMBER,
    WHOLE,
    LIST
  }

  public static Field number(String name) {
    return new Field(name, Kind.NUMBER, List.of(name));
  }

  public static Field whole(String name) {
    return new Field(name, Kind.WHOLE, List.of(name));
  }

  public static Field list(String name, List<String> cells) {
    return new Field(name, Kind.LIST, cells);
  }

  /** How many numbers these fields have together. */
  public static int width(List<Field> fields) {
    return fields.stream().mapToInt(field -> field.cells().size()).sum();
  }
}
