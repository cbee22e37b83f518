package io.mixtura.assignment.conditional;

import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import io.mixtura.web.problem.Spelling;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a model as requests name them.
 *
 * @param version the model
 */
record ModelColumns(ModelVersion version) {
  private static final int SHOWN = 20;

  /** Letters of a name that is compared with others: comparing costs the square of them. */
  private static final int LONGEST_COMPARED = 60;

  /**
   * The numbers of some columns; 422 unless there is at least one, all are the model's and none is
   * named twice.
   *
   * @param at JSON pointer of the names, or their query parameter
   */
  int[] numbers(@Nullable List<? extends @Nullable String> names, String at) {
    if (names == null || names.isEmpty()) {
      throw Refusal.unprocessable(
          at, "columns are missing: the names of some of the model's columns, " + listed());
    }
    Set<Integer> seen = new HashSet<>();
    int[] numbers = new int[names.size()];
    for (int i = 0; i < numbers.length; i++) {
      String place = at.startsWith("/") ? at + "/" + i : at;
      numbers[i] = number(String.valueOf(names.get(i)), place);
      if (!seen.add(numbers[i])) {
        throw Refusal.unprocessable(
            place, "column '%s' is named twice; name it once".formatted(names.get(i)));
      }
    }
    return numbers;
  }

  /** The number of a column; 422 if the model has none of this name. */
  int number(String name, String at) {
    int number = version.columns().indexOf(name);
    if (number < 0) {
      String hint = name.length() > LONGEST_COMPARED ? "" : Spelling.hint(name, version.columns());
      throw Refusal.unprocessable(
          at,
          "model '%s' has no column '%s'; it has %s%s"
              .formatted(version.name(), Excerpt.of(name), listed(), hint));
    }
    return number;
  }

  /** The numbers of all but some columns. */
  int[] others(int[] some) {
    return IntStream.range(0, version.columns().size())
        .filter(column -> IntStream.of(some).noneMatch(other -> other == column))
        .toArray();
  }

  /** The names of some columns. */
  List<String> names(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(version.columns()::get).toList();
  }

  /** What can be made of some columns; 422 if rounding leaves nothing to make it of. */
  static <T> T regular(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException singular) {
      throw Refusal.unprocessable("/columns", String.valueOf(singular.getMessage()));
    }
  }

  private String listed() {
    List<String> columns = version.columns();
    String list = String.join(", ", columns.subList(0, Math.min(SHOWN, columns.size())));
    return columns.size() > SHOWN ? list + " and " + (columns.size() - SHOWN) + " more" : list;
  }
}
