package io.mixtura.dataset.rows;

import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Printable;
import io.mixtura.web.problem.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rule for what a column or a dataset may be called. */
public final class ColumnNames {
  /** Characters of a name at most. */
  static final int LONGEST = 200;

  private static final int SHOWN = 20;

  private ColumnNames() {}

  /** Names of columns that have none: {@code x0}, {@code x1}, … */
  static String ofPosition(int position) {
    return "x" + position;
  }

  /** Checks a name. */
  public static String checked(String pointer, String what, String name) {
    if (name.isBlank()) {
      throw Refusal.unprocessable(pointer, what + " has no name; give it one");
    }
    if (name.length() > LONGEST) {
      throw Refusal.unprocessable(
          pointer,
          "the name of %s has %d characters, at most %d are accepted: '%s'"
              .formatted(what, name.length(), LONGEST, Excerpt.ofOneOfMany(name)));
    }
    if (!Printable.is(name)) {
      throw Refusal.unprocessable(
          pointer, "the name of " + what + " contains a control character; leave it out");
    }
    return name;
  }

  /** Names as the query parameters {@code columns} and {@code exclude} take them in a URL. */
  public static String inQuery(List<String> names) {
    return names.stream()
        .map(ColumnNames::quoted)
        .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining(","));
  }

  private static String quoted(String name) {
    return name.contains(",") || name.contains("\"")
        ? '"' + name.replace("\"", "\"\"") + '"'
        : name;
  }

  /**
   * How to leave columns out that have no name, if the others are few enough to be listed.
   *
   * @param text those that hold no numbers and would be refused next
   */
  static String withoutNameless(List<String> names, Set<Integer> text) {
    List<String> kept =
        IntStream.range(0, names.size())
            .filter(cell -> !text.contains(cell))
            .mapToObj(names::get)
            .filter(name -> !name.isBlank())
            .toList();
    if (kept.isEmpty() || kept.size() > SHOWN) {
      return "";
    }
    return ", or leave the column out: add columns=" + inQuery(kept) + " to the query";
  }

  /** Names for a message, quoted, the first few. */
  public static String listed(List<String> names) {
    int shown = Math.min(names.size(), SHOWN);
    String list =
        names.stream()
            .limit(shown)
            .map(name -> "'" + Excerpt.ofOneOfMany(name) + "'")
            .collect(Collectors.joining(", "));
    return names.size() > shown ? list + " and " + (names.size() - shown) + " more" : list;
  }
}
