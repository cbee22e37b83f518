package io.mixtura.fit;

import io.mixtura.web.Limits;
import io.mixtura.web.Spelling;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks which columns are to be used. */
final class ColumnsResolver {
  private static final int LISTED = 10;
  private static final String AT = "/columns";
  private static final String WEIGHTS_AT = "/weightColumn";

  private final DataShape data;
  private final Limits limits;
  private final Findings findings;

  ColumnsResolver(DataShape data, Limits limits, Findings findings) {
    this.data = data;
    this.limits = limits;
    this.findings = findings;
  }

  /** The dimensions of the model. */
  List<String> resolve(FitRequest request) {
    String weights = request.weightColumn();
    List<String> columns = Objects.requireNonNullElseGet(request.columns(), () -> allBut(weights));
    // More names than columns are wrong in any case; there is no use in complaining of each.
    if (findings.require(
            columns.size() <= data.columns().size(),
            AT,
            "%d columns are named, but the dataset has %d",
            columns.size(),
            data.columns().size())
        && findings.require(
            columns.size() <= limits.dimensions(),
            AT,
            "%d columns are more than the limit of %d; choose some with columns",
            columns.size(),
            limits.dimensions())
        && findings.require(
            !columns.isEmpty(),
            AT,
            weights == null
                ? "at least one column is needed; without columns all are used"
                : "at least one column is needed besides the one of the weights")) {
      checkEach(columns);
    }
    if (weights != null) {
      checkWeights(weights, columns);
    }
    return columns;
  }

  private List<String> allBut(@Nullable String weights) {
    return data.columns().stream().filter(column -> !column.equals(weights)).toList();
  }

  private void checkWeights(String weights, List<String> columns) {
    findings.require(
        data.columns().contains(weights),
        WEIGHTS_AT,
        "the dataset has no column '%s'%s",
        Findings.shown(weights),
        hint(weights));
    findings.require(
        !columns.contains(weights),
        WEIGHTS_AT,
        "column '%s' cannot hold the weights and be a dimension, too; leave it out of columns",
        Findings.shown(weights));
  }

  private void checkEach(List<? extends @Nullable String> given) {
    Set<String> known = new HashSet<>(data.columns());
    Set<String> seen = new HashSet<>();
    for (int j = 0; j < given.size(); j++) {
      String column = given.get(j);
      String at = AT + "/" + j;
      if (column == null) {
        findings.require(false, at, "must be the name of a column, but was null");
      } else if (!known.contains(column)) {
        findings.require(
            false, at, "the dataset has no column '%s'%s", Findings.shown(column), hint(column));
      } else {
        findings.require(seen.add(column), at, "column '%s' is named twice", column);
      }
    }
  }

  private String hint(String column) {
    String near = Spelling.hint(Findings.shown(column), data.columns());
    if (!near.isEmpty()) {
      return near;
    }
    int listed = Math.min(LISTED, data.columns().size());
    int more = data.columns().size() - listed;
    return "; it has '%s'%s"
        .formatted(
            String.join("', '", data.columns().subList(0, listed)),
            more == 0 ? "" : " and " + more + " more");
  }
}
