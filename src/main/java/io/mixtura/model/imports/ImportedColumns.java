package io.mixtura.model.imports;

import io.mixtura.web.body.Limits;
import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.Printable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks of the names of dimensions, and of how many there may be of something. */
final class ImportedColumns {
  private static final int LONGEST_NAME = 200;

  private ImportedColumns() {}

  /** Notes what is wrong with the names. */
  static void check(
      @Nullable List<? extends @Nullable String> columns, Limits limits, Findings findings) {
    if (columns == null || columns.isEmpty()) {
      findings.require(
          false,
          "/columns",
          "columns are missing: the names of the dimensions, such as [\"x\", \"y\"]");
      return;
    }
    requireCount(
        findings, columns.size(), limits.dimensions(), "/columns", "columns", "dimensions");
    Set<String> seen = new HashSet<>();
    for (int j = 0; j < columns.size(); j++) {
      String name = columns.get(j);
      if (findings.require(
          name != null && isName(name),
          "/columns/" + j,
          "the name of a column must be 1 to %d characters, none of them a control character",
          LONGEST_NAME)) {
        findings.require(
            seen.add(String.valueOf(name)),
            "/columns/" + j,
            "two columns are named '%s'; every column needs a name of its own",
            name);
      }
    }
  }

  private static boolean isName(String name) {
    return !name.isBlank() && name.length() <= LONGEST_NAME && Printable.is(name);
  }

  /** Notes that there are more than a limit allows. */
  static void requireCount(
      Findings findings, int count, int most, String at, String what, String setting) {
    findings.require(
        count <= most,
        at,
        "%d %s are more than the limit of %d (mixtura.limits.%s)",
        count,
        what,
        most,
        setting);
  }
}
