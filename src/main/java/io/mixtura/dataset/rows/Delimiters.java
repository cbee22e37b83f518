package io.mixtura.dataset.rows;

import java.util.List;

/** The characters that separate cells in most files, and what to do if it is another of them. */
public final class Delimiters {
  /** All of them; the comma last, which also stands in texts and in numbers. */
  public static final List<Character> COMMON = List.of(';', '\t', '|', ',');

  private Delimiters() {}

  /** What to do if the cells are separated by this character. */
  public static String hint(char other) {
    String name =
        switch (other) {
          case '\t' -> "tab";
          case ';' -> "%3B";
          case '|' -> "%7C";
          case ' ' -> "space";
          default -> String.valueOf(other);
        };
    String shown = other == '\t' ? name : other == ' ' ? "a space" : String.valueOf(other);
    return "; if " + shown + " separates the cells, add delimiter=" + name + " to the query";
  }

  /** What to do if lines that begin with this character are comments. */
  public static String commentHint(char first) {
    return "; if lines that begin with %s are comments, add comment=%s to the query"
        .formatted(first, first == '#' ? "%23" : "%25");
  }
}
